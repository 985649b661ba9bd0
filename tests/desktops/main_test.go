//go:build desktops && linux

// Package desktops tells one story on each desktop that people use: make
// desktops. It runs in a Debian 13 of its own (root.sh, run.sh), inside one X
// server, on which it moves the mouse and presses keys, also where what is shown
// there is a Wayland compositor. What it saw is in story/NAME: pictures, and a
// table for docs/desktops.md.
package desktops

import (
	"testing"

	"halfday/tests/stage"
)

func TestMain(m *testing.M) { stage.Main(m) }
