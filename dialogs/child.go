package dialogs

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"halfday/internal/child"
)

// AskChild shows a dialog in a process of its own, path with args, and returns
// the answer. The end of ctx ends that process and the dialog. Any goroutine
// may call it.
func AskChild(ctx context.Context, path string, args []string, a Ask) (Answer, error) {
	cmd := exec.Command(path, args...)
	cmd.Env = child.Environ(os.Environ())
	cmd.WaitDelay = time.Second
	in, err := cmd.StdinPipe()
	if err != nil {
		return Answer{}, fmt.Errorf("starting a dialog: %w", err)
	}
	defer in.Close() // its end tells the child that we are gone
	var out bytes.Buffer
	cmd.Stdout = &out
	family, err := child.StartFamily(cmd)
	if err != nil {
		return Answer{}, fmt.Errorf("starting a dialog: %w", err)
	}
	defer family.Release()
	defer context.AfterFunc(ctx, family.Kill)()
	json.NewEncoder(in).Encode(a)
	err = cmd.Wait()
	var answer Answer
	if jsonErr := json.Unmarshal(out.Bytes(), &answer); jsonErr != nil {
		if ctx.Err() != nil {
			return Answer{Problem: cancelled}, nil
		}
		return Answer{}, fmt.Errorf("showing a dialog: %w", err)
	}
	return answer, nil
}

// ServeChild is the body of the hidden dialog process: one request on in, one
// answer on out. The end of in ends the dialog. Main goroutine only.
func ServeChild(in io.Reader, out io.Writer) error {
	child.OwnGroup()
	var a Ask
	lines := json.NewDecoder(in)
	if err := lines.Decode(&a); err != nil {
		return fmt.Errorf("reading a dialog request: %w", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	go func() {
		io.Copy(io.Discard, in)
		stop()
	}()
	answer, _ := a.Show(ctx) // which has the error's kind
	return json.NewEncoder(out).Encode(answer)
}
