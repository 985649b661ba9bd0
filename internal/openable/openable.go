// Package openable tells which addresses a browser may be sent to.
//
// It must not open any, nor know what is there.
package openable

import (
	"errors"
	"net"
	"net/url"
	"strings"
)

// Parse reads an address that a browser may be sent to: https, or http on a literal
// loopback address, in characters that can be seen. Its error does not hold address.
func Parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("not an address")
	}
	switch ip := net.ParseIP(u.Hostname()); {
	case u.Hostname() == "" || u.User != nil || u.Opaque != "":
		return nil, errors.New("not a plain address")
	case u.Scheme != "https" && !(u.Scheme == "http" && ip.IsLoopback()):
		return nil, errors.New("neither https nor http on loopback")
	case strings.ContainsFunc(address, func(c rune) bool { return c <= ' ' || c > '~' }):
		return nil, errors.New("not a plain address")
	}
	return u, nil
}

// Is tells whether Parse takes an address.
func Is(address string) bool {
	_, err := Parse(address)
	return err == nil
}
