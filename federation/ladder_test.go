package federation

import (
	"slices"
	"testing"
	"time"

	"halfday/roles"
)

func TestLadder(t *testing.T) {
	const without = WithoutDuration
	for _, tt := range []struct {
		name         string
		wanted, left time.Duration
		chained      bool
		learned      Rung
		want         []Rung
	}{
		{"twelve hours of credentials for one", 12 * time.Hour, time.Hour, false, 0, []Rung{43200, 43199, 28799, 14399, 7199, without}},
		{"duration_seconds of twelve hours", 12 * time.Hour, 12*time.Hour - 200*time.Millisecond, false, 0, []Rung{43200, 43199, without, 28799, 14399, 7199}},
		{"the same, the clock here behind", 12 * time.Hour, 12*time.Hour + 2*time.Minute, false, 0, []Rung{43200, 43199, without, 28799, 14399, 7199}},
		{"duration_seconds of eight hours", 12 * time.Hour, 8*time.Hour - time.Second, false, 0, []Rung{43200, 43199, 28799, without, 14399, 7199}},
		{"duration_seconds of six hours", 12 * time.Hour, 6*time.Hour - time.Second, false, 0, []Rung{43200, 43199, 28799, without, 14399, 7199}},
		{"wants four hours", 4 * time.Hour, time.Hour, false, 0, []Rung{14400, 14399, 7199, without}},
		{"wants an hour, as long as the credentials", time.Hour, time.Hour, false, 0, []Rung{3600, 3599, without}},
		{"wants less than the credentials", time.Hour, 12 * time.Hour, false, 0, []Rung{3600, 3599, without}},
		{"wants the least", 15 * time.Minute, time.Hour, false, 0, []Rung{900, without}},
		{"wants next to nothing", time.Minute, time.Hour, false, 0, []Rung{without}},
		{"chained", 12 * time.Hour, time.Hour, true, 0, []Rung{without}},
		{"chained, whatever was learned", 12 * time.Hour, time.Hour, true, 43200, []Rung{without}},
		{"learned twelve hours", 12 * time.Hour, time.Hour, false, 43200, []Rung{43200, 43199, 28799, 14399, 7199, without}},
		{"learned one second less", 12 * time.Hour, time.Hour, false, 43199, []Rung{43199, 28799, 14399, 7199, without}},
		{"learned four hours", 12 * time.Hour, time.Hour, false, 14399, []Rung{14399, 7199, without}},
		{"learned another length", 12 * time.Hour, time.Hour, false, 20000, []Rung{20000, 14399, 7199, without}},
		{"learned more than is wanted", 4 * time.Hour, time.Hour, false, 28799, []Rung{14400, 14399, 7199, without}},
		{"learned without", 12 * time.Hour, time.Hour, false, without, []Rung{without}},
		{"learned without, six hours", 12 * time.Hour, 6 * time.Hour, false, without, []Rung{without, 14399, 7199}},
		{"learned without, wants less than that gives", time.Hour, 6 * time.Hour, false, without, []Rung{3600, 3599, without}},
		{"learned nonsense", 12 * time.Hour, time.Hour, false, 12, []Rung{43200, 43199, 28799, 14399, 7199, without}},
	} {
		if got := ladderOf(tt.wanted, tt.left, tt.chained, tt.learned); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestExpected(t *testing.T) {
	for _, tt := range []struct {
		name    string
		change  func(*roles.Role)
		wanted  time.Duration
		learned Rung
		want    time.Duration
		why     Reason
	}{
		{"nothing known", func(*roles.Role) {}, 12 * time.Hour, 0, 12 * time.Hour, ""},
		{"as wanted", func(*roles.Role) {}, 12 * time.Hour, 43200, 12 * time.Hour, ""},
		{"a second less", func(*roles.Role) {}, 12 * time.Hour, 43199, 43199 * time.Second, ""},
		{"eight hours", func(*roles.Role) {}, 12 * time.Hour, 28799, 28799 * time.Second, ReasonLearned},
		{"eight hours, wants four", func(*roles.Role) {}, 4 * time.Hour, 28799, 4 * time.Hour, ""},
		{"without", func(*roles.Role) {}, 12 * time.Hour, WithoutDuration, time.Hour, ReasonCredentials},
		{"without, twelve hours in the profile", func(r *roles.Role) { r.Hops[0].DurationSeconds = 43200 }, 12 * time.Hour, WithoutDuration, 12 * time.Hour, ""},
		{"a chain", func(r *roles.Role) { r.Hops = append(r.Hops, r.Hops[0]) }, 12 * time.Hour, 43200, time.Hour, ReasonChained},
		{"a short chain", func(r *roles.Role) { r.Hops = append(r.Hops, roles.Hop{DurationSeconds: 900}) }, 12 * time.Hour, 0, 15 * time.Minute, ReasonChained},
		{"temporary credentials", func(r *roles.Role) { r.Base.Kind = roles.BaseSSO }, time.Hour, 0, time.Hour, ReasonChained},
	} {
		role := adminRole()
		tt.change(&role)
		if got, why := Expected(role, tt.wanted, tt.learned); got != tt.want || why != tt.why {
			t.Errorf("%s: got %v %q, want %v %q", tt.name, got, why, tt.want, tt.why)
		}
	}
}
