package update

import (
	"slices"
	"strconv"
	"strings"
)

// Newer tells whether version comes after current, both as in "0.2.0". A build
// on the way to a release ("0.2.0-dev") comes before it. Where one of them is no
// version nothing is newer.
func Newer(version, current string) bool {
	current, _, ahead := strings.Cut(current, "-")
	v, ok1 := parse(version)
	c, ok2 := parse(current)
	if !ok1 || !ok2 {
		return false
	}
	n := slices.Compare(v[:], c[:])
	return n > 0 || n == 0 && ahead
}

// Running is the number in what the program says of its version, as in
// "0.1.0-dev (c0ffee, 2026-11-28)".
func Running(version string) string {
	version, _, _ = strings.Cut(version, " ")
	return version
}

// parse reads three numbers; each has at most four digits.
func parse(s string) (v [3]int, ok bool) {
	parts := strings.Split(s, ".")
	if len(parts) != len(v) {
		return v, false
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 16)
		if err != nil || len(part) > 4 || part != strconv.Itoa(int(n)) {
			return v, false
		}
		v[i] = int(n)
	}
	return v, true
}
