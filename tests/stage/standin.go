//go:build linux

package stage

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"slices"
)

// propsVar names the socket to which a stand-in tells that it was started.
const propsVar = "STORY_PROPS"

// call is what a stand-in tells about itself.
type call struct {
	Program string
	Args    []string
	Stdin   string
	PID     int
	Environ []string
}

// Surf is a browser that is not the default one.
const Surf = "surf"

// Cue is what a story makes a stand-in do.
type Cue struct {
	Out  string // one line for standard output; "" for none
	Code int    // exit code
}

// standIn plays the programs of the desktop that Halfday starts, when this
// test binary runs under the name of one. The story says what it does; with
// the story over it just ends.
func standIn() (code int, plays bool) {
	if len(os.Args) == 3 && os.Args[1] == fetchArgument {
		return fetch(os.Args[2]), true
	}
	name, args, in := filepath.Base(os.Args[0]), os.Args[1:], ""
	switch {
	case name == "app.halfday.Halfday" && slices.Contains(args, "--icon=app.halfday.Halfday"):
		name = Kdialog
		var ok bool
		if args, ok = readKdialog(args); !ok {
			return 254, true
		}
	case name == "app.halfday.Halfday": // Halfday's dialogs call themselves so
		name = "zenity"
		if slices.Contains(args, TextDialog) {
			text, _ := io.ReadAll(io.LimitReader(os.Stdin, 1<<20))
			in = string(text)
		}
	case name != "xdg-open" && name != Surf:
		return 0, false
	}
	conn, err := net.Dial("unix", os.Getenv(propsVar))
	if err != nil {
		return 1, true
	}
	defer conn.Close()
	var c Cue
	if json.NewEncoder(conn).Encode(call{name, args, in, os.Getpid(), os.Environ()}) != nil || json.NewDecoder(conn).Decode(&c) != nil {
		return 1, true
	}
	if c.Out != "" {
		fmt.Println(c.Out)
	}
	return c.Code, true
}

// SurfName is how a person knows the browser surf.
const SurfName = "Surf & Turf"

// InstallSurf makes surf known as a distribution does.
func (s *Stage) InstallSurf() {
	s.T.Helper()
	s.Must(os.Symlink(s.Path("bin/zenity"), s.Path("bin", Surf)))
	s.Write(s.Path("home/.local/share/applications/surf.desktop"), "[Desktop Entry]\nType=Application\nName="+SurfName+
		"\nExec=\""+s.Path("bin", Surf)+"\" %U\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n")
}

// StandIn puts the stand-in into its place in PATH, also where another program
// was there.
func (s *Stage) StandIn(name string) {
	s.T.Helper()
	self, err := os.Executable()
	s.Must(err)
	s.Must(os.Symlink(self, s.Path("bin", name+".new")))
	s.Must(os.Rename(s.Path("bin", name+".new"), s.Path("bin", name)))
}

// Script puts a shell script into PATH. It has the shell's own commands only.
func (s *Stage) Script(name, script string) {
	s.T.Helper()
	if err := os.Symlink("/bin/sh", s.Path("bin/sh")); err != nil && !os.IsExist(err) {
		s.T.Fatal(err)
	}
	// Renamed into place, since a script that is open for writing by a process
	// that was forked at this moment cannot be run.
	s.Must(os.WriteFile(s.Path("bin", name+".new"), []byte("#!/bin/sh\n"+script+"\n"), 0o700))
	s.Must(os.Rename(s.Path("bin", name+".new"), s.Path("bin", name)))
}
