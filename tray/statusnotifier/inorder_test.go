package statusnotifier

import (
	"fmt"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// Answers about lines come in the order of the questions, whatever each of them
// takes: libdbusmenu-gtk asks for a long menu in batches.
func TestAnswersKeepTheirOrder(t *testing.T) {
	s := newSession(t)
	s.comes()
	words := make([]string, 600)
	for n := range words {
		words[n] = fmt.Sprint("role", n)
	}
	s.open(words...)
	_, menu := s.await()
	const questions = 200
	answers := make(chan *dbus.Call, questions)
	asked := make([]*dbus.Call, questions)
	for n := range asked {
		ids := []int32{} // all, which takes long; then one
		if n%2 == 1 {
			ids = []int32{1}
		}
		asked[n] = menu.Go(menuName+".GetGroupProperties", 0, answers, ids, []string{"label"})
	}
	late := time.After(patience)
	for n, want := range asked {
		select {
		case got := <-answers:
			s.must(got.Err)
			if got != want {
				t.Fatalf("answer %d is to another question", n)
			}
		case <-late:
			t.Fatalf("no answer %d", n)
		}
	}
}

// A question that cannot be answered holds up none of those after it.
func TestBadQuestionsHoldUpNobody(t *testing.T) {
	s := newSession(t)
	s.comes()
	s.open("dev")
	_, menu := s.await()
	menu.Go(menuName+".GetGroupProperties", dbus.FlagNoReplyExpected, nil, []int32{}, []string{})
	if err := menu.Call(menuName+".GetGroupProperties", 0, "no", "arguments").Err; err == nil {
		t.Error("a question without its arguments was answered")
	}
	s.must(menu.Call(menuName+".GetGroupProperties", 0, []int32{}, []string{}).Err)
}
