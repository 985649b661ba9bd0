package dialogs

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"halfday/internal/child"
)

// Ask is a dialog for the hidden dialog process: the tray, which never opens a
// dialog itself, has it shown there. It holds no secret.
type Ask struct {
	Kind  AskKind  `json:"kind"`
	Title string   `json:"title"`
	Text  string   `json:"text"`
	Items []string `json:"items,omitempty"` // of AskList and AskListMulti

	Labels Labels `json:"labels"` // see WithLabels
	// Token is what the dialog comes to the front with (XDG_ACTIVATION_TOKEN); "" for none.
	Token string `json:"token,omitempty"`
}

// AskKind names a kind of dialog.
type AskKind string

// The kinds of dialogs that can be asked for.
const (
	AskError     AskKind = "error"
	AskInfo      AskKind = "info"
	AskQuestion  AskKind = "question"
	AskEntry     AskKind = "entry"
	AskList      AskKind = "list"
	AskListMulti AskKind = "list-multi"
)

// Answer is what came of an Ask.
type Answer struct {
	Yes     bool   `json:"yes,omitempty"`     // of AskQuestion
	Text    string `json:"text,omitempty"`    // of AskEntry
	Index   int    `json:"index,omitempty"`   // of AskList
	Indices []int  `json:"indices,omitempty"` // of AskListMulti
	Problem string `json:"problem,omitempty"` // "cancelled", or a kind as Kind names it
}

// AskChild shows a dialog in a process of its own, path with args, and returns
// the answer. The end of ctx ends that process and the dialog. Any goroutine
// may call it.
func AskChild(ctx context.Context, path string, args []string, a Ask) (Answer, error) {
	request, err := json.Marshal(a)
	if err != nil {
		return Answer{}, fmt.Errorf("writing a dialog request: %w", err)
	}
	cmd := exec.CommandContext(ctx, path, args...)
	cmd.Env = child.Environ(os.Environ())
	child.InGroup(cmd)
	cmd.Cancel = func() error { return child.KillGroup(cmd.Process) }
	cmd.WaitDelay = time.Second
	in, err := cmd.StdinPipe()
	if err != nil {
		return Answer{}, fmt.Errorf("starting a dialog: %w", err)
	}
	defer in.Close() // its end tells the child that we are gone
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		return Answer{}, fmt.Errorf("starting a dialog: %w", err)
	}
	child.AllowForeground(cmd.Process.Pid) // before it knows of its dialog
	in.Write(append(request, '\n'))
	err = cmd.Wait()
	var answer Answer
	if jsonErr := json.Unmarshal(out.Bytes(), &answer); jsonErr != nil {
		if ctx.Err() != nil {
			return Answer{Problem: "cancelled"}, nil
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
	ctx, stop := context.WithCancel(WithActivation(WithLabels(context.Background(), a.Labels), child.NewActivation(a.Token)))
	defer stop()
	go func() {
		io.Copy(io.Discard, in)
		stop()
	}()
	return json.NewEncoder(out).Encode(a.Show(ctx))
}

// Show shows the dialog in this process. Main goroutine only.
func (a Ask) Show(ctx context.Context) (answer Answer) {
	err := Check()
	if err == nil {
		switch a.Kind {
		case AskInfo:
			err = Info(ctx, a.Title, a.Text)
		case AskQuestion:
			answer.Yes, err = Question(ctx, a.Title, a.Text)
		case AskEntry:
			answer.Text, err = Entry(ctx, a.Title, a.Text)
		case AskList:
			answer.Index, err = List(ctx, a.Title, a.Text, a.Items)
		case AskListMulti:
			answer.Indices, err = ListMulti(ctx, a.Title, a.Text, a.Items)
		default:
			err = Error(ctx, a.Title, a.Text)
		}
	}
	switch {
	case errors.Is(err, ErrCancelled):
		answer.Problem = "cancelled"
	case err != nil:
		answer.Problem = Kind(err)
	}
	return answer
}
