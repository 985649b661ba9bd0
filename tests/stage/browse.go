//go:build linux

package stage

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
)

// Firefox is the name of a program that is known as a browser: the one-shot
// address is for browsers only.
const Firefox = "firefox"

// page is what a program got from an address.
type page struct {
	Status   int
	Location string
	Body     []byte
}

// fetch is what the test binary does under the name of a browser: one request,
// without following where it leads.
func fetch(address string) int {
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(must(http.NewRequest(http.MethodGet, address, nil)))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if json.NewEncoder(os.Stdout).Encode(page{resp.StatusCode, resp.Header.Get("Location"), body}) != nil {
		return 1
	}
	return 0
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// programs are the copies of the test binary that fetch, by their names.
var programs struct {
	sync.Mutex
	dir string
}

// Fetch makes one request as a program of that name does, and gives the status,
// where it leads and the body.
func Fetch(t testing.TB, name, address string) (status int, location string, body []byte, err error) {
	t.Helper()
	program, err := fetcher(name)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, fetchArgument, address)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if cmd.Run() != nil {
		return 0, "", nil, errors.New(errs.String())
	}
	var p page
	err = json.Unmarshal(out.Bytes(), &p)
	return p.Status, p.Location, p.Body, err
}

// fetchArgument tells a copy of the test binary what it is for.
const fetchArgument = "fetch-for-a-story"

// fetcher is the test binary under another name, which is what the system tells
// of a process.
func fetcher(name string) (string, error) {
	programs.Lock()
	defer programs.Unlock()
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	if programs.dir == "" {
		if programs.dir, err = os.MkdirTemp(filepath.Dir(self), "programs-"); err != nil {
			return "", err
		}
	}
	path := filepath.Join(programs.dir, name)
	if _, err := os.Lstat(path); err == nil {
		return path, nil
	}
	return path, os.Link(self, path)
}

// Browse goes to address as a browser does: to the one-shot address as Firefox,
// and on from there with client.
func Browse(t testing.TB, client *http.Client, address string) (*http.Response, error) {
	t.Helper()
	if !oneShot(address) {
		return client.Get(address)
	}
	status, location, body, err := Fetch(t, Firefox, address)
	if err != nil {
		return nil, err
	}
	if location != "" {
		return client.Get(location)
	}
	return &http.Response{StatusCode: status, Status: fmt.Sprint(status, " ", http.StatusText(status)), Body: io.NopCloser(bytes.NewReader(body))}, nil
}

// oneShot tells whether an address is one that Halfday opens the browser with:
// it has 256 bits of chance for a path.
func oneShot(address string) bool {
	req, err := http.NewRequest(http.MethodGet, address, nil)
	return err == nil && len(req.URL.Path) == 44 && req.URL.RawQuery == "" && req.URL.Hostname() == "127.0.0.1"
}
