package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"testing"

	"halfday/tray"
)

// TestEveryAction: what a click in the menu can ask for, somebody does.
func TestEveryAction(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "../tray/action.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	asked, done := 0, (&app{}).deeds(tray.Action{})
	ast.Inspect(file, func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Values) != 1 {
			return true
		}
		kind, err := strconv.Unquote(v.Values[0].(*ast.BasicLit).Value)
		if _, does := done[tray.ActionKind(kind)]; err != nil || !does {
			t.Errorf("nobody does what tray.%s asks for", v.Names[0].Name)
		}
		asked++
		return true
	})
	if asked < 20 {
		t.Errorf("only %d actions were found", asked)
	}
}
