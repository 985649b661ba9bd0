package dialogs

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestDialogProcess(t *testing.T) {
	child := func(ctx context.Context, a Ask) (Answer, error) {
		return AskChild(ctx, os.Args[0], []string{"serve-dialog"}, a)
	}
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret")
	t.Setenv("HALFDAY_X", "x")
	dir := fakeZenity(t, `env >"${0%/*}/env"; for a; do :; done; printf '%s\n' "$a"`)
	if a, err := child(t.Context(), Ask{Kind: AskList, Title: "t", Items: []string{"a", "b"}}); a.Index != 1 || a.Problem != "" || err != nil {
		t.Errorf("list: %+v, %v", a, err)
	}
	if a, err := child(t.Context(), Ask{Kind: AskListMulti, Title: "t", Items: []string{"a", "b"}}); !slices.Equal(a.Indices, []int{1}) || err != nil {
		t.Errorf("list of several: %+v, %v", a, err)
	}
	if env, err := os.ReadFile(filepath.Join(dir, "env")); err != nil || strings.Contains(string(env), "AWS_") || strings.Contains(string(env), "HALFDAY_") {
		t.Errorf("the dialog program got variables that it need not know: %v\n%s", err, env)
	}
	fakeZenity(t, slowCancel)
	if a, err := child(t.Context(), Ask{Kind: AskEntry, Title: "t"}); a.Problem != "cancelled" || err != nil {
		t.Errorf("cancel: %+v, %v", a, err)
	}
	fakeZenity(t, "exit 3")
	start := time.Now()
	if a, err := child(t.Context(), Ask{Kind: AskInfo, Title: "t"}); (a.Problem != "dialog_failed" || err != nil) && time.Since(start) < tooQuick {
		t.Errorf("failure: %+v, %v", a, err)
	}

	dir = fakeZenity(t, `echo $$ >"${0%/*}/pid.new"; mv "${0%/*}/pid.new" "${0%/*}/pid"; exec sleep 60`)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	pids := make(chan int, 1)
	go func() {
		pids <- waitForNumber(filepath.Join(dir, "pid"))
		cancel()
	}()
	if a, err := child(ctx, Ask{Kind: AskQuestion, Title: "t"}); a.Problem != "cancelled" || err != nil {
		t.Errorf("end of the context: %+v, %v", a, err)
	}
	if pid := <-pids; pid == 0 || alive(pid) {
		t.Errorf("the dialog program %d is still there", pid)
	}
}

// The tray is gone, however that came: its pipe ends, and the dialog closes.
func TestDialogEndsWithItsParent(t *testing.T) {
	dir := fakeZenity(t, `echo $$ >"${0%/*}/pid.new"; mv "${0%/*}/pid.new" "${0%/*}/pid"; exec sleep 60`)
	cmd := exec.Command(os.Args[0], "serve-dialog")
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintln(in, `{"kind":"entry"}`)
	pid := waitForNumber(filepath.Join(dir, "pid"))
	in.Close()
	if err := cmd.Wait(); err != nil || !strings.Contains(out.String(), "cancelled") {
		t.Errorf("the dialog process said %q, %v", out.String(), err)
	}
	if pid == 0 || alive(pid) {
		t.Errorf("the dialog program %d is still there", pid)
	}
}
