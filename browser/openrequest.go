package browser

import (
	"encoding/json"
	"errors"
	"net/url"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// openRequest is what an opener is told: an address alone on its line, or both
// as JSON.
type openRequest struct {
	Address string   `json:"address"`
	Command []string `json:"command"`         // none: the system's default browser
	Token   string   `json:"token,omitempty"` // XDG_ACTIVATION_TOKEN; "" for none
}

// line is the request as parseOpenRequest reads it.
func (r openRequest) line() ([]byte, error) {
	line := []byte(r.Address)
	if len(r.Command) > 0 || r.Token != "" {
		var err error
		if line, err = json.Marshal(r); err != nil {
			return nil, err
		}
	}
	if len(line) >= openLine || strings.ContainsAny(string(line), "\r\n") {
		return nil, errors.New("not a line")
	}
	return append(line, '\n'), nil
}

func parseOpenRequest(line string) (openRequest, error) {
	line = strings.TrimRight(line, "\r\n")
	if !strings.HasPrefix(line, "{") {
		return openRequest{Address: line}, nil
	}
	var r openRequest
	if err := json.Unmarshal([]byte(line), &r); err != nil || len(r.Command) == 0 && r.Token == "" {
		return openRequest{}, errors.New("not a request")
	}
	return r, nil
}

// opener checks the request and returns what opens it.
func (r openRequest) opener() (func() error, error) {
	if path, ok := strings.CutPrefix(r.Address, "file:"); ok && len(r.Command) == 0 {
		if !filepath.IsAbs(path) || strings.ContainsRune(path, 0) {
			return nil, errors.New("not an absolute path")
		}
		return func() error { return openFile(path) }, nil
	}
	if err := checkArgument(r.Address); err != nil {
		return nil, err
	}
	if len(r.Command) == 0 {
		return func() error { return openURL(r.Address) }, nil
	}
	argv, err := fillIn(r.Command, r.Address)
	if err != nil {
		return nil, err
	}
	// Its output goes nowhere: the browser may use it long after we are gone.
	return exec.Command(argv[0], argv[1:]...).Run, nil // #nosec G204 -- the browser that the person chose
}

// checkArgument tells whether an address may be seen by other processes.
func checkArgument(address string) error {
	if err := checkTarget(address); err != nil {
		return err
	}
	u, err := url.Parse(address)
	switch {
	case err != nil:
		return errors.New("not an address")
	case u.Scheme == "http" && u.Hostname() != "127.0.0.1":
		return errors.New("neither https nor http on 127.0.0.1")
	case u.Query().Has("SigninToken"), strings.Contains(strings.ToLower(address), "signintoken"):
		return errors.New("a sign-in address does not go into arguments")
	}
	return nil
}

// fillIn puts the address into a command, which must have a place for it
// among its arguments.
func fillIn(command []string, address string) ([]string, error) {
	has := func(s string) bool { return strings.Contains(s, urlPlace) }
	if command[0] == "" || has(command[0]) || !slices.ContainsFunc(command, has) {
		return nil, errors.New("not a command for an address")
	}
	if strings.ContainsRune(strings.Join(command, " "), 0) {
		return nil, errors.New("not a command")
	}
	return replace(command, urlPlace, address), nil
}

func replace(argv []string, from, to string) []string {
	replaced := make([]string, len(argv))
	for i, a := range argv {
		replaced[i] = strings.ReplaceAll(a, from, to)
	}
	return replaced
}
