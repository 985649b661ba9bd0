package desktop

import "testing"

func TestUpdateCommand(t *testing.T) {
	for path, want := range map[string]string{
		"/Applications/Halfday.app/Contents/MacOS/halfday":                      "",
		"/opt/homebrew/Cellar/halfday/0.1.0/Halfday.app/Contents/MacOS/halfday": "brew upgrade halfday",
		"/usr/local/Caskroom/halfday/0.1.0/Halfday.app/Contents/MacOS/halfday":  "brew upgrade halfday",
		`C:\Users\Kana\scoop\apps\halfday\current\halfdayw.exe`:                 "scoop update halfday",
		`C:\Users\Kana\AppData\Local\Programs\Halfday\halfdayw.exe`:             "",
		"/usr/bin/halfday": "",
		"/home/kana/halfday/cellar/halfdaybuild/halfday": "",
		"": "",
	} {
		none := func(string) bool { return false }
		if got := updateCommand(path, none); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	const app = "/Applications/Halfday.app/Contents/MacOS/halfday"
	cask := func(dir string) bool { return dir == "/opt/homebrew/Caskroom/halfday" }
	if got := updateCommand(app, cask); got != "brew upgrade halfday" {
		t.Errorf("an app of the cask: %q", got)
	}
	if got := updateCommand("/Users/kana/halfday", cask); got != "" {
		t.Errorf("another beside the cask: %q", got)
	}
}
