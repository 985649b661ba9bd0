package app

import (
	"log/slog"
	"testing"
	"testing/synctest"
)

// TestTalkOnce: what a conversation is about is not begun again while it shows
// or waits, and can be when it is over.
func TestTalkOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSurfaces(slog.New(slog.DiscardHandler))
		read := make(chan struct{})
		shown := map[string]int{}
		talk := func(about string) {
			s.talk(about, func(asker) { shown[about]++; <-read })
		}
		for range 50 {
			talk("one")
			synctest.Wait()
			talk("other")
		}
		synctest.Wait()
		if shown["one"] != 1 || shown["other"] != 0 {
			t.Errorf("shown %v, want the first alone", shown)
		}
		for range 2 {
			read <- struct{}{}
			synctest.Wait()
		}
		talk("one")
		read <- struct{}{}
		synctest.Wait()
		if shown["one"] != 2 || shown["other"] != 1 {
			t.Errorf("shown %v, want each once more", shown)
		}
		s.close()
	})
}
