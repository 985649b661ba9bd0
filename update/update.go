// Package update asks whether there is a newer Halfday than this one: one
// request for one small file that the maker of Halfday has signed.
//
// It must not ask unless it is told to, send anything about this machine or
// its person, download a program, or install one. It imports none of our
// packages.
package update

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	checkLimit   = 20 * time.Second
	maxFile      = 4 << 10 // bytes
	maxRedirects = 5
)

// Errors of [Check] that a person is told in words of their own.
var (
	// ErrNoAddress: this build knows no address or no key, as builds of one's own.
	ErrNoAddress = errors.New("checking for updates: this build has no address to ask")
	// ErrForged: the answer is not signed with the maker's key.
	ErrForged = errors.New("checking for updates: the answer is not signed by Halfday's maker")
)

// Source is where to ask, and whose signature counts.
type Source struct {
	Address string // of the signature file of the newest release, https
	Key     string // minisign's public key, in base64
}

// address and key are set by the release build with -ldflags -X.
var address, key string

// Built is the source that this build was given; none in a build of one's own.
func Built() Source { return Source{address, key} }

// Page is where a person finds the release: the part of GitHub's address before
// /download/.
func (s Source) Page() string {
	page, _, _ := strings.Cut(s.Address, "/download/")
	return page
}

// Check asks for the version of the newest release, as in "0.2.0". The request
// has no headers but those of any request; redirects are followed to https
// only. Any goroutine may call it.
func (s Source) Check(ctx context.Context, transport http.RoundTripper) (version string, err error) {
	key, err := parseKey(s.Key)
	if err != nil || s.Address == "" {
		return "", ErrNoAddress
	}
	ctx, stop := context.WithTimeout(ctx, checkLimit)
	defer stop()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, s.Address, nil)
	if err != nil {
		return "", ErrNoAddress
	}
	req.Header.Set("User-Agent", "") // sends none
	first := req.URL
	client := &http.Client{Transport: transport, CheckRedirect: func(next *http.Request, via []*http.Request) error {
		if len(via) >= maxRedirects || !mayFollow(first, next.URL) {
			return errors.New("a redirect that is not followed")
		}
		next.Header.Del("Referer")
		return nil
	}}
	resp, err := client.Do(req)
	if err != nil {
		return "", fmt.Errorf("checking for updates: %w", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("checking for updates: the answer is %d", resp.StatusCode)
	}
	file, err := io.ReadAll(io.LimitReader(resp.Body, maxFile+1))
	if err != nil {
		return "", fmt.Errorf("checking for updates: %w", err)
	}
	if len(file) > maxFile {
		return "", ErrForged
	}
	return key.version(file)
}

// mayFollow tells whether a redirect leads to https, or stays where the first
// request went: on loopback, in tests.
func mayFollow(first, next *url.URL) bool {
	return next.Scheme == "https" || first.Scheme == next.Scheme && first.Host == next.Host
}
