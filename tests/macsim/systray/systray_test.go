package systray

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What the stand-in has is in the library for macOS, of the same types: what
// stands on it would compile with cgo, too. A Mac is not needed to read that, and
// go list fetches the library where nothing has.
func TestSignatures(t *testing.T) {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "fyne.io/systray").Output()
	if err != nil {
		t.Fatal(err)
	}
	of := func(name string) string { return filepath.Join(strings.TrimSpace(string(dir)), name) }
	library := signatures(t, of("systray.go"))
	maps.Copy(library, signatures(t, of("systray_darwin.go")))
	ours := signatures(t, "systray.go")
	for _, name := range []string{"On", "Click", "Terminate"} { // what a story does
		delete(ours, name)
	}
	for _, name := range slices.Sorted(maps.Keys(ours)) {
		if library[name] != ours[name] {
			t.Errorf("%s is %q here, and %q in the library", name, ours[name], library[name])
		}
	}
	if len(ours) < 15 {
		t.Errorf("%d functions", len(ours))
	}
}

// signatures are the exported functions and methods of a file, by name: the types
// of what they take and give.
func signatures(t *testing.T, path string) map[string]string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, d := range f.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.IsExported() {
			name := f.Name.Name
			if f.Recv != nil {
				name = types.ExprString(f.Recv.List[0].Type) + "." + name
			}
			found[name] = list(f.Type.Params) + list(f.Type.Results)
		}
	}
	return found
}

func list(fields *ast.FieldList) string {
	var all []string
	if fields != nil {
		for _, field := range fields.List {
			for range max(1, len(field.Names)) {
				all = append(all, types.ExprString(field.Type))
			}
		}
	}
	return "(" + strings.Join(all, ", ") + ")"
}
