// Package proxy finds out by which proxy the world is reached: what the
// environment says, else the settings of Halfday, else those of the system,
// which a program that the desktop started is meant to follow.
//
// It must not connect anywhere, and does not run the scripts of a proxy's
// automatic configuration (PAC).
package proxy

import (
	"cmp"
	"net/http"
	"net/netip"
	"net/url"
	"path"
	"strings"
	"sync"
)

// Origin is who named the proxy.
type Origin string

// Who may have named it, or why there is none.
const (
	None        Origin = ""            // nobody: connections are direct
	Environment Origin = "environment" // HTTPS_PROXY and the like
	Settings    Origin = "settings"    // the settings of Halfday
	System      Origin = "system"
	// Script: the system names a script of automatic configuration, which is
	// not supported. Connections are direct.
	Script Origin = "script"
)

// Direct is the setting that wants no proxy, whatever the system has.
const Direct = "none"

// Found is a proxy, or that there is none.
type Found struct {
	Origin Origin
	// URL is nil where connections are direct, and where the environment
	// decides for each host. It may hold a password.
	URL *url.URL
	// except are hosts that are reached without it.
	except []string
}

// Host is the proxy without its password, for people; "" for none.
func (f Found) Host() string {
	if f.URL == nil {
		return ""
	}
	return f.URL.Host
}

// Parse reads a proxy as a person writes it: an address of http, https or
// socks5, or "host:port". ok is false for anything else.
func Parse(s string) (u *url.URL, ok bool) {
	u, err := address(s)
	if err != nil || hostPort(u.Hostname(), u.Port()) == "" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.Fragment != "" {
		return nil, false
	}
	switch u.Scheme {
	case "http", "https", "socks5":
		return u, true
	}
	return nil, false
}

// address reads what may be without a scheme.
func address(s string) (*url.URL, error) {
	if !strings.Contains(s, "://") {
		s = "http://" + s
	}
	return url.Parse(s)
}

// Find decides. setting is that of Halfday, "" for none; system is asked only
// where nobody else says anything, and may take some 10 ms.
func Find(getenv func(string) string, setting string, system func() SystemProxy) Found {
	if named := cmp.Or(getenv("HTTPS_PROXY"), getenv("https_proxy")); named != "" {
		u, _ := address(named) // which package http takes as it is
		return Found{Origin: Environment, URL: u}
	}
	if setting == Direct {
		return Found{Origin: Settings}
	}
	if u, ok := Parse(setting); ok {
		return Found{Origin: Settings, URL: u}
	}
	s := system()
	if u, ok := Parse(s.Server); ok {
		return Found{System, u, s.Except}
	}
	if s.Script {
		return Found{Origin: Script}
	}
	return Found{}
}

// Func is Find for an http.Transport, done when the first connection is made.
// Any goroutine may call what it returns.
func Func(getenv func(string) string, setting string) func(*http.Request) (*url.URL, error) {
	found := sync.OnceValue(func() Found { return Find(getenv, setting, ReadSystem) })
	return func(r *http.Request) (*url.URL, error) {
		f := found()
		if f.Origin == Environment {
			return http.ProxyFromEnvironment(r)
		}
		if f.URL == nil || f.skips(r.URL.Hostname()) {
			return nil, nil
		}
		return f.URL, nil
	}
}

// skips tells whether a host is reached directly: loopback always is, as with
// the variables of the environment.
func (f Found) skips(host string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	ip, err := netip.ParseAddr(host)
	if host == "localhost" || err == nil && ip.IsLoopback() {
		return true
	}
	for _, e := range f.except {
		e = strings.ToLower(strings.TrimSpace(e))
		if net, bad := netip.ParsePrefix(e); bad == nil && err == nil && net.Contains(ip.Unmap()) {
			return true
		}
		if strings.HasPrefix(e, ".") {
			e = "*" + e
		}
		if fits, _ := path.Match(e, host); fits {
			return true
		}
	}
	return false
}
