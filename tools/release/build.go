package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// mostProgram is how many bytes a program may have.
const mostProgram = 18 << 20

// build makes the program for t at path; gui makes a Windows program without a
// console.
func (r *release) build(t target, path string, gui bool) error {
	const p = "halfday/command."
	ld := "-s -w -X " + p + "version=" + r.values["VERSION"] + " -X " + p + "commit=" + r.values["COMMIT"] + " -X " + p + "date=" + r.values["DATE"]
	if key := r.updateKey(); key != "" {
		ld += " -X halfday/update.address=" + r.values["UPDATES"] + " -X halfday/update.key=" + key
	}
	if t.system != "darwin" { // whose LC_UUID comes of it: macOS 26 starts no program without
		ld += " -buildid="
	}
	if gui {
		ld += " -H windowsgui"
	}
	err := run(r.root, buildEnv(t, r.values["MACOS_MINIMUM"]), "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", ld, "-o", path, ".")
	if err != nil {
		return fmt.Errorf("building for %s: %w", t, err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if info.Size() > mostProgram {
		return fmt.Errorf("%s has %d bytes, more than %d", filepath.Base(path), info.Size(), mostProgram)
	}
	return nil
}

// buildEnv is our environment less everything that changes what is built.
func buildEnv(t target, macosMinimum string) []string {
	var env []string
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		switch {
		case strings.HasPrefix(name, "CGO_"):
		case strings.HasPrefix(name, "GO") && name != "GOPROXY" && name != "GOSUMDB" && name != "GOPATH" && name != "GOROOT" &&
			name != "GOCACHE" && name != "GOMODCACHE" && name != "GOTMPDIR" && name != "GOMAXPROCS":
		default:
			env = append(env, kv)
		}
	}
	env = append(env, "GOOS="+t.system, "GOARCH="+t.arch, "GOFLAGS=", "GOWORK=off", "GOEXPERIMENT=", "GOTOOLCHAIN=local",
		"GOAMD64=v1", "GOARM64=v8.0")
	if !t.cgo {
		return append(env, "CGO_ENABLED=0")
	}
	// The linker of the system, which cgo uses, would write its own version.
	minimum := "-mmacosx-version-min=" + macosMinimum
	return append(env, "CGO_ENABLED=1", "CGO_CFLAGS=-O2 "+minimum, "CGO_LDFLAGS="+minimum)
}

// packagers are the programs that tools/packagers/go.mod pins.
var packagers = map[string]string{
	"nfpm":      "github.com/goreleaser/nfpm/v2/cmd/nfpm",
	"go-winres": "github.com/tc-hib/go-winres",
}

// tool builds one of the packagers and runs it in dir.
func (r *release) tool(dir, name string, args ...string) error {
	program := filepath.Join(r.out, "work", "tools", name)
	err := run(r.root, append(os.Environ(), "CGO_ENABLED=0"), "go", "build", "-modfile="+filepath.Join("tools", "packagers", "go.mod"), "-o", program, packagers[name])
	if err != nil {
		return fmt.Errorf("building %s: %w", name, err)
	}
	return run(dir, r.packageEnv(), program, args...)
}

// packageEnv is our environment with the commit's time, for programs that write
// one.
func (r *release) packageEnv() []string {
	return append(os.Environ(), "SOURCE_DATE_EPOCH="+r.values["EPOCH"], "TZ=UTC")
}

// run runs a program in dir. What it said is in the error.
func run(dir string, env []string, program string, args ...string) error {
	cmd := exec.Command(program, args...)
	cmd.Dir, cmd.Env = dir, env
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("running %s: %w\n%s", filepath.Base(program), err, out)
	}
	return nil
}
