// Command darwincheck type-checks packages as they are built on a Mac with cgo,
// on a machine that has neither a Mac's headers nor a C compiler:
//
//	darwincheck [-C dir] [packages]
//
// It finds what the compiler would find in Go code behind "darwin && cgo", in
// tests too. It cannot find a wrong name or type of C (every C.x is taken as it
// stands), a wrong selector of Objective-C, or anything about linking and
// running. It must not be taken for a build.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	dir := flag.String("C", ".", "folder of the module")
	flag.Parse()
	patterns := flag.Args()
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	failed := false
	for _, arch := range []string{"arm64", "amd64"} {
		found, checked, err := check(*dir, arch, patterns)
		if err != nil {
			log.Fatalf("darwincheck: darwin/%s: %v", arch, err)
		}
		for _, e := range found {
			fmt.Printf("darwin/%s: %v\n", arch, e)
			failed = true
		}
		fmt.Printf("darwin/%s: %d packages type-checked with cgo, not built\n", arch, checked)
	}
	if failed {
		os.Exit(1)
	}
}

// listed is what go list says of a package.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	CgoFiles   []string
	ImportMap  map[string]string
	DepOnly    bool
	Standard   bool
	Module     *struct{ GoVersion string }
	Error      *struct{ Err string }
}

// check type-checks the packages that the patterns name in the module at dir,
// and all that they import. It returns what is wrong with them, and how many of
// the named ones it checked.
func check(dir, arch string, patterns []string) (found []error, checked int, err error) {
	all, err := list(dir, arch, patterns)
	if err != nil {
		return nil, 0, err
	}
	c := checker{
		set:   token.NewFileSet(),
		sizes: types.SizesFor("gc", arch),
		done:  map[string]*types.Package{"unsafe": types.Unsafe},
	}
	// go list puts what is imported before what imports it.
	for _, p := range all {
		if p.ImportPath == "unsafe" || strings.HasSuffix(p.ImportPath, ".test") {
			continue // the main package of a test is written by go test
		}
		if p.Error != nil {
			found = append(found, fmt.Errorf("%s: %s", p.ImportPath, p.Error.Err))
			continue
		}
		found = append(found, c.check(p)...)
		if !p.DepOnly {
			checked++
		}
	}
	if checked == 0 && len(found) == 0 {
		return nil, 0, errors.New("no packages")
	}
	return found, checked, nil
}

func list(dir, arch string, patterns []string) ([]listed, error) {
	cmd := exec.Command("go", append([]string{"list", "-e", "-deps", "-test",
		"-json=ImportPath,Dir,GoFiles,CgoFiles,ImportMap,DepOnly,Standard,Module,Error"}, patterns...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=darwin", "GOARCH="+arch, "CGO_ENABLED=1")
	var wrong strings.Builder
	cmd.Stderr = &wrong
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("running go list: %w\n%s", err, wrong.String())
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		if err := d.Decode(&p); err == io.EOF {
			return all, nil
		} else if err != nil {
			return nil, err
		}
		all = append(all, p)
	}
}

type checker struct {
	set   *token.FileSet
	sizes types.Sizes
	done  map[string]*types.Package // by import path as go list names it
}

// check type-checks one package, whose imports have been. Of what is not named
// by a pattern only the declarations are looked at, and mistakes are not told:
// they are not ours.
func (c *checker) check(p listed) []error {
	var found []error
	report := func(err error) {
		if !p.DepOnly {
			found = append(found, err)
		}
	}
	var files []*ast.File
	for _, name := range append(p.GoFiles, p.CgoFiles...) {
		path := name
		if !filepath.IsAbs(path) {
			path = filepath.Join(p.Dir, name)
		}
		f, err := parser.ParseFile(c.set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			report(err)
		}
		if f != nil {
			files = append(files, f)
		}
	}
	config := types.Config{
		Importer:         importer{c, p.ImportMap},
		FakeImportC:      true,
		IgnoreFuncBodies: p.DepOnly,
		Sizes:            c.sizes,
		Error:            report,
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		config.GoVersion = "go" + p.Module.GoVersion
	}
	path, _, _ := strings.Cut(p.ImportPath, " ") // of a package as its test sees it
	done, _ := config.Check(path, c.set, files, nil)
	c.done[p.ImportPath] = done
	return found
}

// importer finds the packages that one package imports.
type importer struct {
	c       *checker
	renamed map[string]string
}

func (i importer) Import(path string) (*types.Package, error) {
	if to, ok := i.renamed[path]; ok {
		path = to
	}
	if p := i.c.done[path]; p != nil {
		return p, nil
	}
	return nil, fmt.Errorf("no package %s", path)
}
