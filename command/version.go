package command

import "runtime/debug"

// version, commit and date are set by the release build with -ldflags -X.
var version, commit, date string

// Version is the version for a person: number, commit and date where they are
// known.
func Version() string {
	v := version
	if v == "" {
		v = "dev"
		if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
			v = info.Main.Version
		}
	}
	if commit != "" {
		v += " (" + commit
		if date != "" {
			v += ", " + date
		}
		v += ")"
	}
	return v
}
