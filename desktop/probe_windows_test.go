package desktop

import (
	"errors"
	"testing"
	"time"

	"golang.org/x/sys/windows/registry"
)

// What the person has switched off in the Task Manager stays off until they ask
// Halfday itself.
func TestProbeTaskManagerDecides(t *testing.T) {
	item := LoginItem{ID: "app.halfday.probe", Exec: `C:\halfday probe\halfday.EXE`}
	t.Cleanup(func() {
		if err := item.Off(); err != nil {
			t.Error(err)
		}
	})
	is := func(when string, want bool) {
		t.Helper()
		if on, err := item.Status(); on != want || err != nil {
			t.Errorf("%s: on is %v, %v", when, on, err)
		}
	}
	is("at first", false)
	if err := item.OnUnasked(); err != nil {
		t.Fatal(err)
	}
	is("as the settings say", true)
	approved, _, err := registry.CreateKey(registry.CURRENT_USER, approvedKey, registry.SET_VALUE)
	if err != nil {
		t.Fatal(err)
	}
	defer approved.Close()
	if err := approved.SetBinaryValue(item.ID, []byte{3, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8}); err != nil {
		t.Fatal(err)
	}
	is("switched off in the Task Manager", false)
	if err := item.OnUnasked(); !errors.Is(err, ErrSwitchedOff) {
		t.Errorf("the settings once more: %v", err)
	}
	is("the settings once more", false)
	if err := item.On(); err != nil {
		t.Error(err)
	}
	is("asked for", true)
}

// The offset that Windows tells is that of Go, while nobody changes the zone.
func TestProbeZone(t *testing.T) {
	now := time.Now()
	_, want := now.Zone()
	if _, got := now.In((&zoneSource{}).now()).Zone(); got != want {
		t.Errorf("%d seconds east, want %d", got, want)
	}
}
