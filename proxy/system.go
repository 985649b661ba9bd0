package proxy

import (
	"net"
	"slices"
	"strconv"
	"strings"
)

// SystemProxy is what the settings of the system say.
type SystemProxy struct {
	Server string   // host:port, "" for none
	Except []string // hosts that are reached without it: names, ".name", patterns such as "*.name" and "10.*", networks
	Script bool     // a script decides (PAC)
}

// ReadSystem asks the system: GNOME's settings on Linux desktops that have
// them, the network's on macOS, the Internet options on Windows. It may take
// some 10 ms, and finds nothing where anything is in its way.
func ReadSystem() SystemProxy { return readSystem() }

// parseGSettings reads what "gsettings list-recursively org.gnome.system.proxy"
// prints: "SCHEMA KEY VALUE", a line each, the value as GVariant text.
func parseGSettings(out string) (p SystemProxy) {
	values := map[string]string{}
	for line := range strings.Lines(out) {
		f := strings.SplitN(strings.TrimSpace(line), " ", 3)
		if len(f) == 3 {
			values[strings.TrimPrefix(f[0], "org.gnome.system.proxy")+" "+f[1]] = strings.Trim(f[2], "'")
		}
	}
	switch values[" mode"] {
	case "auto":
		p.Script = true
	case "manual":
		p.Server = hostPort(values[".https host"], values[".https port"])
		hosts := strings.TrimPrefix(values[" ignore-hosts"], "@as") // which stands before an empty array
		p.Except = strings.FieldsFunc(hosts, func(r rune) bool { return strings.ContainsRune(`[]," '`, r) })
	}
	return p
}

// parseSCUtil reads what "scutil --proxy" prints: "Key : value", a line each,
// and the exceptions as an array of such lines.
func parseSCUtil(out string) (p SystemProxy) {
	values := map[string]string{}
	in := ""
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		key, value, ok := strings.Cut(line, " : ")
		switch {
		case line == "}":
			in = ""
		case !ok:
		case strings.HasPrefix(value, "<array>"):
			in = key
		case in == "ExceptionsList":
			p.Except = append(p.Except, value)
		case in == "":
			values[key] = value
		}
	}
	if values["HTTPSEnable"] == "1" {
		p.Server = hostPort(values["HTTPSProxy"], values["HTTPSPort"])
	}
	p.Script = values["ProxyAutoConfigEnable"] == "1" || values["ProxyAutoDiscoveryEnable"] == "1" && p.Server == ""
	return p
}

// parseInternetOptions reads the values of Windows: server is "host:port", or
// "http=host:port;https=host:port"; override are exceptions, with "<local>" for
// names without a dot, of which AWS has none.
func parseInternetOptions(enabled bool, server, override, script string) (p SystemProxy) {
	p.Script = script != ""
	if !enabled {
		return p
	}
	for part := range strings.SplitSeq(server, ";") {
		scheme, address, named := strings.Cut(strings.TrimSpace(part), "=")
		switch {
		case !named && p.Server == "":
			p.Server = scheme
		case named && strings.EqualFold(scheme, "https"):
			p.Server = address
		}
	}
	p.Server = strings.TrimPrefix(p.Server, "http://")
	p.Except = slices.DeleteFunc(strings.Split(override, ";"), func(e string) bool { return e == "" || e == "<local>" })
	return p
}

// hostPort is "host:port"; "" where one of them cannot be.
func hostPort(host, port string) string {
	if n, err := strconv.Atoi(port); host == "" || err != nil || n < 1 || n > 65535 {
		return ""
	}
	return net.JoinHostPort(strings.Trim(host, "[]"), port)
}
