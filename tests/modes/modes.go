// Package modes is for tests that look at who may read a file, and for those that
// need what not every system has. It must not be imported by the program.
package modes

import (
	"io/fs"
	"runtime"
)

// Seen is what package os tells on this system of a file or folder that was made
// with a mode. Windows has access lists in its place, which a file inherits from
// its folder: those of a person's own folders let nobody else in. Of them os
// tells only whether a file can be written.
// https://pkg.go.dev/os#Chmod
func Seen(mode fs.FileMode) fs.FileMode {
	const readable, all = 0o444, 0o777
	switch {
	case runtime.GOOS != "windows":
		return mode
	case mode.IsDir():
		return mode | all
	case mode&0o200 == 0:
		return mode&^all | readable
	}
	return mode&^all | 0o666
}
