package dialogs

import "testing"

func TestCheck(t *testing.T) {
	none := t.TempDir()
	for _, v := range []string{"DISPLAY", "WAYLAND_DISPLAY"} {
		t.Setenv(v, "")
	}
	t.Setenv("XDG_RUNTIME_DIR", none)
	fakeProgram(t, "zenity", "echo yes")
	if got := Kind(Check()); got != "display_missing" {
		t.Errorf("without a display: %q", got)
	}
	t.Setenv("DISPLAY", ":4242")
	if got := Kind(Check()); got != "display_missing" {
		t.Errorf("with the display of a session that is over: %q", got)
	}
	if _, err := entry(t.Context(), "x"); Kind(err) != "display_missing" {
		t.Errorf("Entry without a display: %v", err)
	}
	t.Setenv("DISPLAY", "elsewhere:10.0")
	if err := Check(); err != nil {
		t.Errorf("with a display over the network: %v", err)
	}
	t.Setenv("PATH", none)
	if err := Check(); Kind(err) != "dialog_missing" {
		t.Errorf("without a dialog program: %v", err)
	}
	fakeProgram(t, "zenity", "echo yes")
	t.Setenv("DISPLAY", "")
	fakeDisplay(t)
	if err := Check(); err != nil {
		t.Errorf("on Wayland: %v", err)
	}
	if got := program(); got != "zenity" {
		t.Errorf("program = %q", got)
	}
}
