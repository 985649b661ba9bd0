package macsim

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"halfday/internal/objc/names"
	"halfday/tests/macsim/objc"
)

// The functions that take the name of a class or of a message.
var (
	takesClass   = []string{"class", "Class", "GetClass"}
	takesMessage = []string{"send", "Send", "sel", "Sel", "RegisterName", "perform", "asked"}
)

// What the code sends is in the list, and the list has nothing else.
func TestSource(t *testing.T) {
	known, classes := map[string]bool{}, map[string]bool{}
	for _, list := range []map[string][]string{names.Messages, objc.Protocols} {
		for class, entries := range list {
			classes[class] = true
			for _, entry := range entries {
				known[strings.TrimPrefix(names.Read(entry).Name, "+")] = true
			}
		}
	}
	said, files := map[string]bool{}, 0
	for _, path := range macFiles(t) {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files++
		ast.Inspect(f, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				s, _ := strconv.Unquote(lit.Value)
				said[s] = true
			}
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			for _, arg := range call.Args {
				lit, ok := arg.(*ast.BasicLit)
				if !ok || lit.Kind != token.STRING {
					continue
				}
				s, _ := strconv.Unquote(lit.Value)
				switch name := called(call); {
				case slices.Contains(takesClass, name) && !classes[s] && !linked[s]:
					t.Errorf("%s: the class %s is not in the list", set.Position(lit.Pos()), s)
				case slices.Contains(takesMessage, name) && !known[s] && !action[s]:
					t.Errorf("%s: the message %s is not in the list", set.Position(lit.Pos()), s)
				}
			}
			return true
		})
	}
	if files < 5 {
		t.Errorf("read %d files", files)
	}
	for name := range known {
		if !said[name] {
			t.Errorf("%s is in the list, and nobody says it", name)
		}
	}
}

// action are the messages of the menu Edit: macOS sends them to what has the
// keyboard.
var action = map[string]bool{"undo:": true, "cut:": true, "copy:": true, "paste:": true, "selectAll:": true, "performClick:": true}

// macFiles are the files that speak to Objective-C.
func macFiles(t *testing.T) (paths []string) {
	t.Helper()
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "tests" || strings.HasPrefix(d.Name(), ".") && d.Name() != "..") {
			return filepath.SkipDir
		}
		if strings.HasSuffix(path, "_darwin.go") {
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			if speaksObjC(text) {
				paths = append(paths, path)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		return f.Sel.Name
	case *ast.IndexExpr: // of Send[T]
		if s, ok := f.X.(*ast.SelectorExpr); ok {
			return s.Sel.Name
		}
	}
	return ""
}

// speaksObjC tells whether a file reaches Objective-C.
func speaksObjC(text []byte) bool {
	return bytes.Contains(text, []byte(`"github.com/ebitengine/purego`)) || bytes.Contains(text, []byte(`"halfday/internal/objc"`))
}
