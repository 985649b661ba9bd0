package app

import (
	"testing"
	"testing/synctest"
)

// TestTalkOnce: what a conversation is about is not begun again while it shows
// or waits, and can be when it is over. The others wait for their turn.
func TestTalkOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l, leave := running(t)
		a := &app{loop: l, busy: map[string]bool{}}
		read := make(chan struct{})
		shown := map[string]int{}
		click := func(about string) {
			a.call(func() {
				a.talk(about, func(talk) {
					a.call(func() { shown[about]++ })
					<-read
				})
			})
			synctest.Wait()
		}
		want := func(one, other int) {
			t.Helper()
			synctest.Wait()
			a.call(func() {
				if shown["one"] != one || shown["other"] != other {
					t.Errorf("shown %v, want %d and %d", shown, one, other)
				}
			})
		}
		for range 50 {
			click("one")
			click("other")
		}
		want(1, 0)
		read <- struct{}{}
		want(1, 1)
		read <- struct{}{}
		click("one")
		want(2, 1)
		read <- struct{}{}
		leave()
	})
}
