package browser

import (
	"slices"
	"strings"
	"testing"
)

var firefoxHere = Browser{
	ID: "firefox", Name: "Firefox", brand: brands[0],
	plain: []string{"/usr/bin/firefox", urlPlace}, with: []string{"/usr/bin/firefox", optionsPlace, urlPlace},
	profiles: []profile{{"default-release", "default-release"}, {"Work", "Work"}}, containers: []string{"Work", "R&D é"},
}

var chromeHere = Browser{
	ID: "chrome", Name: "Google Chrome", brand: brands[1],
	plain:    []string{"flatpak", "run", "com.google.Chrome", "@@u", urlPlace, "@@"},
	with:     []string{"flatpak", "run", "com.google.Chrome", optionsPlace, "@@u", urlPlace, "@@"},
	profiles: []profile{{"Default", "Person 1"}, {"Profile 1", "Work"}, {"Profile 2", "Profile 1"}, {"Profile 3", "work"}},
}

var otherHere = Browser{ID: "qutebrowser", Name: "qutebrowser", plain: []string{"qutebrowser", urlPlace}, with: []string{"qutebrowser", optionsPlace, urlPlace}}

var browsersHere = []Browser{firefoxHere, chromeHere, otherHere}

func TestChoice(t *testing.T) {
	chrome := func(option string) []string {
		return []string{"flatpak", "run", "com.google.Chrome", option, "@@u", urlPlace, "@@"}
	}
	for _, tt := range []struct {
		text string
		want Choice
		argv []string // nil where there is no such browser
	}{
		{"firefox", Choice{ChoiceBrowser, "firefox", ""}, firefoxHere.plain},
		{" Firefox ", Choice{ChoiceBrowser, "firefox", ""}, firefoxHere.plain},
		{"opera", Choice{ChoiceBrowser, "opera", ""}, nil},
		{"org.mozilla.firefox", Choice{ChoiceBrowser, "org.mozilla.firefox", ""}, nil},
		{"firefox:profile:Work", Choice{ChoiceProfile, "firefox", "Work"}, []string{"/usr/bin/firefox", "-P", "Work", urlPlace}},
		{"firefox:profile:Home", Choice{ChoiceProfile, "firefox", "Home"}, nil},
		{"chrome:profile:Work", Choice{ChoiceProfile, "chrome", "Work"}, chrome("--profile-directory=Profile 1")},
		{"chrome:profile:work", Choice{ChoiceProfile, "chrome", "work"}, chrome("--profile-directory=Profile 3")},
		{"chrome:profile:WORK", Choice{ChoiceProfile, "chrome", "WORK"}, chrome("--profile-directory=Profile 1")},
		{"chrome:profile:Profile 1", Choice{ChoiceProfile, "chrome", "Profile 1"}, chrome("--profile-directory=Profile 1")},
		{"qutebrowser:profile:x", Choice{ChoiceProfile, "qutebrowser", "x"}, nil},
		{"chrome: profile : Person 1", Choice{ChoiceProfile, "chrome", "Person 1"}, chrome("--profile-directory=Default")},
		{"firefox:profile:a:b", Choice{ChoiceProfile, "firefox", "a:b"}, nil},
		{"firefox:container:Work", Choice{ChoiceContainer, "firefox", "Work"}, []string{"/usr/bin/firefox", "ext+container:name=Work&url={url}"}},
		{"firefox:container:R&D é", Choice{ChoiceContainer, "firefox", "R&D é"}, []string{"/usr/bin/firefox", "ext+container:name=R%26D+%C3%A9&url={url}"}},
		{"firefox:container:None", Choice{ChoiceContainer, "firefox", "None"}, nil},
		{"chrome:container:Work", Choice{ChoiceContainer, "chrome", "Work"}, nil},
		{"firefox:private", Choice{ChoicePrivate, "firefox", ""}, []string{"/usr/bin/firefox", "--private-window", urlPlace}},
		{"chrome:private", Choice{ChoicePrivate, "chrome", ""}, chrome("--incognito")},
		{"qutebrowser:private", Choice{ChoicePrivate, "qutebrowser", ""}, nil},
		{"command: prog", Choice{ChoiceCommand, "", "prog"}, []string{"prog", urlPlace}},
		{"command:prog --app={url} 'a b' \"it's\" $HOME ~ `id` \\ x''y \"\"", Choice{ChoiceCommand, "", "prog --app={url} 'a b' \"it's\" $HOME ~ `id` \\ x''y \"\""},
			[]string{"prog", "--app={url}", "a b", "it's", "$HOME", "~", "`id`", "\\", "xy", ""}},
		{`command: "C:\Program Files\x.exe" {url}`, Choice{ChoiceCommand, "", `"C:\Program Files\x.exe" {url}`}, []string{`C:\Program Files\x.exe`, urlPlace}},
	} {
		got, err := parseChoice(tt.text)
		if err != nil || got != tt.want {
			t.Errorf("parseChoice(%q) = %+v, %v, want %+v", tt.text, got, err, tt.want)
			continue
		}
		if again, err := parseChoice(got.String()); err != nil || again != got {
			t.Errorf("%+v prints as %q, which is %+v, %v", got, got, again, err)
		}
		argv, err := got.command(browsersHere)
		if !slices.Equal(argv, tt.argv) || (err == nil) != (tt.argv != nil) {
			t.Errorf("%q: command %q, %v, want %q", tt.text, argv, err, tt.argv)
		}
	}
	for _, text := range []string{"", " ", "default"} {
		c, err := parseChoice(text)
		if err != nil || c != (Choice{}) || c.String() != "default" {
			t.Errorf("parseChoice(%q) = %+v, %v", text, c, err)
		}
		if argv, err := c.command(nil); argv != nil || err != nil {
			t.Errorf("the default is opened by %q, %v", argv, err)
		}
	}
}

func TestChoiceRefuses(t *testing.T) {
	for _, text := range []string{
		"fire fox", "firefox:", "firefox:profile", "firefox:profile:", "firefox:container: ", "firefox:private:x", "firefox:window",
		"default:private", ":private", "フォックス", "a/b", "-x y", "firefox:profile:-P", "firefox:profile:a\x00", "fire\nfox", "\xff",
		"command:", "command: ''", "command: \"open", "command: {url}", "command: x\ty", "firefox:profile:" + strings.Repeat("x", choiceMax),
		"firefox:profile:\u202egnp",
	} {
		if c, err := parseChoice(text); err == nil {
			t.Errorf("parseChoice(%q) = %+v", text, c)
		}
	}
}

func TestOffers(t *testing.T) {
	var got []string
	for _, o := range Offers(browsersHere) {
		got = append(got, o.Choice.String()+" | "+o.Browser+" | "+o.Name)
		if _, err := o.Choice.command(browsersHere); err != nil {
			t.Errorf("%v is offered: %v", o.Choice, err)
		}
	}
	want := []string{
		"firefox | Firefox | ",
		"firefox:profile:default-release | Firefox | default-release",
		"firefox:profile:Work | Firefox | Work",
		"firefox:container:Work | Firefox | Work",
		"firefox:container:R&D é | Firefox | R&D é",
		"firefox:private | Firefox | ",
		"chrome | Google Chrome | ",
		"chrome:profile:Default | Google Chrome | Person 1",
		"chrome:profile:Profile 1 | Google Chrome | Work",
		"chrome:profile:Profile 2 | Google Chrome | Profile 1",
		"chrome:profile:Profile 3 | Google Chrome | work",
		"chrome:private | Google Chrome | ",
		"qutebrowser | qutebrowser | ",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What is chosen for one opening does not change the next.
func TestCommandIsACopy(t *testing.T) {
	for _, text := range []string{"firefox", "firefox:private", "chrome:profile:Work"} {
		c, err := parseChoice(text)
		if err != nil {
			t.Fatal(err)
		}
		first, _ := c.command(browsersHere)
		clear(first)
		if again, _ := c.command(browsersHere); slices.Contains(again, "") {
			t.Errorf("%s: got %q", text, again)
		}
	}
}

func FuzzParseChoice(f *testing.F) {
	for _, s := range []string{"", "default", "firefox", "chrome:profile:Profile 1", "firefox:container:Work", "edge:private",
		"command: prog --x \"{url}\"", "command:'a\"b' c", "command: a''", "x:profile:a:b", "command: \u3000", "command: x\u0085"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		c, err := parseChoice(s)
		if err != nil {
			if c != (Choice{}) {
				t.Fatalf("parseChoice(%q) = %+v with %v", s, c, err)
			}
			return
		}
		if again, err := parseChoice(c.String()); err != nil || again != c {
			t.Fatalf("%q is %+v, prints as %q, which is %+v, %v", s, c, c, again, err)
		}
		argv, err := c.command(browsersHere)
		if err != nil || c.Kind == ChoiceDefault {
			return
		}
		if argv[0] == "" || strings.Contains(argv[0], urlPlace) || !strings.Contains(strings.Join(argv[1:], " "), urlPlace) ||
			slices.Contains(argv, optionsPlace) && c.Kind != ChoiceCommand {
			t.Fatalf("%q is opened by %q", s, argv)
		}
	})
}
