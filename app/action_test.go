package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"testing"
)

// TestEveryAction: what a click in the menu can ask for, somebody does.
func TestEveryAction(t *testing.T) {
	asked, done := map[string]bool{}, map[string]bool{}
	walk(t, "../tray/action.go", func(n ast.Node) {
		if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 {
			asked[v.Names[0].Name] = true
		}
	})
	walk(t, "do.go", func(n ast.Node) {
		f, ok := n.(*ast.FuncDecl)
		if !ok || f.Name.Name != "do" {
			return
		}
		ast.Inspect(f, func(n ast.Node) bool {
			if c, ok := n.(*ast.CaseClause); ok {
				for _, e := range c.List {
					if s, ok := e.(*ast.SelectorExpr); ok {
						done[s.Sel.Name] = true
					}
				}
			}
			return true
		})
	})
	for name := range asked {
		if !done[name] {
			t.Errorf("nobody does what tray.%s asks for", name)
		}
	}
	if len(asked) < 20 {
		t.Errorf("only %d actions were found", len(asked))
	}
}

func walk(t *testing.T, file string, visit func(ast.Node)) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool { visit(n); return true })
}
