// Package child is about processes that Halfday starts: how they are started,
// what they get of the environment, and how they end together with what they
// started themselves.
//
// It must not know what the processes are for.
package child

import (
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
)

// Environ is environ without the variables that children need not know: those
// of AWS, which may be secret, and those of Halfday.
func Environ(environ []string) []string { return slices.DeleteFunc(slices.Clone(environ), private) }

// StripEnviron takes those variables out of the environment of this process, for
// children that get it as it is.
func StripEnviron() {
	for _, kv := range os.Environ() {
		if name, _, _ := strings.Cut(kv, "="); private(kv) {
			os.Unsetenv(name)
		}
	}
}

func private(variable string) bool {
	upper := strings.ToUpper(variable) // on Windows the case does not count
	return strings.HasPrefix(upper, "AWS_") || strings.HasPrefix(upper, "HALFDAY_")
}

// Pipes has start start a process with pipes for its standard input and output,
// and gives our ends of them. Those of package exec tie the end of the process
// to that of everything which holds its output.
func Pipes(start func(stdin, stdout *os.File) error) (in, out *os.File, err error) {
	stdin, in, err := os.Pipe()
	if err != nil {
		return nil, nil, err
	}
	defer stdin.Close()
	out, stdout, err := os.Pipe()
	if err != nil {
		in.Close()
		return nil, nil, err
	}
	defer stdout.Close()
	if err := start(stdin, stdout); err != nil {
		in.Close()
		out.Close()
		return nil, nil, err
	}
	return in, out, nil
}

// StartBeside starts path with args as a program of its own, which lives on
// when this one ends. Any goroutine may call it.
func StartBeside(path string, args []string) error {
	_, err := StartDetached(func() *exec.Cmd { return exec.Command(path, args...) })
	if err != nil {
		return fmt.Errorf("starting %s: %w", path, err)
	}
	return nil
}

// StartDetached starts what command makes in a session of its own; on Windows,
// where it may be called twice, without a console. A goroutine waits for its end,
// so that it leaves no zombie. Any goroutine may call it.
func StartDetached(command func() *exec.Cmd) (pid int, err error) {
	cmd, err := startDetached(command)
	if err != nil {
		return 0, err
	}
	go cmd.Wait()
	return cmd.Process.Pid, nil
}
