package command

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"net"
	"os"
	"slices"
	"sync"

	"halfday/browser"
	"halfday/federation"
	"halfday/home"
	"halfday/internal/child"
	"halfday/page"
	"halfday/roles"
	"halfday/session"
)

// pageLine is one line of JSON that the page's process reads from its standard
// input. The first has keys; after that each says one thing. It may hold
// secrets of the page, and none of AWS's.
type pageLine struct {
	Keys    *page.Keys     `json:"keys,omitempty"`
	Install []byte         `json:"install,omitempty"` // makes the roles' IDs; with Keys
	State   *session.State `json:"state,omitempty"`
	Link    *pageLink      `json:"link,omitempty"`
	Lead    *pageLead      `json:"lead,omitempty"`
}

// pageLink is a one-time link to be taken.
type pageLink struct {
	Secret string `json:"secret"`
	Back   string `json:"back,omitempty"`
}

// pageLead is a one-shot address for a tab.
type pageLead struct {
	Tab     string `json:"tab"`
	Address string `json:"address"`
}

// pageChild is the hidden process that answers the page's requests: on the
// listening socket that it was handed, for the parent that it tells what was
// asked for, a line of JSON each.
func pageChild(args []string) int {
	in := keepStdin()
	h := home.Load()
	hardenProcess()
	listener, err := child.Handed(slices.Contains(args, "--accepted"))
	if err != nil {
		slog.Error("opening the page", "error", err)
		return exitFailed
	}
	defer listener.Close()
	lines := json.NewDecoder(bufio.NewReader(in))
	var first pageLine
	if lines.Decode(&first) != nil || first.Keys == nil || len(first.Install) == 0 {
		return exitConfig
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	o := &pageOwner{out: os.Stdout, endpoint: os.Getenv(home.EndpointVariable)}
	server := page.New(listener.Addr().String(), *first.Keys, o, h.Words)
	go func() {
		defer stop() // the parent is gone
		o.follow(lines, server, func(s session.State) page.State {
			return page.Show(s, h.Words, func(r roles.Role) string { return roleID(first.Install, r) })
		})
	}()
	own := func(client, at net.Addr) bool { return !browser.Foreign(client, at) }
	if err := server.Serve(ctx, listener, own); err != nil {
		slog.Error("answering the page", "error", err)
		return exitFailed
	}
	return exitOK
}

// pageOwner passes on what is asked for.
type pageOwner struct {
	endpoint string

	mu    sync.Mutex
	out   io.Writer
	roles []roles.Role
}

// follow takes what the parent says until it says no more.
func (o *pageOwner) follow(lines *json.Decoder, server *page.Server, show func(session.State) page.State) {
	for {
		var line pageLine
		if lines.Decode(&line) != nil {
			return
		}
		switch {
		case line.State != nil:
			o.mu.Lock()
			o.roles = line.State.Roles
			o.mu.Unlock()
			server.SetState(show(*line.State))
		case line.Link != nil:
			server.Link(line.Link.Secret, line.Link.Back)
		case line.Lead != nil:
			server.Lead(line.Lead.Tab, line.Lead.Address)
		}
	}
}

// Ask tells the parent.
func (o *pageOwner) Ask(a page.Ask) {
	line, err := json.Marshal(a)
	if err != nil {
		return
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.out.Write(append(line, '\n')) // a parent that is gone ends this process by its own pipe
}

// Find reads a copied address of the console.
func (o *pageOwner) Find(address string) (page.Found, bool) {
	wanted, err := federation.ReadPage(address, o.endpoint)
	if err != nil {
		return page.Found{}, false
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	found := page.Found{Profiles: []string{}, Page: wanted.Destination, Region: wanted.Region}
	for _, r := range wanted.Of(o.roles) {
		found.Profiles = append(found.Profiles, r.Profile)
	}
	return found, true
}

// roleID is the opaque name of a role in the way back: nobody who sees it
// learns the role, and it is another one on each machine.
func roleID(install []byte, r roles.Role) string {
	mac := hmac.New(sha256.New, install)
	mac.Write([]byte(r.Profile + "\x00" + r.RoleARN))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:12])
}
