//go:build desktops && linux

package desktops

import (
	"encoding/json"
	"fmt"
	"image"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// shell is a desktop.
type shell struct {
	env   []string // of its parts and of what a person starts there
	base  func(w *world)
	host  func(w *world)        // brings the tray
	panel image.Rectangle       // where the icon is looked for
	menu  string                // the mouse button that opens the menu
	front func(w *world) window // that has the keyboard
	press func(w *world, button string) (pressed bool)
	// where a line is, by its label, or by its place in each menu down to the one
	// in that box; nil where the keyboard finds it.
	where   func(w *world, label string, places []int, menu image.Rectangle) (image.Point, bool)
	keyless bool                               // a menu gets no keys
	inPlace bool                               // a submenu opens between the lines of its menu
	noted   func(w *world, button string) bool // a notification with that button is on the screen
	// plain: it has no place for icons.
	plain   bool
	firefox bool     // it is the default browser
	parts   []string // packages whose versions stand in the table
}

// window is one as its desktop knows it.
type window struct {
	title string
	app   string // the desktop entry that it belongs to, or its class
}

var (
	screen = image.Rect(0, 0, 1280, 800)
	top    = image.Rect(0, 0, 1280, 40)
	bottom = image.Rect(900, 750, 1280, 800)
)

var shells = map[string]shell{
	"gnome":                  gnome(true),
	"gnome-plain":            gnome(false),
	"gnome-firefox":          withFirefox(gnome(true)),
	"plasma-x11":             plasmaX11,
	"plasma-wayland":         plasmaWayland,
	"plasma-wayland-firefox": withFirefox(plasmaWayland),
	"lxqt":                   lxqt,
	"sway":                   sway,
	"xfce":                   xfce,
}

func gnome(extension bool) shell {
	const ours = "['ubuntu-appindicators@ubuntu.com']"
	return shell{
		env: []string{"XDG_CURRENT_DESKTOP=GNOME", "XDG_SESSION_TYPE=wayland", "XDG_SESSION_DESKTOP=gnome", "DESKTOP_SESSION=gnome",
			"WAYLAND_DISPLAY=wayland-0", "DISPLAY="},
		base: func(w *world) {
			for _, kv := range [][]string{
				{"org.gnome.shell", "welcome-dialog-last-shown-version", "999"}, {"org.gnome.shell", "enabled-extensions", "[]"},
				{"org.gnome.shell", "disable-user-extensions", "false"}, {"org.gnome.desktop.session", "idle-delay", "0"},
				{"org.gnome.desktop.interface", "toolkit-accessibility", "true"}, {"org.gnome.desktop.interface", "enable-animations", "false"},
			} {
				w.run("gsettings", append([]string{"set"}, kv...)...)
			}
			w.part("pipewire", nil)
			// --unsafe-mode: it tells which window has the keyboard.
			w.part("gnome-shell", []string{"MUTTER_DEBUG_DUMMY_MODE_SPECS=1280x800", "DISPLAY=" + w.display, "WAYLAND_DISPLAY="}, "--nested", "--unsafe-mode")
			w.d.Await("GNOME Shell", func() bool {
				return w.d.Owned("org.gnome.Shell") && w.eval("Main.layoutManager._startingUp") == "false"
			})
			w.eval("Main.overview.hide()")
			// It says that it cannot lock the screen here.
			w.d.Await("no banner", func() bool {
				w.d.Xdotool("mousemove_relative", "--", "-3", "3")
				return w.eval("Main.messageTray._notification?.destroy(), Main.messageTray._notification === null") == "true"
			})
		},
		host: func(w *world) {
			if extension {
				w.run("gsettings", "set", "org.gnome.shell", "enabled-extensions", "[]")
				w.run("gsettings", "set", "org.gnome.shell", "enabled-extensions", ours)
			}
		},
		panel: image.Rect(640, 0, 1280, 32), menu: "1", plain: !extension,
		front: func(w *world) window {
			return window{
				strings.Trim(w.eval("global.display.focus_window?.title ?? ''"), `"`),
				strings.Trim(w.eval("imports.gi.Shell.WindowTracker.get_default().focus_app?.get_id() ?? ''"), `"`),
			}
		},
		press: mouse, noted: seen, where: gnomeLine, inPlace: true,
		parts: []string{"gnome-shell", "mutter", "gnome-shell-extension-appindicator"},
	}
}

// gnomeLine asks the shell: what it draws without a graphics card comes too
// late for keys that are pressed one after the other.
func gnomeLine(w *world, label string, _ []int, _ image.Rectangle) (at image.Point, ok bool) {
	const find = `(() => { let key = Object.keys(Main.panel.statusArea).findLast(k => k.startsWith('appindicator-')); if (!key) return '';
		let lines = box => box.get_children().flatMap(c => { let i = c._delegate || c; if (!c.visible) return [];
			return (i.label?.text?.startsWith(%q) ? [c] : []).concat(i.menu?.isOpen ? lines(i.menu.box) : [], i.label ? [] : lines(c)); });
		let c = lines(Main.panel.statusArea[key].menu.box)[0]; if (!c) return ''; let [x, y] = c.get_transformed_position();
		return Math.round(x + 60) + ' ' + Math.round(y + c.height / 2); })()`
	n, _ := fmt.Sscan(strings.Trim(w.eval(fmt.Sprintf(find, label)), `"`), &at.X, &at.Y)
	return at, n == 2
}

var plasmaParts = []string{"plasma-workspace", "kwin-x11", "kwin-wayland", "libqt6core6t64"}

func plasmaEnv(kind string) []string {
	return []string{"XDG_CURRENT_DESKTOP=KDE", "XDG_SESSION_TYPE=" + kind, "XDG_SESSION_DESKTOP=KDE", "DESKTOP_SESSION=plasma", "KDE_FULL_SESSION=true",
		"KDE_SESSION_VERSION=6", "QT_QPA_PLATFORMTHEME=kde", "XDG_MENU_PREFIX=plasma-", "QT_QUICK_BACKEND=software", "QSG_RENDER_LOOP=basic",
		"QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1"}
}

func plasmaBase(w *world) {
	w.part("kded6", nil)
	helpers, _ := filepath.Glob("/usr/lib/*/libexec/kactivitymanagerd")
	for _, h := range helpers {
		w.part(h, nil)
	}
	w.d.Await("kded", func() bool { return w.d.Owned("org.kde.StatusNotifierWatcher") })
}

func plasmaHost(w *world) {
	w.replace("plasmashell", "--no-respawn")
	w.d.Await("Plasma's panel", func() bool { return w.d.Owned("org.kde.plasmashell") })
}

var plasmaX11 = shell{
	env: plasmaEnv("x11"),
	base: func(w *world) {
		w.run("kbuildsycoca6")
		w.part("kwin_x11", nil, "--replace")
		plasmaBase(w)
	},
	host: plasmaHost, panel: bottom, menu: "1", front: activeKWin, press: mouse, noted: seen, parts: plasmaParts,
}

var plasmaWayland = shell{
	env: append(plasmaEnv("wayland"), "WAYLAND_DISPLAY=wayland-0", "QT_QPA_PLATFORM=wayland", "DISPLAY="),
	base: func(w *world) {
		w.run("kbuildsycoca6")
		w.part("kwin_wayland", []string{"KWIN_COMPOSE=Q", "QT_QPA_PLATFORM=", "DISPLAY=" + w.display, "WAYLAND_DISPLAY="}, "--x11-display", w.display,
			"--width", "1280", "--height", "800", "--socket", "wayland-0", "--no-lockscreen")
		w.d.Await("KWin", func() bool { return w.d.Owned("org.kde.KWin") })
		plasmaBase(w)
	},
	host: plasmaHost, panel: bottom, menu: "1", front: activeKWin, press: action, noted: seen, parts: plasmaParts,
}

// activeKWin asks KWin, which tells it to a script of its own alone; that tells
// it to us.
func activeKWin(w *world) window {
	told := make(chan window, 4)
	if err := w.bus.Export(active(told), "/", "halfday.Story"); err != nil {
		return window{title: err.Error()}
	}
	w.script++
	name := fmt.Sprintf("story%d", w.script)
	file := w.d.Path(name + ".js")
	text := fmt.Sprintf(`let w = workspace.activeWindow; callDBus(%q, "/", "halfday.Story", "Active", w ? w.caption : "", w ? w.desktopFileName || String(w.resourceClass) : "");`, w.bus.Names()[0])
	if os.WriteFile(file, []byte(text), 0o600) != nil {
		return window{}
	}
	scripting := w.bus.Object("org.kde.KWin", "/Scripting")
	defer scripting.Call("org.kde.kwin.Scripting.unloadScript", 0, name)
	if scripting.Call("org.kde.kwin.Scripting.loadScript", 0, file, name).Err != nil || scripting.Call("org.kde.kwin.Scripting.start", 0).Err != nil {
		return window{}
	}
	select {
	case in := <-told:
		return in
	case <-time.After(2 * time.Second):
		return window{}
	}
}

// active takes the active window.
type active chan window

// Active is called by KWin's script.
func (a active) Active(title, app string) *dbus.Error {
	a <- window{title, app}
	return nil
}

var lxqt = shell{
	env: []string{"XDG_CURRENT_DESKTOP=LXQt", "XDG_SESSION_TYPE=x11", "XDG_SESSION_DESKTOP=LXQt", "DESKTOP_SESSION=lxqt", "QT_QPA_PLATFORMTHEME=lxqt",
		"XDG_MENU_PREFIX=lxqt-", "XDG_CONFIG_DIRS=/etc/xdg:/usr/share", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1"},
	base: func(w *world) {
		w.part("openbox", nil)
		w.part("lxqt-notificationd", nil)
		w.d.Await("notifications", func() bool { return w.d.Owned("org.freedesktop.Notifications") })
	},
	host: func(w *world) {
		w.replace("lxqt-panel")
		w.d.Await("LXQt's panel", func() bool { return w.d.Owned("org.kde.StatusNotifierWatcher") })
	},
	panel: bottom, menu: "3", front: activeX, press: mouse, noted: seen,
	parts: []string{"lxqt-panel", "lxqt-notificationd", "libqt6core6t64", "openbox"},
}

var xfce = shell{
	env: []string{"XDG_CURRENT_DESKTOP=XFCE", "XDG_SESSION_TYPE=x11", "XDG_SESSION_DESKTOP=xfce", "DESKTOP_SESSION=xfce"},
	base: func(w *world) {
		w.part("xfwm4", nil)
		w.part("/usr/lib/x86_64-linux-gnu/xfce4/notifyd/xfce4-notifyd", nil)
	},
	host: func(w *world) {
		w.replace("xfce4-panel", "--disable-wm-check")
		w.d.Await("Xfce's panel", func() bool { return w.d.Owned("org.kde.StatusNotifierWatcher") })
	},
	panel: top, menu: "1", front: activeX, press: mouse, noted: seen,
	parts: []string{"xfce4-panel", "xfwm4", "xfce4-notifyd"},
}

var sway = shell{
	env: []string{"XDG_CURRENT_DESKTOP=sway", "XDG_SESSION_TYPE=wayland", "XDG_SESSION_DESKTOP=sway", "WAYLAND_DISPLAY=wayland-1", "DISPLAY="},
	base: func(w *world) {
		socket := filepath.Join(filepath.Dir(w.d.Home), "run/sway")
		w.env = append(w.env, "SWAYSOCK="+socket)
		w.d.Write(".config/sway/config", "output * resolution 1280x800\nxwayland disable\ndefault_border normal\n", 0o600)
		w.d.Write(".config/waybar/config", `{"layer":"top","position":"top","height":30,"modules-right":["tray"],"tray":{"icon-size":22,"spacing":8}}`, 0o600)
		w.part("sway", []string{"WLR_BACKENDS=x11", "WLR_RENDERER=pixman", "DISPLAY=" + w.display, "WAYLAND_DISPLAY="})
		w.d.Await("sway", func() bool { _, err := os.Stat(socket); return err == nil })
		w.part("mako", nil)
		w.d.Await("mako", func() bool { return w.d.Owned("org.freedesktop.Notifications") })
	},
	host: func(w *world) {
		w.replace("waybar")
		w.d.Await("waybar's tray", func() bool { return w.d.Owned("org.kde.StatusNotifierWatcher") })
	},
	panel: top, menu: "3",
	front: func(w *world) window {
		type node struct {
			Name           string `json:"name"`
			App            string `json:"app_id"`
			Focused        bool   `json:"focused"`
			Nodes          []node `json:"nodes"`
			FloatingLayers []node `json:"floating_nodes"`
		}
		var root node
		if json.Unmarshal([]byte(w.run("swaymsg", "-t", "get_tree")), &root) != nil {
			return window{}
		}
		var find func(n node) window
		find = func(n node) window {
			if n.Focused {
				return window{n.Name, n.App}
			}
			for _, c := range append(n.Nodes, n.FloatingLayers...) {
				if in := find(c); in != (window{}) {
					return in
				}
			}
			return window{}
		}
		return find(root)
	},
	where: inMenu, keyless: true,
	// mako draws no buttons: they are chosen from with makoctl.
	noted: func(w *world, button string) bool { return strings.Contains(w.run("makoctl", "list"), "Halfday") },
	press: func(w *world, button string) bool { w.run("makoctl", "invoke", "-n", "0"); return true },
	parts: []string{"sway", "waybar", "mako-notifier"},
}

func activeX(w *world) window {
	title, _ := w.d.Xdotool("getactivewindow", "getwindowname")
	id, _ := w.d.Xdotool("getactivewindow")
	var class string // WM_CLASS(STRING) = "name", "Class"
	if facts := strings.Split(w.run("xprop", "-id", id, "WM_CLASS"), `"`); len(facts) > 3 {
		class = facts[3]
	}
	return window{title, class}
}

// inMenu is for menus that get no keys, as those of waybar, which has no window.
func inMenu(w *world, _ string, places []int, menu image.Rectangle) (at image.Point, ok bool) {
	path := strings.ReplaceAll(strings.Trim(fmt.Sprint(places), "[]"), " ", "/")
	n, _ := fmt.Sscan(w.button("line", path), &at.X, &at.Y)
	return at.Add(menu.Min), n == 2
}

func seen(w *world, button string) bool { return w.button("look", button) != "" }

// mouse presses a button where it is on the screen.
func mouse(w *world, button string) bool {
	var x, y int
	if n, _ := fmt.Sscan(w.button("where", button), &x, &y); n != 2 {
		return false
	}
	w.d.Click(x, y)
	return true
}

// action presses a button as a screen reader does: on Wayland nobody knows
// where on the screen a window is.
func action(w *world, button string) bool { return w.button("do", button) != "" }
