package desktop

import (
	"fmt"
	"os"
	"testing"
)

// playRestart starts itself anew with one argument less, until none is left.
func playRestart(args []string) int {
	fmt.Println(os.Getpid(), args)
	if len(args) == 0 {
		return 0
	}
	if err := Restart(args[1:]); err != nil {
		fmt.Println(err)
	}
	return 1
}

func TestRestart(t *testing.T) {
	p := start(t, "restart", nil, "a b", "--c")
	id := p.cmd.Process.Pid
	want := fmt.Sprintf("%d [a b --c]\n%d [--c]\n%d []", id, id, id)
	if got := p.rest(t); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
