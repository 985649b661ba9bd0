//go:build desktop

package tests

import (
	"fmt"
	"image"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"

	"halfday/demo"
)

const oddName = `_a&b<c>"d\e`

// writeRoles writes AWS files with a role for each name.
func (d *desk) writeRoles(names []string) {
	var b strings.Builder
	for i, name := range names {
		fmt.Fprintf(&b, "[profile %s]\nrole_arn = arn:aws:iam::%012d:role/admin\nsource_profile = base\nmfa_serial = arn:aws:iam::111122223333:mfa/maya\n\n", name, 111122220000+i/2)
	}
	d.write(".aws/config", b.String(), 0o600)
	d.write(".aws/credentials", "[base]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = invented\n", 0o600)
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
	d := startDesk(t)
	aws, err := demo.Start(demo.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer aws.Close()
	d.env = append(d.env, "AWS_ENDPOINT_URL_STS="+aws.STSEndpoint(), "HALFDAY_SIGNIN_ENDPOINT="+aws.SigninEndpoint())
	d.writeRoles([]string{"shop_dev", "shop_prod", "R&D <test>", oddName, "-x"})
	d.write(".local/state/halfday/welcomed", "", 0o600)
	before := d.shot("many-0-before")
	tray := d.start(binary(t))
	var icon image.Point
	d.await("the icon", 15*time.Second, func() (ok bool) {
		icon, ok = changed(before, d.shot("many-0-icon"), image.Rect(0, 0, 1280, 33))
		return ok
	})
	d.settle(500 * time.Millisecond)
	d.openMenu(icon)
	d.shot("many-1-five")
	d.keys("Escape")

	d.writeRoles(companyRoles())
	d.settle(2 * time.Second) // the folder is watched; nothing on the screen says when it was read
	d.openMenu(icon)
	d.shot("many-2-five-hundred")
	d.keys("Down", "Down", "Down", "Right")
	d.settle(500 * time.Millisecond)
	d.shot("many-3-group")
	d.keys("Escape", "Escape")

	find := func(shot, typed, name string) {
		t.Helper()
		d.clickLine(tray.Process.Pid, "Find a role…")
		list := d.dialog("Find a role")
		if typed == "" {
			d.shot(shot)
			d.keys("Home")
		} else {
			d.typing(typed)
			d.settle(500 * time.Millisecond)
			d.shot(shot)
		}
		d.keys("Return") // ends the search
		if d.visible(list) {
			d.keys("Return")
		}
		d.await("the list to close", 10*time.Second, func() bool { return !d.visible(list) })
		code := d.dialog("MFA")
		d.shot(shot + "-code")
		if texts := d.texts(); !strings.Contains(texts, "MFA code: "+name+" (") {
			t.Errorf("the question does not name %s:\n%s", name, texts)
		}
		d.keys("Escape")
		d.await("the question to close", 10*time.Second, func() bool { return !d.visible(code) })
	}
	find("many-4-find", "", "-x")
	find("many-5-type-ahead", "tv-017", "tv-017-admin")
	find("many-6-odd", `_a&b`, oddName)

	d.clickLine(tray.Process.Pid, "Pin roles…")
	list := d.dialog("Pin roles")
	d.typing("web-003")
	d.settle(300 * time.Millisecond)
	d.keys("Escape", "shift+Down")
	d.settle(300 * time.Millisecond)
	d.shot("many-7-pin")
	d.keys("Tab", "Tab", "Return") // OK
	d.await("the list to close", 10*time.Second, func() bool { return !d.visible(list) })
	want := `pinned = ["web-003-admin", "web-003-read_only"]`
	d.await("the pins in the settings", 10*time.Second, func() bool {
		b, _ := os.ReadFile(d.path(".config/halfday/settings.toml"))
		return slices.Contains(strings.Split(string(b), "\n"), want)
	})
	d.settle(2 * time.Second)
	d.openMenu(icon)
	d.shot("many-8-pinned")
	d.keys("Escape")
}

// clickLine clicks on a line of the menu by its label, however deep it is.
func (d *desk) clickLine(pid int, label string) {
	d.t.Helper()
	conn, err := dbus.Connect(d.bus)
	if err != nil {
		d.t.Fatal(err)
	}
	defer conn.Close()
	menu := conn.Object(fmt.Sprintf("org.kde.StatusNotifierItem-%d-1", pid), "/StatusNotifierItem/menu")
	var revision uint32
	var root menuLine
	if err := menu.Call("com.canonical.dbusmenu.GetLayout", 0, int32(0), int32(-1), []string{}).Store(&revision, &root); err != nil {
		d.t.Fatal(err)
	}
	id, ok := root.find(label)
	if !ok {
		d.t.Fatalf("the menu has no line %q", label)
	}
	if err := menu.Call("com.canonical.dbusmenu.Event", 0, id, "clicked", dbus.MakeVariant(""), uint32(0)).Err; err != nil {
		d.t.Fatal(err)
	}
}

type menuLine struct {
	ID       int32
	Props    map[string]dbus.Variant
	Children []dbus.Variant
}

func (l menuLine) find(label string) (int32, bool) {
	for _, v := range l.Children {
		var c menuLine
		if dbus.Store([]any{v.Value()}, &c) != nil {
			continue
		}
		if s, _ := c.Props["label"].Value().(string); s == label {
			if visible, ok := c.Props["visible"].Value().(bool); visible || !ok {
				return c.ID, true
			}
		}
		if id, ok := c.find(label); ok {
			return id, true
		}
	}
	return 0, false
}
