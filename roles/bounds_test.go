package roles

import (
	"strings"
	"testing"
)

func TestOutOfBounds(t *testing.T) {
	long := strings.Repeat("y", maxValueLine)
	for _, tt := range []struct {
		name, text string
		want       int
	}{
		{"nothing", "", 0},
		{"ordinary", "[profile a]\nrole_arn = x\ns3 =\n  a = 1\n  b = 2\n\n# " + strings.Repeat("x", 3000) + "\n", 0},
		{"no end of line", "[profile a]\nx = 1\n more", 0},
		{"some that go on", "[a]\nx = 1\n" + strings.Repeat(" more\n", maxContinued), 0},
		{"one more", "[a]\nx = 1\n" + strings.Repeat(" more\n", maxContinued+1), maxContinued + 3},
		{"over all values", "[a]\n" + strings.Repeat("x = 1\n more\n", maxContinued+1), 2*maxContinued + 3},
		{"a long line", "[a]\nx = " + long + "\n", 2},
		{"a long comment", "[a]\n#" + long + "\n", 2},
		{"a value that grows", "[a]\nx = 1\n" + strings.Repeat(" "+long[:1000]+"\n", 70), 68},
		{"settings of a group", "[a]\ns3 =\n" + strings.Repeat("  key = value\n", 3*maxContinued), 0},
	} {
		if got := outOfBounds([]byte(tt.text)); got != tt.want {
			t.Errorf("%s: got line %d, want %d", tt.name, got, tt.want)
		}
	}
}
