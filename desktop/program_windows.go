package desktop

import (
	"os"
	"os/exec"

	"golang.org/x/sys/windows"
)

func restart(path string, args []string) error {
	cmd := exec.Command(path, args[1:]...) // #nosec G204 -- our own program
	if err := cmd.Start(); err != nil {
		return err
	}
	os.Exit(0)
	panic("unreachable")
}

func executable(_ func(string) string, self func() (string, error)) (string, error) { return self() }

func harden() error { return nil }

func trim() error { return nil }

func stderrSeen() bool {
	h, err := windows.GetStdHandle(windows.STD_ERROR_HANDLE)
	return err == nil && h != 0 && h != windows.InvalidHandle
}
