package desktop

import "testing"

func TestLanguage(t *testing.T) {
	tests := []struct {
		name string
		env  map[string]string
		want string
	}{
		{"messages before lang", map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja_JP.UTF-8"},
		{"all before messages", map[string]string{"LC_ALL": "C", "LC_MESSAGES": "ja_JP.UTF-8"}, "C"},
		{"lang", map[string]string{"LANG": "ja_JP.UTF-8"}, "ja_JP.UTF-8"},
	}
	for _, test := range tests {
		if got := Language(func(n string) string { return test.env[n] }); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}
