//go:build bench && linux

package bench

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"

	"halfday/roles"
	"halfday/tests/stage"
)

const largeRuns = 10

// TestLargeFigures measures what Halfday promises with many roles.
func TestLargeFigures(t *testing.T) {
	if _, err := exec.LookPath("dbus-daemon"); err != nil {
		t.Fatal("dbus-daemon is not installed: sh tests/install.sh test")
	}
	before := machine()
	program, s := stage.Binary(t), buildStandins(t)
	var figures []figure
	for _, size := range []struct {
		roles              int
		kind               string
		files              func(*testing.T, int) roles.Files
		icon, menu, memory float64 // ms, ms, MB
	}{
		{1_000, "roles", manyRoles, 120, 300, 20},
		{2_000, "roles of Identity Center", manyCenterRoles, 150, 380, 22}, // as much as lies between the other two
		{10_000, "roles", manyRoles, 400, 1000, 35},
	} {
		start, edit, resident := measureLarge(t, program, s, size.files, size.roles)
		name := fmt.Sprintf("%d %s: ", size.roles, size.kind)
		figures = append(figures,
			figure{name + "process start → icon registered", "ms", size.icon, start},
			figure{name + "edit of the file → menu", "ms", size.menu, edit},
			figure{name + "resident after a start and an edit", "MB", size.memory, resident},
		)
	}
	t.Logf("began on %s", before)
	table(t, figures)
}

// measureLarge starts Halfday with n roles, adds one to the file, and lets it
// come to rest.
func measureLarge(t *testing.T, program string, s standins, write func(*testing.T, int) roles.Files, n int) (start, edit, resident samples) {
	for i := range largeRuns {
		t.Run(fmt.Sprint(n, " ", i), func(t *testing.T) {
			files := write(t, n)
			bus := startBenchBus(t)
			h := newBenchHome(t, s, bus, "AWS_CONFIG_FILE="+files.Config, "AWS_SHARED_CREDENTIALS_FILE="+files.Credentials)
			tray := h.start(program)
			icon := bus.awaitIcon()
			start.took(between(tray.started, icon.at))
			bus.line(icon, fmt.Sprintf("All %d roles", n))
			time.Sleep(benchSettle)

			old, err := os.ReadFile(files.Config)
			if err != nil {
				t.Fatal(err)
			}
			added := "[profile added]\nrole_arn = arn:aws:iam::111122223333:role/added\nsource_profile = base\n\n"
			if err := os.WriteFile(files.Config+".new", append([]byte(added), old...), 0o600); err != nil {
				t.Fatal(err)
			}
			at := clock()
			if err := os.Rename(files.Config+".new", files.Config); err != nil {
				t.Fatal(err)
			}
			bus.line(icon, fmt.Sprintf("All %d roles", n+1))
			edit.took(between(at, clock()))

			time.Sleep(idleAfter)
			resident.add(tray.usage().resident)
			tray.end()
		})
		if t.Failed() {
			t.FailNow()
		}
	}
	return start, edit, resident
}
