package xdg

import (
	"slices"
	"testing"
)

func TestDir(t *testing.T) {
	for _, tt := range []struct{ named, home, want string }{
		{"/named", "/home/me", "/named"},
		{"", "/home/me", "/home/me/.config"},
		{"named", "/home/me", "/home/me/.config"},
		{"named", "me", ""},
	} {
		if got := Dir(tt.named, tt.home, ".config"); got != tt.want {
			t.Errorf("%q, %q: got %q, want %q", tt.named, tt.home, got, tt.want)
		}
	}
}

func TestValues(t *testing.T) {
	values := Values("Name=of no group\n[A]\r\nName = One \r\n#Name=two\n[B]\nName=three\n[A]\nExec=a=b\n", "A")
	if len(values) != 2 || values["Name"] != "One" || values["Exec"] != "a=b" {
		t.Errorf("got %q", values)
	}
}

// Written out once by hand, against a common mistake on both sides.
func TestQuote(t *testing.T) {
	const word = `/a b/$c\d"e%f`
	quoted := Quote(word)
	if want := `"/a b/\\$c\\\\d\\"e%%f"`; quoted != want {
		t.Errorf("got %s, want %s", quoted, want)
	}
	if got, err := Words(quoted); err != nil || !slices.Equal(got, []string{`/a b/$c\d"e%%f`}) {
		t.Errorf("read again: %q, %v", got, err)
	}
}
