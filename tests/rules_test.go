// Package tests holds what no single package can check: here the rules on
// imports, in stories/ what a person does with the built program, in desktop/
// the same on a real desktop, in packaging/ what is installed, in bench/ the
// figures; and in stage/ the stage that all of them share.
package tests

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// arrows lists which of our packages each of them imports; every other import
// among them is forbidden, and so is an arrow that nobody goes along.
var arrows = map[string][]string{
	"halfday": {"command"},

	// Top: command may import what it likes, and app all but command.
	"halfday/command": {"app", "browser", "demo", "desktop", "dialogs", "doctor", "federation", "home", "notify", "page", "proxy", "roles", "session", "settings", "signin", "text", "tray", "internal/child"},
	"halfday/app":     {"assets", "browser", "desktop", "dialogs", "federation", "home", "notify", "page", "proxy", "roles", "session", "settings", "signin", "text", "tray", "update", "internal/child", "internal/files", "internal/mailbox"},
	// What both stand on.
	"halfday/home": {"browser", "desktop", "federation", "identitycenter", "roles", "session", "settings", "text", "internal/files"},

	// Middle: what lies below, and no neighbour but those that a room is about.
	"halfday/signin":              {"federation", "roles", "session", "text", "internal/redact"},
	"halfday/tray":                {"roles", "session", "text", "tray/statusnotifier", "internal/mailbox"},
	"halfday/tray/statusnotifier": {"internal/bus"},
	"halfday/doctor":              {"roles", "text", "internal/redact"},
	"halfday/session":             {"roles", "internal/child", "internal/files", "internal/mailbox", "internal/openable", "internal/redact"},
	"halfday/federation":          {"roles", "identitycenter", "internal/child", "internal/files", "internal/redact"},
	"halfday/identitycenter":      {"roles", "internal/files", "internal/openable", "internal/redact"},
	"halfday/dialogs":             {"text", "internal/child", "internal/objc"},
	"halfday/notify":              {"internal/child", "internal/bus", "internal/objc"},
	"halfday/browser":             {"internal/child", "internal/files", "internal/openable", "internal/redact", "internal/objc", "internal/xdg"},
	"halfday/desktop":             {"internal/child", "internal/files", "internal/mailbox", "internal/redact", "internal/bus", "internal/objc", "internal/xdg"},
	"halfday/settings":            {"proxy", "internal/files"},
	"halfday/update":              {},
	"halfday/page":                {"roles", "session", "text"},
	"halfday/proxy":               {"internal/child"},

	// Low.
	"halfday/roles":  {"internal/files"},
	"halfday/text":   {},
	"halfday/assets": {},

	// The ground that everybody may stand on. It knows nothing of the product.
	"halfday/internal/child":      {},
	"halfday/internal/files":      {},
	"halfday/internal/mailbox":    {},
	"halfday/internal/openable":   {},
	"halfday/internal/redact":     {},
	"halfday/internal/bus":        {},
	"halfday/internal/objc":       {"internal/objc/names"},
	"halfday/internal/objc/names": {},
	"halfday/internal/xdg":        {},

	// Beside: demo is an independent check, for as long as it knows nothing.
	"halfday/demo":        {},
	"halfday/assets/draw": {},
	// For tests alone: nobody else may import it.
	"halfday/tests/stage":         {"demo", "session", "tests/stage/fakeaws", "tests/stage/hosts", "text"},
	"halfday/tests/stage/fakeaws": {"demo"},
	"halfday/tests/modes":         {},
	"halfday/tests/stage/hosts":   {},
	// The stand-in for macOS: what it runs is built with an overlay.
	"halfday/tests/macsim":         {},
	"halfday/tests/macsim/apple":   {"tests/macsim/objc", "tests/macsim/purego"},
	"halfday/tests/macsim/objc":    {"internal/objc/names"},
	"halfday/tests/macsim/purego":  {"tests/macsim/objc"},
	"halfday/tests/macsim/stories": {},
	"halfday/tests/macsim/systray": {},
}

// homes lists the packages that import a library; nobody else may. Every library
// is here, and those of Go's own that are not for everybody.
var homes = map[string][]string{
	"github.com/aws/":                   {"halfday/federation", "halfday/identitycenter"},
	"github.com/gen2brain/dlgs":         {"halfday/dialogs"},
	"github.com/pkg/browser":            {"halfday/browser"},
	"github.com/ncruces/zenity":         {"halfday/dialogs"},
	"git.sr.ht/~jackmordaunt/go-toast/": {"halfday/notify"},
	"fyne.io/systray":                   {"halfday/tray"},
	"github.com/pelletier/go-toml/":     {"halfday/settings"},
	"github.com/fsnotify/fsnotify":      {"halfday/roles"},
	"github.com/godbus/dbus/":           {"halfday/internal/bus", "halfday/desktop", "halfday/notify", "halfday/tray/statusnotifier", "halfday/tests/stage", "halfday/tests/stage/hosts"},
	"github.com/ebitengine/purego":      {"halfday/internal/objc", "halfday/browser", "halfday/desktop", "halfday/dialogs", "halfday/notify"},
	"github.com/go-ole/go-ole":          {"halfday/notify"},
	"github.com/gofrs/flock":            {"halfday/desktop", "halfday/identitycenter"},
	"gopkg.in/natefinch/lumberjack":     {"halfday/desktop"},
	"golang.org/x/term":                 {"halfday/command"},
	"golang.org/x/text/":                {"halfday/text"},
	"golang.org/x/sys/":                 {"halfday/internal/child", "halfday/internal/files", "halfday/browser", "halfday/desktop", "halfday/dialogs", "halfday/notify", "halfday/proxy", "halfday/roles", "halfday/tray"},
	"github.com/creack/pty":             {"halfday/tests/stage"},
	"os/exec":                           {"halfday/internal/child", "halfday/browser", "halfday/session", "halfday/dialogs", "halfday/desktop", "halfday/federation", "halfday/tests/modes", "halfday/tests/stage"},
	"math/rand":                         {}, // what must not be guessed comes from crypto/rand
	"io/ioutil":                         {},
	"plugin":                            {},
}

// forbidden calls: they follow redirects, have no limits, or share a bus
// connection whose signals and end concern others.
var forbiddenCalls = map[string]string{
	"http.DefaultClient":     "a client with limits of its own",
	"http.Get":               "a client with limits of its own",
	"http.Post":              "a client with limits of its own",
	"http.PostForm":          "a client with limits of its own",
	"http.Head":              "a client with limits of its own",
	"http.DefaultTransport":  "a transport with limits of its own",
	"http.DefaultServeMux":   "a handler of its own: packages register themselves in this one",
	"os.StartProcess":        "package os/exec, in its homes",
	"syscall.StartProcess":   "package os/exec, in its homes",
	"syscall.ForkExec":       "package os/exec, in its homes",
	"tls.InsecureSkipVerify": "AWS_CA_BUNDLE, or ca_bundle of the profile",
	"syscall.HideWindow":     "CREATE_NO_WINDOW: it hides the first window of the child, too, which may be a dialog",
	"a dot import":           "the package's name",
	"dbus.SessionBus":        "bus.Session: a connection of its own",
}

// fields are those of libraries that must not be set, under their name in
// forbiddenCalls.
var fields = map[string]string{
	"InsecureSkipVerify": "tls.InsecureSkipVerify",
	"HideWindow":         "syscall.HideWindow",
}

// eachFile gives what we wrote for all systems, tests and what they build apart.
func eachFile(t *testing.T, visit func(path string, set *token.FileSet, f *ast.File)) {
	t.Helper()
	files := 0
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		files++
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, 0)
		if err == nil {
			visit(filepath.ToSlash(path), set, f)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 100 {
		t.Errorf("read %d files, want at least 100", files)
	}
}

// Files are read as they are: go list would leave out those of another system,
// or those that need cgo there.
func TestImports(t *testing.T) {
	used := map[[2]string]bool{}
	eachFile(t, func(path string, set *token.FileSet, f *ast.File) {
		if strings.HasPrefix(path, "../tools/") || strings.Contains(path, "/testdata/") {
			return // a module of its own, programs of theirs
		}
		who := strings.TrimSuffix("halfday/"+strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../"), "/..")
		allowed, known := arrows[who]
		if !known {
			t.Errorf("%s: %s has no entry in arrows: say what it may import", path, who)
		}
		used[[2]string{who}] = true
		for _, spec := range f.Imports {
			i, _ := strconv.Unquote(spec.Path.Value)
			if ours, ok := strings.CutPrefix(i, "halfday/"); ok {
				used[[2]string{who, ours}] = true
				if !slices.Contains(allowed, ours) {
					t.Errorf("%s: %s imports %s", set.Position(spec.Pos()), who, i)
				}
				continue
			}
			first, _, _ := strings.Cut(i, "/")
			housed := !strings.Contains(first, ".") // Go's own
			for library, home := range homes {
				if strings.HasPrefix(i, library) {
					housed = true
					used[[2]string{who, library}] = true
					if !slices.Contains(home, who) {
						t.Errorf("%s: %s imports %s, which belongs to %v", set.Position(spec.Pos()), who, i, home)
					}
				}
			}
			if !housed {
				t.Errorf("%s: %s has no entry in homes: say who may import it", set.Position(spec.Pos()), i)
			}
		}
	})
	for who, all := range arrows {
		for _, ours := range append(all, "") {
			if !used[[2]string{who, ours}] {
				t.Errorf("arrows: %s -> %q is not used: delete it", who, ours)
			}
		}
	}
	for library, home := range homes {
		for _, who := range home {
			if !used[[2]string{who, library}] {
				t.Errorf("homes: %s does not import %s: delete it there", who, library)
			}
		}
	}
}

func TestForbiddenCalls(t *testing.T) {
	eachFile(t, func(path string, set *token.FileSet, f *ast.File) {
		for _, i := range f.Imports {
			if i.Path.Value == `"unsafe"` && !strings.HasSuffix(path, "_windows.go") && !strings.HasSuffix(path, "_darwin.go") {
				t.Errorf("%s: package unsafe is for the calls of Windows and macOS alone", set.Position(i.Pos()))
			}
		}
		for _, found := range calls(f) {
			if instead, bad := forbiddenCalls[found.name]; bad {
				t.Errorf("%s: %s is forbidden: use %s", set.Position(found.pos), found.name, instead)
			}
			if found.name == "io.ReadAll" && !found.limited {
				t.Errorf("%s: io.ReadAll without io.LimitReader or http.MaxBytesReader", set.Position(found.pos))
			}
		}
	})
}

type found struct {
	name    string
	pos     token.Pos
	limited bool
}

// calls lists the uses of package-level names, with whether the first argument
// is wrapped in a limit.
func calls(f *ast.File) []found {
	var all []found
	imported := map[string]string{} // the name that the file gives a package → its own
	for _, i := range f.Imports {
		path, _ := strconv.Unquote(i.Path.Value)
		name := path[strings.LastIndex(path, "/")+1:]
		if name == "v5" {
			name = "dbus" // its path ends in its version
		}
		switch {
		case i.Name == nil:
			imported[name] = name
		case i.Name.Name == ".":
			all = append(all, found{name: "a dot import", pos: i.Pos()})
		default:
			imported[i.Name.Name] = name
		}
	}
	limits := map[*ast.SelectorExpr]bool{}
	ast.Inspect(f, func(n ast.Node) bool {
		if c, ok := n.(*ast.CallExpr); ok && len(c.Args) > 0 {
			if s, ok := c.Fun.(*ast.SelectorExpr); ok {
				if inner, ok := c.Args[0].(*ast.CallExpr); ok {
					name := own(imported, selector(inner.Fun))
					limits[s] = name == "io.LimitReader" || name == "http.MaxBytesReader"
				}
			}
		}
		if s, ok := n.(*ast.SelectorExpr); ok {
			if name := own(imported, selector(s)); name != "" {
				all = append(all, found{name, s.Pos(), limits[s]})
			}
			if name := fields[s.Sel.Name]; name != "" {
				all = append(all, found{name: name, pos: s.Pos()})
			}
		}
		if kv, ok := n.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok && fields[key.Name] != "" {
				all = append(all, found{name: fields[key.Name], pos: kv.Pos()})
			}
		}
		return true
	})
	return all
}

// own gives a name with the package's own name, "" where it is no package's.
func own(imported map[string]string, name string) string {
	pkg, rest, _ := strings.Cut(name, ".")
	if imported[pkg] == "" {
		return ""
	}
	return imported[pkg] + "." + rest
}

func selector(e ast.Expr) string {
	if s, ok := e.(*ast.SelectorExpr); ok {
		if x, ok := s.X.(*ast.Ident); ok {
			return x.Name + "." + s.Sel.Name
		}
	}
	return ""
}

func TestForbiddenCallsAreFound(t *testing.T) {
	src := `package p
import (rd "io"; web "net/http"; "github.com/godbus/dbus/v5"; "crypto/tls"; "syscall"; . "os")
func f(r rd.Reader) {
	web.Get("x"); rd.ReadAll(r); rd.ReadAll(rd.LimitReader(r, 1)); dbus.SessionBus(); _ = web.DefaultClient
	c := tls.Config{InsecureSkipVerify: true}; c.InsecureSkipVerify = true
	a := &syscall.SysProcAttr{HideWindow: true}; a.HideWindow = true
	read := rd.ReadAll; read(r)
}`
	f, err := parser.ParseFile(token.NewFileSet(), "p.go", src, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]int{}
	for _, c := range calls(f) {
		if _, bad := forbiddenCalls[c.name]; bad || c.name == "io.ReadAll" && !c.limited {
			got[c.name]++
		}
	}
	want := map[string]int{"http.Get": 1, "http.DefaultClient": 1, "io.ReadAll": 2, "dbus.SessionBus": 1, "tls.InsecureSkipVerify": 2, "syscall.HideWindow": 2, "a dot import": 1}
	for name, n := range want {
		if got[name] != n {
			t.Errorf("found %s %d times, want %d", name, got[name], n)
		}
	}
}
