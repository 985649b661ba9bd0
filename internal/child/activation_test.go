package child

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestActivation(t *testing.T) {
	for token, want := range map[string]string{
		"": "", "gnome-shell/zenity/77-0-host_TIME123": "gnome-shell/zenity/77-0-host_TIME123",
		"two\nlines": "", "\x00": "", strings.Repeat("x", activationMax+1): "",
	} {
		a := NewActivation(token)
		if got := a.Take(); got != want {
			t.Errorf("%.40q gives %q, want %q", token, got, want)
		}
		if got := a.Take(); got != "" {
			t.Errorf("%.40q gives %q once more", token, got)
		}
	}
}

func TestInheritActivation(t *testing.T) {
	for _, c := range []struct{ wayland, x11, want string }{{"w", "x", "w"}, {"", "x", "x"}, {"", "", ""}} {
		t.Setenv("XDG_ACTIVATION_TOKEN", c.wayland)
		t.Setenv("DESKTOP_STARTUP_ID", c.x11)
		if got := InheritActivation().Take(); got != c.want {
			t.Errorf("of %+v: %q", c, got)
		}
		for _, name := range activationVariables {
			if _, there := os.LookupEnv(name); there {
				t.Errorf("of %+v: %s is left for other children", c, name)
			}
		}
	}
}

func TestActivated(t *testing.T) {
	old := []string{"A=1", "XDG_ACTIVATION_TOKEN=old", "DESKTOP_STARTUP_ID=old", "B=2"}
	for token, want := range map[string][]string{
		"":  {"A=1", "B=2"},
		"t": {"A=1", "B=2", "XDG_ACTIVATION_TOKEN=t", "DESKTOP_STARTUP_ID=t"},
	} {
		if got := Activated(old, token); !slices.Equal(got, want) {
			t.Errorf("with %q: %q, want %q", token, got, want)
		}
	}
	if old[1] != "XDG_ACTIVATION_TOKEN=old" {
		t.Error("the environment that was given has changed")
	}
}
