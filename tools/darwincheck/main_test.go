package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// module writes a small module with code behind cgo, and changes one of its
// files.
func module(t *testing.T, name, content string) string {
	t.Helper()
	files := map[string]string{
		"go.mod": "module planted\n\ngo 1.26.0\n",
		"menu.go": `package planted

func Show(title string) int { return show(title) }
`,
		"menu_darwin.go": `//go:build cgo

package planted

// int length(const char *s);
import "C"

func show(title string) int {
	s := C.CString(title)
	return int(C.length(s)) + size(len(title))
}
`,
		"size_darwin.go": `//go:build cgo

package planted

func size(n int) int { return 2 * n }
`,
		"menu_other.go": `//go:build !darwin || !cgo

package planted

func show(string) int { return 0 }
`,
		"menu_test.go": `package planted

import "testing"

func TestShow(t *testing.T) {
	if Show("") != 0 {
		t.Error("a size")
	}
}
`,
	}
	if name != "" {
		files[name] = content
	}
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestPlantedErrors(t *testing.T) {
	for _, tt := range []struct{ name, file, content, want string }{
		{"right code", "", "", ""},
		{"wrong argument behind cgo", "size_darwin.go", "//go:build cgo\n\npackage planted\n\nfunc size(n string) int { return len(n) }\n", "cannot use len(title)"},
		{"nothing behind cgo", "size_darwin.go", "//go:build !cgo\n\npackage planted\n\nfunc size(n int) int { return n }\n", "undefined: size"},
		{"unused import", "size_darwin.go", "package planted\n\nimport \"os\"\n\nfunc size(n int) int { return n }\n", `"os" imported and not used`},
		{"something of Linux only", "size_darwin.go", "package planted\n\nimport \"syscall\"\n\nfunc size(n int) int { return syscall.EPOLLIN }\n", "undefined: syscall.EPOLLIN"},
		{"Go in a file with C", "menu_darwin.go", "package planted\n\nimport \"C\"\n\nfunc show(title string) int { return title }\n", "cannot use title"},
		{"a test that does not compile", "menu_test.go", "package planted\n\nfunc TestShow() { Show(1) }\n", "cannot use 1"},
		{"a test from outside", "out_test.go", "package planted_test\n\nimport \"planted\"\n\nvar _ = planted.Hide\n", "undefined: planted.Hide"},
		{"a missing package", "size_darwin.go", "package planted\n\nimport \"planted/none\"\n\nfunc size(n int) int { return none.N }\n", "planted/none"},
		{"no Go at all", "size_darwin.go", "package planted\n\nfunc size(n int) int { return }}\n", "expected"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			found, checked, err := check(module(t, tt.file, tt.content), "arm64", []string{"./..."})
			if err != nil {
				t.Fatal(err)
			}
			var all []string
			for _, e := range found {
				all = append(all, e.Error())
			}
			switch got := strings.Join(all, "\n"); {
			case tt.want == "" && (got != "" || checked == 0):
				t.Errorf("%d packages checked, found:\n%s", checked, got)
			case !strings.Contains(got, tt.want):
				t.Errorf("got %q, want %q in it", got, tt.want)
			}
		})
	}
}

func TestNoPackages(t *testing.T) {
	if found, _, err := check(t.TempDir(), "arm64", []string{"./..."}); err == nil && len(found) == 0 {
		t.Error("checking nothing went well")
	}
}
