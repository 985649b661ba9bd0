package app

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/desktop"
	"halfday/home"
	"halfday/roles"
	"halfday/text"
	"halfday/tray"
)

func TestRoleSettings(t *testing.T) {
	tests := []struct {
		name    string
		answers []string // the list's lines: 0 name, 1 production, 2 browser, 3 page, 4 region, 5 length
		want    string
		said    []string
	}{
		{"nothing", []string{"cancel"}, "", nil},
		{"a name", []string{"#0", "Shop", "cancel"}, "label = \"Shop\"\n", []string{"Name in the menu: Shop"}},
		{"production, twice", []string{"#1", "#1", "cancel"}, "production = false\n", []string{"Production: yes"}},
		{"a browser", []string{"#2", "#2", "cancel"}, "browser = \"edge:private\"\n", []string{"Browser: Edge, private window"}},
		{"a page of another partition", []string{"#3", "https://console.amazonaws.cn/", "s3", "cancel"}, "destination = \"s3\"\n", []string{"cannot be used", "Page: s3"}},
		{"a region", []string{"#4", "here", "eu-west-1", "cancel"}, "region = \"eu-west-1\"\n", []string{"cannot be used"}},
		{"a length", []string{"#5", "#4", "cancel"}, "session_length = \"4h\"\n", []string{"Length of the session: 4 h"}},
		{"a length, and as usual", []string{"#5", "#4", "#5", "#0", "cancel"}, "", []string{"Length of the session: as usual"}},
		{"a value given up", []string{"#4", "cancel", "cancel"}, "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h := home.Home{Words: text.English(), Dirs: desktop.Dirs{Config: t.TempDir()}}
			path := h.SettingsFile()
			if err := os.WriteFile(path, []byte("# mine\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			p := &person{t: t, answers: test.answers}
			all := roleSettings{
				talk:     talk{home: h, ask: p.ask},
				role:     roles.Role{Profile: "shop", Partition: "aws", Region: "us-east-1"},
				browsers: []tray.Browser{{Title: "Firefox", Setting: "firefox"}, {Title: "Edge, private window", Setting: "edge:private"}},
			}
			all.run()
			want := "# mine\n"
			if test.want != "" {
				want += "\n[role.\"shop\"]\n" + test.want
			}
			got, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, strings.TrimSuffix(string(got), "\n[role.\"shop\"]\n")); diff != "" {
				t.Errorf("settings (-want +got):\n%s", diff)
			}
			var heard strings.Builder
			for _, a := range p.heard {
				heard.WriteString(a.Text + "\n" + strings.Join(a.Items, "\n") + "\n")
			}
			for _, s := range test.said {
				if !strings.Contains(heard.String(), s) {
					t.Errorf("nothing said %q:\n%s", s, heard.String())
				}
			}
			if len(p.answers) > 0 {
				t.Errorf("not asked for: %q", p.answers)
			}
		})
	}
}
