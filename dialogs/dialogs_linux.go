package dialogs

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"halfday/internal/child"
)

// Dialogs are drawn by a program of the desktop, which this package starts
// itself: dlgs knows no kdialog, and can give a dialog neither a size nor a
// name.

// appID is the name of the desktop entry. Under it as its own name (argv[0]) a
// program of GTK shows its window, and so the task bar and Alt-Tab call it
// Halfday: zenity has an option for that from 4.4 on, and refuses what it does
// not know. packaging/identity.env has it too; a test holds the two together.
const appID = "app.halfday.Halfday"

// call is how a dialog program is called.
type call struct {
	args  []string
	stdin string
}

// dialogProgram is one that can show dialogs.
type dialogProgram struct {
	name string
	call func(Ask) call
	// byIndex tells that a list answers with places in it, not with labels.
	byIndex bool
}

// programs are looked for in this order.
var programs = []dialogProgram{
	{"qarma", zenityCall, false},
	{"zenity", zenityCall, false},
	{"kdialog", kdialogCall, true},
	{"matedialog", zenityCall, false},
}

// look finds the one of programs that is used, and where it is; nothing for none.
func look() (p dialogProgram, path string) {
	for _, p := range programs {
		if path, err := exec.LookPath(p.name); err == nil {
			return p, path
		}
	}
	return p, ""
}

// program is the name of the dialog program that is used, "" for none.
func program() string {
	p, _ := look()
	return p.name
}

// show shows a dialog and gives the lines that it was answered with; ok is
// whether with OK or yes. An error means that it was not shown, or not to its
// end: the programs end with 1 for Cancel and no, kdialog with 2 when a message
// is closed.
func show(ctx context.Context, a Ask) (lines []string, ok bool, err error) {
	useUTF8()
	p, path := look()
	if path == "" {
		return nil, false, exec.ErrNotFound
	}
	lines, err = run(ctx, path, p.call(a), a.Token)
	if exit, is := err.(*exec.ExitError); is && (exit.ExitCode() == 1 || exit.ExitCode() == 2) {
		return nil, false, nil
	}
	if p.byIndex && len(a.Items) > 0 {
		lines = labelsAt(a.Items, lines)
	}
	return lines, err == nil, err
}

func run(ctx context.Context, path string, c call, token string) (lines []string, err error) {
	cmd := exec.Command(path, c.args...) // #nosec G204 -- one of programs
	cmd.Args[0] = appID
	cmd.Env = child.Activated(child.Environ(os.Environ()), child.NewActivation(token).Take())
	if c.stdin != "" {
		cmd.Stdin = strings.NewReader(c.stdin)
	}
	var out bytes.Buffer
	cmd.Stdout = &out
	endWith(ctx, func() {
		if err = cmd.Start(); err == nil {
			tellShown(ctx)
			err = cmd.Wait()
		}
	})
	if answer := strings.TrimRight(out.String(), "\n"); answer != "" {
		lines = strings.Split(answer, "\n")
	}
	return lines, err
}

// labelsAt are those of labels at the places that lines name.
func labelsAt(labels, lines []string) (found []string) {
	for _, line := range lines {
		if i, err := strconv.Atoi(strings.TrimSpace(line)); err == nil && i >= 0 && i < len(labels) {
			found = append(found, labels[i])
		}
	}
	return found
}

func missing() error {
	switch {
	case !displayPresent():
		return errNoDisplay
	case program() == "":
		return errNoProgram
	}
	return nil
}

// displayPresent tells whether somebody listens where the environment says
// that a display is: a variable that outlived its session is no display.
func displayPresent() bool {
	wayland := cmp.Or(os.Getenv("WAYLAND_DISPLAY"), "wayland-0") // what libwayland tries
	if !filepath.IsAbs(wayland) {
		wayland = filepath.Join(os.Getenv("XDG_RUNTIME_DIR"), wayland)
	}
	if filepath.IsAbs(wayland) && listens(wayland) {
		return true
	}
	host, number, ok := strings.Cut(os.Getenv("DISPLAY"), ":")
	if !ok {
		return false
	}
	if host != "" && host != "unix" {
		return true // over a network: the dialog program will see
	}
	number, _, _ = strings.Cut(number, ".")
	const socket = "/tmp/.X11-unix/X"
	return listens("@"+socket+number) || listens(socket+number)
}

func listens(socket string) bool {
	conn, err := net.DialTimeout("unix", socket, time.Second)
	if err != nil {
		// Full or forbidden to us is not the same as nobody there.
		return !errors.Is(err, syscall.ENOENT) && !errors.Is(err, syscall.ECONNREFUSED) && !errors.Is(err, syscall.EINVAL)
	}
	conn.Close()
	return true
}
