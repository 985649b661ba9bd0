//go:build linux

package stage

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// Main is the TestMain of a package whose stories use the stage: it plays the
// programs of a story's desktop, and takes away what Binary built. With -short
// no story is told.
func Main(m *testing.M) {
	if code, plays := standIn(); plays {
		os.Exit(code)
	}
	flag.Parse()
	if testing.Short() {
		fmt.Println("-short: the stories are left out")
		return
	}
	parallel := "6" // stories wait more than they compute
	flag.Visit(func(f *flag.Flag) {
		if f.Name == "test.parallel" {
			parallel = f.Value.String()
		}
	})
	flag.Set("test.parallel", parallel)
	code := m.Run()
	if built.dir != "" {
		os.RemoveAll(built.dir)
	}
	if programs.dir != "" {
		os.RemoveAll(programs.dir)
	}
	os.Exit(code)
}

// built is the program of this run of the tests.
var built struct {
	dir  string
	once sync.Once
	path string
	err  error
}

// Binary is the program, built from the sources once in a run of the tests,
// as it is released: without cgo; or the one that HALFDAY_TEST_PROGRAM names,
// where there is no Go. Any test may call it, in parallel too.
func Binary(t *testing.T) string {
	t.Helper()
	if given := os.Getenv("HALFDAY_TEST_PROGRAM"); given != "" {
		return given
	}
	built.once.Do(func() {
		if built.dir, built.err = os.MkdirTemp("", "halfday-tests-"); built.err != nil {
			return
		}
		built.path = filepath.Join(built.dir, "halfday")
		build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w -X halfday/command.version=0.1.0", "-o", built.path, "halfday")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			built.err = fmt.Errorf("%w\n%s", err, out)
		}
	})
	if built.err != nil {
		t.Fatalf("building the program: %v", built.err)
	}
	return built.path
}

// Root is the folder of the sources.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			err = os.ErrNotExist
		}
		dir = up
	}
	t.Fatalf("finding the sources: %v", err)
	return ""
}
