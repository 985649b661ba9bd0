package desktop

import "testing"

func TestSearchPath(t *testing.T) {
	for _, c := range []struct {
		now   string
		lists []string
		want  string
	}{
		{"/usr/bin:/bin", nil, "/usr/bin:/bin:/opt/homebrew/bin:/usr/local/bin"},
		{"/usr/bin", []string{"/usr/local/bin\n/usr/bin\n", "/opt/X11/bin"}, "/usr/bin:/usr/local/bin:/opt/X11/bin:/opt/homebrew/bin"},
		{"", []string{"\n relative\n/a:b\r\n/c\r\n"}, "/c:/opt/homebrew/bin:/usr/local/bin"},
		{"/opt/homebrew/bin:/x::/x", nil, "/opt/homebrew/bin:/x::/x:/usr/local/bin"},
	} {
		if got := searchPath(c.now, c.lists...); got != c.want {
			t.Errorf("%q with %q: got %q, want %q", c.now, c.lists, got, c.want)
		}
	}
}
