package child

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// Server is a child process that serves for as long as its standard input is
// open.
type Server struct {
	// Line is the first line that it printed.
	Line []byte

	cmd     *exec.Cmd
	in, out io.Closer
}

// serverLimit is how long a Server may take to print its line and to end.
const serverLimit = 10 * time.Second

// StartServer starts path with args and waits for the first line that it
// prints, of at most 64 KiB.
func StartServer(path string, args []string) (*Server, error) {
	cmd := exec.Command(path, args...)
	cmd.Stderr = os.Stderr
	in, out, err := Pipes(func(stdin, stdout *os.File) error {
		cmd.Stdin, cmd.Stdout = stdin, stdout
		return cmd.Start()
	})
	if err != nil {
		return nil, fmt.Errorf("starting a server: %w", err)
	}
	s := &Server{cmd: cmd, in: in, out: out}
	late := time.AfterFunc(serverLimit, func() { cmd.Process.Kill() })
	defer late.Stop()
	s.Line, err = bufio.NewReaderSize(out, 64<<10).ReadSlice('\n')
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("waiting for a server: %w", err)
	}
	return s, nil
}

// Close ends the server and waits until it has gone.
func (s *Server) Close() {
	s.in.Close()
	late := time.AfterFunc(serverLimit, func() { s.cmd.Process.Kill() })
	defer late.Stop()
	s.cmd.Wait()
	s.out.Close()
}

// Output runs path with args and gives what it prints, at most 64 KiB, also
// where it ends with an error. What it says on standard error goes to ours. Its
// environment is env, or ours where that is nil.
func Output(ctx context.Context, path string, args, env []string, in io.Reader) ([]byte, error) {
	cmd := exec.CommandContext(ctx, path, args...)
	out := Beginning{Most: runMost}
	cmd.Env, cmd.Stdin, cmd.Stdout, cmd.Stderr = env, in, &out, os.Stderr
	if err := cmd.Run(); err != nil {
		return out.Bytes, fmt.Errorf("running %s: %w", path, err)
	}
	return out.Bytes, nil
}
