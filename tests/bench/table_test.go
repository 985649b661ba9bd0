//go:build bench && linux

package bench

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
	"time"
)

// samples are what the runs of a benchmark gave, in the unit of their figure.
type samples []float64

func (s *samples) add(v float64) { *s = append(*s, v) }

func (s *samples) took(d time.Duration) { s.add(d.Seconds() * 1000) }

// quantile is the smallest sample that the share q of them does not exceed.
func (s samples) quantile(q float64) float64 {
	sorted := slices.Sorted(slices.Values(s))
	return sorted[max(int(math.Ceil(q*float64(len(sorted))))-1, 0)]
}

func (s samples) median() float64 { return s.quantile(0.5) }
func (s samples) p90() float64    { return s.quantile(0.9) }

// figure is a line of the table: a promise where it has a limit, else what
// promises are compared with.
type figure struct {
	name  string
	unit  string
	limit float64 // the promise: at most that; below 0: at least as much; 0: none
	got   samples
}

// table prints figures; on a busy machine the least sample says more than the
// median. Whether a promise is kept is told and not asserted:
// that depends on the machine. A figure without samples fails the test.
func table(t *testing.T, figures []figure) {
	t.Helper()
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "figure\tn\tleast\tmedian\tp90\ttarget\treached")
	for _, f := range figures {
		if len(f.got) == 0 {
			t.Errorf("%s: not measured", f.name)
			continue
		}
		target, reached := "", ""
		switch {
		case f.limit > 0:
			target, reached = "≤ "+f.value(f.limit), yes(f.got.median() <= f.limit)
		case f.limit < 0:
			target, reached = "≥ "+f.value(-f.limit), yes(f.got.median() >= -f.limit)
		}
		fmt.Fprintf(w, "%s\t%d\t%s\t%s\t%s\t%s\t%s\n", f.name, len(f.got), f.value(slices.Min(f.got)), f.value(f.got.median()), f.value(f.got.p90()), target, reached)
	}
	w.Flush()
	t.Logf("figures on %s\n%s", machine(), b.String())
}

func yes(reached bool) string {
	if reached {
		return "yes"
	}
	return "NO"
}

func (f figure) value(v float64) string {
	digits := 1
	if v == math.Trunc(v) || v >= 100 {
		digits = 0
	}
	return strings.TrimSpace(fmt.Sprintf("%.*f %s", digits, v, f.unit))
}
