package proxy

import (
	"net/http"
	"net/url"
	"slices"
	"testing"
)

func TestParse(t *testing.T) {
	for s, want := range map[string]string{
		"proxy.example:8080":             "http://proxy.example:8080",
		"http://user:pw@proxy.example:1": "http://user:pw@proxy.example:1",
		"https://proxy.example:443/":     "https://proxy.example:443/",
		"socks5://[::1]:1080":            "socks5://[::1]:1080",
		"proxy.example":                  "", "": "", "ftp://proxy.example:21": "", "http://": "", "http://p:1/path": "", "http://p:x": "", "none": "", "p:0": "", "p:65536": "",
	} {
		got, ok := Parse(s)
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("Parse(%q) = %v, %v, want %q", s, got, ok, want)
		}
	}
}

func TestFind(t *testing.T) {
	system := SystemProxy{Server: "system.example:3128", Except: []string{"*.internal.example"}}
	for _, c := range []struct {
		name, env, setting string
		system             SystemProxy
		origin             Origin
		host               string
	}{
		{"nothing", "", "", SystemProxy{}, None, ""},
		{"the environment first", "http://env.example:1", "set.example:2", system, Environment, "env.example:1"},
		{"which need name no port", "http://env.example", "set.example:2", system, Environment, "env.example"},
		{"nor a scheme", "env.example", "none", system, Environment, "env.example"},
		{"then the settings", "", "set.example:2", system, Settings, "set.example:2"},
		{"which may want none", "", "none", system, Settings, ""},
		{"then the system", "", "", system, System, "system.example:3128"},
		{"a script", "", "", SystemProxy{Script: true}, Script, ""},
		{"a script beside a server", "", "", SystemProxy{Server: "s:1", Script: true}, System, "s:1"},
		{"a setting that is none", "", "what?", SystemProxy{}, None, ""},
	} {
		got := Find(func(name string) string {
			if name == "HTTPS_PROXY" {
				return c.env
			}
			return ""
		}, c.setting, func() SystemProxy { return c.system })
		if got.Origin != c.origin || got.Host() != c.host {
			t.Errorf("%s: %q %q, want %q %q", c.name, got.Origin, got.Host(), c.origin, c.host)
		}
	}
}

func TestSkips(t *testing.T) {
	f := Found{except: []string{"*.corp.example", ".lan", "exact.example", "10.0.0.0/8", " Upper.Example ", "169.254/16", "192.168.*", "[::5]"}}
	for host, want := range map[string]bool{
		"sts.amazonaws.com": false, "localhost": true, "127.0.0.1": true, "::1": true, "a.corp.example": true, "corp.example": false,
		"x.lan": true, "exact.example": true, "not.exact.example": false, "10.1.2.3": true, "11.1.2.3": false, "upper.example": true,
		"exact.example.": true, "192.168.1.2": true, "192.169.1.2": false, "::2": false,
	} {
		if got := f.skips(host); got != want {
			t.Errorf("%s: %v, want %v", host, got, want)
		}
	}
	if !(Found{except: []string{"*"}}).skips("any.example") {
		t.Error(`"*" does not except all`)
	}
}

func TestFunc(t *testing.T) {
	set := Func(func(string) string { return "" }, "proxy.example:8080")
	for host, want := range map[string]string{"sts.amazonaws.com": "http://proxy.example:8080", "127.0.0.1:9": ""} {
		got, err := set(&http.Request{URL: &url.URL{Scheme: "https", Host: host}})
		if err != nil || want == "" && got != nil || want != "" && (got == nil || got.String() != want) {
			t.Errorf("%s: %v, %v, want %q", host, got, err, want)
		}
	}
}

const gsettingsManual = `org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1', '*.corp.example']
org.gnome.system.proxy mode 'manual'
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy.http host 'plain.example'
org.gnome.system.proxy.http port 3128
org.gnome.system.proxy.https host 'proxy.example'
org.gnome.system.proxy.https port 8443
`

const scutilManual = `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  ExcludeSimpleHostnames : 0
  HTTPSEnable : 1
  HTTPSPort : 8443
  HTTPSProxy : proxy.example
  ProxyAutoConfigEnable : 0
}
`

func TestSystems(t *testing.T) {
	for name, c := range map[string]struct {
		got    SystemProxy
		server string
		except []string
		script bool
	}{
		"GNOME":          {parseGSettings(gsettingsManual), "proxy.example:8443", []string{"localhost", "127.0.0.0/8", "::1", "*.corp.example"}, false},
		"GNOME, none":    {parseGSettings("org.gnome.system.proxy mode 'none'\norg.gnome.system.proxy.https host 'left.example'\norg.gnome.system.proxy.https port 1\n"), "", nil, false},
		"GNOME, PAC":     {parseGSettings("org.gnome.system.proxy mode 'auto'\n"), "", nil, true},
		"GNOME, no port": {parseGSettings("org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy ignore-hosts @as []\norg.gnome.system.proxy.https host 'p.example'\norg.gnome.system.proxy.https port 0\n"), "", nil, false},
		"GNOME, IPv6":    {parseGSettings("org.gnome.system.proxy mode 'manual'\norg.gnome.system.proxy.https host '2001:db8::1'\norg.gnome.system.proxy.https port 1\n"), "[2001:db8::1]:1", nil, false},
		"macOS":          {parseSCUtil(scutilManual), "proxy.example:8443", []string{"*.local", "169.254/16"}, false},
		"macOS, none":    {parseSCUtil("<dictionary> {\n  HTTPSEnable : 0\n  HTTPSPort : 1\n  HTTPSProxy : left.example\n}\n"), "", nil, false},
		"macOS, PAC":     {parseSCUtil("<dictionary> {\n  ProxyAutoConfigEnable : 1\n  ProxyAutoConfigURLString : http://pac.example/\n}\n"), "", nil, true},
		"Windows":        {parseInternetOptions(true, "proxy.example:8080", "*.corp.example;<local>", ""), "proxy.example:8080", []string{"*.corp.example"}, false},
		"Windows, each":  {parseInternetOptions(true, "http=a.example:1;https=b.example:2", "", ""), "b.example:2", nil, false},
		"Windows, off":   {parseInternetOptions(false, "left.example:1", "", ""), "", nil, false},
		"Windows, PAC":   {parseInternetOptions(false, "", "", "http://pac.example/"), "", nil, true},
		"nothing at all": {parseGSettings(""), "", nil, false},
	} {
		if c.got.Server != c.server || !slices.Equal(c.got.Except, c.except) || c.got.Script != c.script {
			t.Errorf("%s: %+v, want %q %q %v", name, c.got, c.server, c.except, c.script)
		}
	}
}

func FuzzSystems(f *testing.F) {
	f.Add(gsettingsManual)
	f.Add(scutilManual)
	f.Add("a:1;https=b:2")
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range []SystemProxy{parseGSettings(s), parseSCUtil(s), parseInternetOptions(true, s, s, s)} {
			Find(func(string) string { return "" }, "", func() SystemProxy { return p }).skips("sts.amazonaws.com")
		}
	})
}
