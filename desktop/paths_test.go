package desktop

import (
	"testing"
)

func env(vars map[string]string) func(string) string {
	return func(name string) string { return vars[name] }
}

func TestDirs(t *testing.T) {
	windows := func(vars map[string]string, home string) (Dirs, error) { return windowsDirs(env(vars), home) }
	linux := func(vars map[string]string, home string) (Dirs, error) { return linuxDirs(env(vars), home) }
	darwin := func(_ map[string]string, home string) (Dirs, error) { return darwinDirs(home) }
	for _, tt := range []struct {
		name string
		dirs func(map[string]string, string) (Dirs, error)
		vars map[string]string
		home string
		want Dirs // zero: an error
	}{
		{"linux bare", linux, nil, "/home/u",
			Dirs{"/home/u/.local/state/halfday", "/home/u/.config/halfday", "/home/u/.local/state/halfday/run"}},
		{"linux set", linux, map[string]string{"XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c/", "XDG_RUNTIME_DIR": "/run/user/1"}, "/home/u",
			Dirs{"/s/halfday", "/c/halfday", "/run/user/1/halfday"}},
		{"linux relative is ignored", linux, map[string]string{"XDG_STATE_HOME": "s", "XDG_CONFIG_HOME": "./c", "XDG_RUNTIME_DIR": "run"}, "/home/u",
			Dirs{"/home/u/.local/state/halfday", "/home/u/.config/halfday", "/home/u/.local/state/halfday/run"}},
		{"linux without home", linux, map[string]string{"XDG_STATE_HOME": "/s", "XDG_CONFIG_HOME": "/c"}, "", Dirs{"/s/halfday", "/c/halfday", "/s/halfday/run"}},
		{"linux without anything", linux, nil, "", Dirs{}},
		{"linux relative home", linux, nil, "home", Dirs{}},
		{"macOS", darwin, map[string]string{"XDG_STATE_HOME": "/s"}, "/Users/u",
			Dirs{"/Users/u/Library/Application Support/Halfday", "/Users/u/Library/Application Support/Halfday", "/Users/u/Library/Application Support/Halfday/run"}},
		{"macOS without home", darwin, nil, "", Dirs{}},
		{"windows", windows, map[string]string{"LocalAppData": `C:\Users\u\AppData\Local`}, `C:\Users\u`,
			Dirs{`C:\Users\u\AppData\Local\Halfday`, `C:\Users\u\AppData\Local\Halfday`, `C:\Users\u\AppData\Local\Halfday\run`}},
		{"windows without variable", windows, nil, `D:\u\`,
			Dirs{`D:\u\AppData\Local\Halfday`, `D:\u\AppData\Local\Halfday`, `D:\u\AppData\Local\Halfday\run`}},
		{"windows on a share", windows, map[string]string{"LocalAppData": `\\server\u`}, "",
			Dirs{`\\server\u\Halfday`, `\\server\u\Halfday`, `\\server\u\Halfday\run`}},
		{"windows without anything", windows, nil, "", Dirs{}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.dirs(tt.vars, tt.home)
			if (err != nil) != (tt.want == Dirs{}) {
				t.Errorf("error = %v", err)
			}
			if got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}
