//go:build desktop && linux

package desktop

import (
	"fmt"
	"image"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/tests/stage"
	"halfday/tests/stage/fakeaws"
)

const oddName = `_a&b<c>"d\e`

// writeRoles writes AWS files with a role for each name.
func writeRoles(d *stage.Desk, names []string) {
	var b strings.Builder
	for i, name := range names {
		fmt.Fprintf(&b, "[profile %s]\nrole_arn = arn:aws:iam::%012d:role/admin\nsource_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/maya\n\n", name, 111122220000+i/2)
	}
	d.Write(".aws/config", b.String(), 0o600)
	d.Write(".aws/credentials", "[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = invented\n", 0o600)
}

// companyRoles are 500 roles of ten units, and two with odd names.
func companyRoles() []string {
	names := []string{oddName, "-x"}
	for _, unit := range []string{"shop", "data", "bank", "game", "mail", "maps", "news", "pay", "tv", "web"} {
		for n := range 25 {
			for _, role := range []string{"admin", "read_only"} {
				names = append(names, fmt.Sprintf("%s-%03d-%s", unit, n, role))
			}
		}
	}
	return names
}

// TestDesktopManyRoles is the menu of five roles and of five hundred, and the
// lists that find and pin a role among them.
func TestDesktopManyRoles(t *testing.T) {
	d := stage.StartDesk(t)
	aws := fakeaws.Start(t, fakeaws.Options{})
	d.Env = append(d.Env, "AWS_ENDPOINT_URL_STS="+aws.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT="+aws.SigninEndpoint())
	writeRoles(d, []string{"shop_dev", "shop_prod", "R&D <test>", oddName, "-x"})
	d.Write(".local/state/halfday/welcomed", "", 0o600)
	before := d.Shot("many-0-before")
	tray := d.Start(stage.Binary(t))
	var icon image.Point
	d.Await("the icon", func() (ok bool) {
		icon, ok = stage.Changed(before, d.Shot("many-0-icon"), image.Rect(0, 0, 1280, 33))
		return ok
	})
	d.Settle(500 * time.Millisecond)
	d.OpenMenu(icon)
	d.Shot("many-1-five")
	d.Keys("Escape")

	writeRoles(d, companyRoles())
	menu := trayMenu(d, tray.Process.Pid)
	d.Await("the lines of a long list", func() bool { _, ok := stage.Follow(stage.ReadMenu(menu), "Find a role…"); return ok })
	d.OpenMenu(icon)
	d.Shot("many-2-five-hundred")
	d.Keys("Down", "Down", "Down", "Right")
	d.Settle(500 * time.Millisecond)
	d.Shot("many-3-group")
	d.Keys("Escape", "Escape")

	find := func(shot, typed, name string) {
		t.Helper()
		clickLine(d, menu, "Find a role…")
		list := d.Dialog("Find a role")
		if typed == "" {
			d.Shot(shot)
			d.Keys("Home")
		} else {
			d.Typing(typed)
			d.Settle(500 * time.Millisecond)
			d.Shot(shot)
		}
		d.Keys("Return") // ends the search
		if d.Visible(list) {
			d.Keys("Return")
		}
		d.Await("the list to close", func() bool { return !d.Visible(list) })
		code := d.Dialog("MFA")
		d.Shot(shot + "-code")
		if texts := d.Texts(); !strings.Contains(texts, "MFA code: "+name+" (") {
			t.Errorf("the question does not name %s:\n%s", name, texts)
		}
		d.Keys("Escape")
		d.Await("the question to close", func() bool { return !d.Visible(code) })
	}
	find("many-4-find", "", "-x")
	find("many-5-type-ahead", "tv-017", "tv-017-admin")
	find("many-6-odd", `_a&b`, oddName)

	clickLine(d, menu, "Pin roles…")
	list := d.Dialog("Pin roles")
	d.Typing("web-003")
	d.Settle(300 * time.Millisecond)
	d.Keys("Escape", "shift+Down")
	d.Settle(300 * time.Millisecond)
	d.Shot("many-7-pin")
	d.Keys("Tab", "Tab", "Return") // OK
	d.Await("the list to close", func() bool { return !d.Visible(list) })
	want := `pinned = ["web-003-admin", "web-003-read_only"]`
	d.Await("the pins in the settings", func() bool {
		b, _ := os.ReadFile(d.Path(".config/halfday/settings.toml"))
		return slices.Contains(strings.Split(string(b), "\n"), want)
	})
	d.Await("the pinned roles", func() bool { return slices.Contains(stage.Labels(stage.ReadMenu(menu)), "web-003-admin") })
	d.OpenMenu(icon)
	d.Shot("many-8-pinned")
	d.Keys("Escape")
}

// trayMenu is the menu of the tray with that process.
func trayMenu(d *stage.Desk, pid int) dbus.BusObject {
	d.T.Helper()
	conn, err := dbus.Connect(d.Bus)
	if err != nil {
		d.T.Fatal(err)
	}
	d.T.Cleanup(func() { conn.Close() })
	return conn.Object(fmt.Sprintf("org.kde.StatusNotifierItem-%d-1", pid), "/StatusNotifierItem/menu")
}

// clickLine clicks on a line of the menu by its label, however deep it is.
func clickLine(d *stage.Desk, menu dbus.BusObject, label string) {
	d.T.Helper()
	var line stage.Entry
	d.Await("the line "+label, func() (ok bool) {
		line, ok = stage.Follow(stage.ReadMenu(menu), label)
		return ok
	})
	if err := menu.Call("com.canonical.dbusmenu.Event", 0, line.ID, "clicked", dbus.MakeVariant(""), uint32(0)).Err; err != nil {
		d.T.Fatal(err)
	}
}
