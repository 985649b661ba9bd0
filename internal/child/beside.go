package child

import (
	"fmt"
	"os/exec"
)

// StartBeside starts path with args as a program of its own, which lives on
// when this one ends. Any goroutine may call it.
func StartBeside(path string, args []string) error {
	cmd, err := StartDetached(func() *exec.Cmd { return exec.Command(path, args...) })
	if err != nil {
		return fmt.Errorf("starting %s: %w", path, err)
	}
	go cmd.Wait() // leaves no zombie; ends with the program or with us
	return nil
}
