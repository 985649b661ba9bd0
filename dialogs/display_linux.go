package dialogs

import (
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

func missing() error {
	switch {
	case !displayPresent(os.Getenv):
		return errNoDisplay
	case program() == "":
		return errNoProgram
	}
	return nil
}

// displayPresent tells whether somebody listens where the environment says
// that a display is: a variable that outlived its session is no display.
func displayPresent(getenv func(string) string) bool {
	wayland := getenv("WAYLAND_DISPLAY")
	if wayland == "" {
		wayland = "wayland-0" // what libwayland tries
	}
	if !filepath.IsAbs(wayland) {
		wayland = filepath.Join(getenv("XDG_RUNTIME_DIR"), wayland)
	}
	if filepath.IsAbs(wayland) && listens(wayland) {
		return true
	}
	host, number, ok := strings.Cut(getenv("DISPLAY"), ":")
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
