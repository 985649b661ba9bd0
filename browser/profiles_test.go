package browser

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestChromiumProfiles(t *testing.T) {
	for _, tt := range []struct {
		name, data string
		want       []profile
	}{
		{"two", `{"profile":{"info_cache":{"Profile 10":{"name":"Ten"},"Profile 2":{"name":"仕事 & <b>"},"Default":{"name":"Person 1","user_name":"u@example.com"}},"last_used":"Default"},"x":[1]}`,
			[]profile{{"Default", "Person 1"}, {"Profile 2", "仕事 & <b>"}, {"Profile 10", "Ten"}}},
		{"odd names", `{"profile":{"info_cache":{"../evil":{"name":"x"},"a\\b":{"name":"x"},"..":{"name":"x"},"--x":{"name":"x"},"":{"name":"x"},"ok":{"name":"a\nb"},"ok2":{}}}}`,
			[]profile{{"ok", "ok"}, {"ok2", "ok2"}}},
		{"none", `{}`, nil},
		{"another shape", `{"profile":{"info_cache":[1]}}`, nil},
		{"half written", `{"profile":{"info_cache":{"Default":{"na`, nil},
		{"empty", ``, nil},
	} {
		if got := chromiumProfiles([]byte(tt.data)); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
	many := map[string]any{}
	for i := range 1000 {
		many[strings.Repeat("x", i+1)] = map[string]string{"name": "x"}
	}
	data, _ := json.Marshal(map[string]any{"profile": map[string]any{"info_cache": many}})
	if got := chromiumProfiles(data); len(got) != namesMax {
		t.Errorf("%d profiles", len(got))
	}
}

const profilesINI = `[Profile1]
Name=work & play
IsRelative=0
Path=/elsewhere/work
Default=1

[InstallD87011CC1DA22B12]
Default=Profiles/abcd.default-release
Locked=1

[Profile0]
Name=default-release
IsRelative=1
Path=Profiles/abcd.default-release
StoreID=1

[General]
StartWithLastProfile=1
Version=2
`

func TestFirefoxProfiles(t *testing.T) {
	work, release := profile{"work & play", "work & play"}, profile{"default-release", "default-release"}
	for _, tt := range []struct {
		name, data, standard string
		want                 []profile
	}{
		{"as Firefox writes it", profilesINI, "Profiles/abcd.default-release", []profile{work, release}},
		{"CRLF", strings.ReplaceAll(profilesINI, "\n", "\r\n"), "Profiles/abcd.default-release", []profile{work, release}},
		{"two installations", profilesINI + "[InstallFF]\nDefault=Profiles/other\n", "/elsewhere/work", []profile{work, release}},
		{"before Firefox 67", "[Profile0]\nName=default\nIsRelative=1\nPath=x.default\n", "x.default", []profile{{"default", "default"}}},
		{"odd names", "[Profile0]\nName=-P\nPath=a\n[Profile1]\nName=\nPath=b\n[Profile2]\nPath=c\n[ProfileX]\nName=d\n[Profile3\nName=e\nx\n=\n", "", nil},
		{"empty", "", "", nil},
		{"no section", "Name=x\n", "", nil},
	} {
		got, standard := firefoxProfiles([]byte(tt.data))
		if !slices.Equal(got, tt.want) || standard != tt.standard {
			t.Errorf("%s: got %q and %q, want %q and %q", tt.name, got, standard, tt.want, tt.standard)
		}
	}
	elsewhere := filepath.ToSlash(filepath.Join(t.TempDir(), "elsewhere"))
	for path, want := range map[string]string{"": "", "Profiles/x": "/firefox/Profiles/x", elsewhere: elsewhere} {
		if got := filepath.ToSlash(firefoxDir("/firefox", path)); got != want {
			t.Errorf("%q is %q, want %q", path, got, want)
		}
	}
}

const containersJSON = `{"version":5,"lastUserContextId":7,"identities":[
{"icon":"fingerprint","color":"blue","l10nId":"user-context-personal","public":true,"userContextId":1},
{"icon":"briefcase","color":"orange","l10nID":"userContextWork.label","accessKey":"userContextWork.accesskey","public":true,"userContextId":2},
{"icon":"dollar","color":"green","l10nId":"user-context-banking","name":"Bank & Co","public":true,"userContextId":3},
{"public":false,"icon":"","color":"","name":"userContextIdInternal.thumbnail","accessKey":"","userContextId":5},
{"userContextId":6,"public":true,"icon":"circle","color":"red","name":"本番"},
{"userContextId":7,"public":true,"name":"a\nb"},
{"userContextId":8,"public":true,"name":"本番"},
{"userContextId":9,"public":true}
]}`

func TestFirefoxContainers(t *testing.T) {
	want := []string{"Personal", "Work", "Bank & Co", "本番"}
	if got := firefoxContainers([]byte(containersJSON)); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, data := range []string{"", "{}", "[]", containersJSON[:200], `{"identities":{}}`} {
		if got := firefoxContainers([]byte(data)); got != nil {
			t.Errorf("%q gives %q", data, got)
		}
	}
}

const handlersJSON = `{"schemes":{"ext+container":{"action":2,"handlers":[{"name":"x","uriTemplate":"moz-extension://x/opener.html#%s"}]}}}`

func TestOpensContainers(t *testing.T) {
	for data, want := range map[string]bool{
		`{"schemaVersion":36,"addons":[{"id":"x","active":true},{"id":"{f069aec0-43c5-4bbf-b6b4-df95c4326b98}","active":true}]}`: true,
		`{"addons":[{"id":"{f069aec0-43c5-4bbf-b6b4-df95c4326b98}","active":false}]}`:                                            false,
		`{"addons":[{"id":"x","active":true}]}`:                                                                                  false,
		`{"addons":1}`:                                                                                                           false,
		``:                                                                                                                       false,
	} {
		if got := opensContainers([]byte(data), []byte(handlersJSON)); got != want {
			t.Errorf("%s: got %v", data, got)
		}
	}
	on := []byte(`{"addons":[{"id":"` + containerExtension + `","active":true}]}`)
	for _, handlers := range []string{"", "{}", `{"schemes":{"ext+container":{"action":2}}}`, `{"schemes":{"mailto":{"handlers":[null]}}}`} {
		if opensContainers(on, []byte(handlers)) {
			t.Errorf("%q knows the scheme", handlers)
		}
	}
}

func FuzzBrowserFiles(f *testing.F) {
	for _, s := range []string{profilesINI, containersJSON, `{"profile":{"info_cache":{"Default":{"name":"x"}}}}`, "[Profile0]\nName=a\nPath=b\n[Install1]\nDefault=b"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		names := firefoxContainers(data)
		profiles, _ := firefoxProfiles(data)
		for _, p := range append(profiles, chromiumProfiles(data)...) {
			names = append(names, p.dir, p.name)
		}
		for _, name := range names {
			if c, err := parseChoice("x:profile:" + name); err != nil || c.Name != name {
				t.Fatalf("%q cannot be chosen: %+v, %v", name, c, err)
			}
		}
		opensContainers(data, data)
	})
}
