package federation

import (
	"slices"
	"testing"
	"time"
)

// TestClimb: what is asked for, in which order, in both readings of AWS's rule
// and where a door or the credentials are at fault.
func TestClimb(t *testing.T) {
	const without = WithoutDuration
	under := func(most Rung) func(Rung, bool) bool { // strictly under the role's maximum
		return func(r Rung, _ bool) bool { return r == without || r < most }
	}
	always := func(Rung, bool) bool { return true }
	never := func(Rung, bool) bool { return false }
	plainOnly := func(r Rung, plain bool) bool { return plain }
	for _, tt := range []struct {
		name    string
		left    time.Duration // of the credentials
		learned Rung
		kept    bool // credentials of an earlier sign-in
		chained bool
		plain   bool // the first door is the plain host
		noPlain bool // there is no way to the plain host
		takes   func(r Rung, plain bool) bool
		asked   []Rung // negative, but for without: none
		moved   int    // how many of these at another door than the first
		got     Rung   // 0: refused altogether
	}{
		{name: "independent", takes: always, asked: []Rung{43200}, got: 43200},
		{name: "strict, 12 h", takes: under(43200), asked: []Rung{43200, 43199}, got: 43199},
		{name: "strict, 8 h", takes: under(28800), asked: []Rung{43200, 43199, 28799}, got: 28799},
		{name: "strict, 6 h", takes: under(21600), asked: []Rung{43200, 43199, 28799, 14399}, got: 14399},
		{name: "strict, 6 h, all of it in the credentials", left: 6 * time.Hour, takes: under(21600), asked: []Rung{43200, 43199, 28799, without}, got: without},
		{name: "strict, 1 h", takes: under(3600), asked: []Rung{43200, 43199, 28799, 14399, 7199, without}, got: without},
		{name: "strict, 12 h in the credentials, one second under refused", left: 12 * time.Hour, takes: under(40000), asked: []Rung{43200, 43199, without}, got: without},
		{name: "learned", learned: 28799, takes: under(28800), asked: []Rung{28799}, got: 28799},
		{name: "learned without", learned: without, takes: under(3600), asked: []Rung{without}, got: without},
		{name: "chained", chained: true, takes: under(0), asked: []Rung{without}, got: without},
		{name: "learned, the maximum has sunk", learned: 28799, takes: under(14400), asked: []Rung{28799, without, 28799, 14399}, moved: 3, got: 14399},
		{name: "learned, the maximum has sunk, at the plain host", plain: true, learned: 28799, takes: under(14400), asked: []Rung{28799, without, 14399}, got: 14399},
		{name: "learned, the maximum has sunk to the least", plain: true, learned: 28799, takes: under(3600), asked: []Rung{28799, without, 14399, 7199}, got: without},
		{name: "learned, the door is at fault", learned: 43200, takes: plainOnly, asked: []Rung{43200, without, 43200}, moved: 2, got: 43200},
		{name: "learned, no way to the plain host", learned: 28799, noPlain: true, takes: under(14400), asked: []Rung{28799, without, 14399}, got: 14399},
		{name: "kept and dead", kept: true, takes: never, asked: []Rung{43200, without}, moved: 1},
		{name: "kept and dead, at the plain host", kept: true, plain: true, takes: never, asked: []Rung{43200, without}},
		{name: "kept and dead, no way to the plain host", kept: true, noPlain: true, takes: never, asked: []Rung{43200, without}},
		{name: "kept, chained and dead", kept: true, chained: true, takes: never, asked: []Rung{without, without}, moved: 1},
		{name: "kept, chained and dead, at the plain host", kept: true, chained: true, plain: true, takes: never, asked: []Rung{without}},
		{name: "fresh, the door is at fault", takes: plainOnly, asked: []Rung{43200, 43199, 28799, 14399, 7199, without, 43200}, moved: 1, got: 43200},
		{name: "fresh, refused altogether, at the plain host", plain: true, takes: never, asked: []Rung{43200, 43199, 28799, 14399, 7199, without}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			left := tt.left
			if left == 0 {
				left = time.Hour
			}
			c := newClimb(ladderOf(12*time.Hour, left, tt.chained, tt.learned), tt.kept || tt.learned != 0)
			var asked []Rung
			var got, held Rung
			moved := 0
			for more := true; more; {
				if c.plain && tt.noPlain {
					if more = c.shut(); more {
						continue
					}
					break
				}
				r, plain := c.rung(), tt.plain || c.plain
				asked = append(asked, r)
				if plain && !tt.plain {
					moved++
				}
				if !tt.takes(r, plain) {
					more = c.refused(plain)
					got = held
					continue
				}
				got, more = r, c.taken()
				held = r
			}
			if !slices.Equal(asked, tt.asked) || moved != tt.moved || got != tt.got {
				t.Errorf("asked %d, %d elsewhere, got %d; want %d, %d, %d", asked, moved, got, tt.asked, tt.moved, tt.got)
			}
		})
	}
}
