package desktop

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"halfday/tests/modes"
)

// serve acquires dir and collects the messages until the test ends.
func serve(t *testing.T, dir string) (*Instance, <-chan Message) {
	t.Helper()
	instance, err := Acquire(dir)
	if err != nil {
		t.Fatal(err)
	}
	messages := make(chan Message, 100)
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan struct{})
	go func() {
		defer close(served)
		instance.Serve(ctx, func(m Message) bool {
			messages <- m
			return m.Kind != "no"
		})
	}()
	t.Cleanup(func() {
		cancel()
		<-served
		instance.Close()
	})
	return instance, messages
}

func receiveOne(t *testing.T, messages <-chan Message) Message {
	t.Helper()
	select {
	case m := <-messages:
		return m
	case <-time.After(20 * time.Second):
		t.Fatal("no message within 20 s")
		return Message{}
	}
}

func TestInstance(t *testing.T) {
	modes.NeedSockets(t)
	dir := filepath.Join(t.TempDir(), "halfday")
	if err := Tell(dir, Message{Kind: "here"}); !errors.Is(err, ErrNotRunning) {
		t.Fatalf("telling nobody: %v, want ErrNotRunning", err)
	}
	instance, messages := serve(t, dir)
	if _, err := Acquire(dir); !errors.Is(err, ErrRunning) {
		t.Fatalf("second Acquire: %v, want ErrRunning", err)
	}

	want := Message{Kind: "session", Body: json.RawMessage(`{"profile":"a b"}`)}
	if err := Tell(dir, want); err != nil {
		t.Fatal(err)
	}
	if got := receiveOne(t, messages); got.Kind != want.Kind || string(got.Body) != string(want.Body) {
		t.Errorf("got %s %s, want %s %s", got.Kind, got.Body, want.Kind, want.Body)
	}

	if err := Tell(dir, Message{Kind: "no"}); !errors.Is(err, ErrRefused) {
		t.Errorf("a message that is refused: %v, want ErrRefused", err)
	}
	receiveOne(t, messages)

	for name, want := range map[string]os.FileMode{"": os.ModeDir | 0o700, "lock": 0o600, "socket": os.ModeSocket | 0o600} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode(); got != modes.Seen(want) {
			t.Errorf("%q has mode %v, want %v", name, got, modes.Seen(want))
		}
	}

	instance.Close()
	if err := Tell(dir, Message{Kind: "here"}); !errors.Is(err, ErrNotRunning) {
		t.Errorf("telling a closed instance: %v, want ErrNotRunning", err)
	}
	again, err := Acquire(dir)
	if err != nil {
		t.Fatalf("Acquire after Close: %v", err)
	}
	again.Close()
}

// A message that arrives between Acquire and Serve is kept.
func TestTellBeforeServe(t *testing.T) {
	modes.NeedSockets(t)
	dir := t.TempDir()
	instance, err := Acquire(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Close()
	told := make(chan error, 1)
	go func() { told <- Tell(dir, Message{Kind: "early"}) }()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	got := ""
	instance.Serve(ctx, func(m Message) bool {
		got = m.Kind
		cancel()
		return true
	})
	if err := <-told; err != nil || got != "early" {
		t.Errorf("got %q, %v", got, err)
	}
}

// A program that connects and says nothing, or nonsense, holds nobody up.
func TestStuckPeers(t *testing.T) {
	modes.NeedSockets(t)
	dir := t.TempDir()
	_, messages := serve(t, dir)
	for i := range 10 {
		conn, err := net.Dial("unix", filepath.Join(dir, "socket"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if i%2 == 0 {
			conn.Write([]byte("nonsense\n"))
		}
	}
	if err := Tell(dir, Message{Kind: "here"}); err != nil {
		t.Fatal(err)
	}
	if got := receiveOne(t, messages).Kind; got != "here" {
		t.Errorf("got %q", got)
	}
}

// A running instance that no longer answers costs a second start less than a
// second.
func TestTellDeadInstance(t *testing.T) {
	modes.NeedSockets(t)
	dir := t.TempDir()
	instance, err := Acquire(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Close()
	err = Tell(dir, Message{Kind: "here"})
	if err == nil || errors.Is(err, ErrNotRunning) {
		t.Errorf("got %v, want a time-out", err)
	}
	if tellLimit >= time.Second {
		t.Errorf("it may take %v", tellLimit)
	}
}

func TestLongSocketPath(t *testing.T) {
	modes.NeedSockets(t)
	t.Setenv("TMPDIR", t.TempDir())
	dir := filepath.Join(t.TempDir(), strings.Repeat("long/", 40))
	_, messages := serve(t, dir)
	if err := Tell(dir, Message{Kind: "here"}); err != nil {
		t.Fatal(err)
	}
	if got := receiveOne(t, messages).Kind; got != "here" {
		t.Errorf("got %q", got)
	}
}

func TestSocketPath(t *testing.T) {
	long := "/" + strings.Repeat("x", 200)
	if got, want := socketPath("/run/user/1000/halfday", "/tmp", 1000), filepath.FromSlash("/run/user/1000/halfday/socket"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	a, b, c := socketPath(long, "/tmp", 1000), socketPath(long+"y", "/tmp", 1000), socketPath(long, "/tmp", 1001)
	if a == b || a == c || !strings.HasPrefix(filepath.ToSlash(a), "/tmp/halfday-1000-") || len(a) > socketPathMax {
		t.Errorf("got %s, %s, %s", a, b, c)
	}
}

func TestTwentyAtOnceLeaveOne(t *testing.T) {
	modes.NeedSockets(t)
	dir := filepath.Join(t.TempDir(), "halfday")
	const starts = 20
	processes := make([]*process, starts)
	var wg sync.WaitGroup
	for i := range processes {
		wg.Go(func() { processes[i] = start(t, "instance", nil, dir) })
	}
	wg.Wait()
	var first *process
	count := map[string]int{}
	for _, p := range processes {
		line := p.line(t)
		count[line]++
		if line == "first" {
			first = p
		}
	}
	if count["first"] != 1 || count["told"] != starts-1 {
		t.Fatalf("got %v", count)
	}
	first.stdin.Close()
	if got, want := first.rest(t), strings.TrimSpace(strings.Repeat("message here\n", starts-1)); got != want {
		t.Errorf("the first one heard %q", got)
	}
}

func TestKilledInstanceBlocksNobody(t *testing.T) {
	modes.NeedSockets(t)
	dir := filepath.Join(t.TempDir(), "halfday")
	killed := start(t, "instance", nil, dir)
	if got := killed.line(t); got != "first" {
		t.Fatalf("got %q", got)
	}
	killed.cmd.Process.Kill()
	killed.rest(t)
	if err := Tell(dir, Message{Kind: "here"}); !errors.Is(err, ErrNotRunning) {
		t.Errorf("telling a killed instance: %v, want ErrNotRunning", err)
	}
	_, messages := serve(t, dir)
	if err := Tell(dir, Message{Kind: "here"}); err != nil {
		t.Fatal(err)
	}
	receiveOne(t, messages)
}

// Without Unix sockets there is still one instance; it hears of no other start.
func TestInstanceWithoutSocket(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "halfday")
	with, err := Acquire(dir)
	if err != nil {
		t.Fatal(err)
	}
	if with.socket != nil { // not under Wine
		with.socket.Close()
	}
	without := &Instance{lock: with.lock}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	without.Serve(ctx, func(m Message) bool {
		t.Errorf("a message out of nowhere: %v", m)
		return false
	})
	if _, err := Acquire(dir); !errors.Is(err, ErrRunning) {
		t.Errorf("second Acquire: %v, want ErrRunning", err)
	}
	without.Close()
	again, err := Acquire(dir)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
}
