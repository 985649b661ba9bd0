package text_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestEveryWordIsUsed: words that nobody shows are translated and read for
// nothing, and hide that somebody shows something else in their place.
func TestEveryWordIsUsed(t *testing.T) {
	packages := goList(t)
	export := map[string]string{}
	for _, p := range packages {
		export[p.ImportPath] = p.Export
	}
	set := token.NewFileSet()
	from := importer.ForCompiler(set, "gc", func(path string) (io.ReadCloser, error) {
		if export[path] == "" {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(export[path])
	})
	var words *types.Package
	used := map[string]bool{}
	for _, p := range packages {
		if !strings.HasPrefix(p.ImportPath, "halfday/") || !contains(p.Imports, "halfday/text") {
			continue
		}
		var files []*ast.File
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(set, filepath.Join(p.Dir, name), nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, f)
		}
		info := &types.Info{Selections: map[*ast.SelectorExpr]*types.Selection{}}
		config := types.Config{Importer: from}
		if _, err := config.Check(p.ImportPath, set, files, info); err != nil {
			t.Fatal(err)
		}
		for _, s := range info.Selections {
			if f, ok := s.Obj().(*types.Var); ok && f.Pkg() != nil && f.Pkg().Path() == "halfday/text" {
				words = f.Pkg()
				used[owner(s.Recv())+"."+f.Name()] = true
			}
		}
	}
	if words == nil {
		t.Fatal("nobody uses any words")
	}
	fields := 0
	all, ok := words.Scope().Lookup("Words").Type().Underlying().(*types.Struct)
	if !ok {
		t.Fatal("Words is no struct")
	}
	for i := range all.NumFields() {
		f := all.Field(i)
		if f.Name() != "Language" && !used["Words."+f.Name()] { // Language says which it is
			t.Errorf("nobody uses Words.%s", f.Name())
		}
		group, ok := f.Type().Underlying().(*types.Struct)
		if !ok || owner(f.Type()) == "ButtonWords" { // which macOS alone shows
			continue
		}
		for j := range group.NumFields() {
			fields++
			if name := owner(f.Type()) + "." + group.Field(j).Name(); !used[name] {
				t.Errorf("nobody uses %s", name)
			}
		}
	}
	if fields < 50 {
		t.Errorf("looked at %d fields, want at least 50", fields)
	}
}

// owner is the name of the struct that a field was selected from.
func owner(t types.Type) string {
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj().Name()
	}
	return ""
}

func contains(all []string, one string) bool {
	for _, s := range all {
		if s == one {
			return true
		}
	}
	return false
}

type listed struct {
	ImportPath, Dir, Export string
	GoFiles, Imports        []string
}

func goList(t *testing.T) []listed {
	t.Helper()
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("here there is no Go: ", err) // under Wine
	}
	cmd := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,Imports", "halfday")
	cmd.Dir = ".."
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("listing the packages: %v", err)
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}
