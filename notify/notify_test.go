package notify

import (
	"encoding/xml"
	"html"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

var hardNotifyTexts = []string{
	"prod_admin",
	`R&D <Team> "x" 'y'`,
	"]]> <!-- & &amp; &#x41; -->",
	`$(calc.exe) "@` + "\n" + `"@`,
	"--title -e",
	"a\x00b\x1b[31m\u202egpj\u2066",
	"\xff\xfe broken",
	"日本語 😀",
	strings.Repeat("é", 5000),
}

func TestNotifyText(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"plain", "plain"},
		{"two\nlines", "two\nlines"},
		{"a\tb\r\x00\x1b[0m", "a b[0m"},
		{"\u202eabc\u2066d\u200f", "abcd"},
		{"\u2028x\ufffe", " x"},
		{"\xff", "\ufffd"},
		{strings.Repeat("é", notifyRunes), strings.Repeat("é", notifyRunes)},
		{strings.Repeat("é", notifyRunes+1), strings.Repeat("é", notifyRunes) + "…"},
	} {
		if got := notifyText(tt.in); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.in, got, tt.want)
		}
	}
}

// toast is the part of the toast markup that Windows reads from us.
type toast struct {
	XMLName  xml.Name `xml:"toast"`
	Launch   string   `xml:"launch,attr"`
	Scenario string   `xml:"scenario,attr"`
	Texts    []string `xml:"visual>binding>text"`
	Actions  []struct {
		Content   string `xml:"content,attr"`
		Arguments string `xml:"arguments,attr"`
	} `xml:"actions>action"`
}

func readToast(t *testing.T, note Notification) toast {
	t.Helper()
	var got toast
	text := toastXML(note)
	if err := xml.Unmarshal([]byte(text), &got); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return got
}

func TestToastXML(t *testing.T) {
	for _, hard := range hardNotifyTexts {
		note := Notification{Key: hard, Title: notifyText(hard), Body: notifyText(hard), Urgent: true,
			Buttons: []Button{{Key: "again" + hard, Label: notifyText(hard)}, {Key: "later", Label: "Later"}}}
		got := readToast(t, note)
		if want := []string{note.Title, note.Body}; !slices.Equal(got.Texts, want) {
			t.Errorf("texts %q, want %q", got.Texts, want)
		}
		if got.Scenario != "reminder" || len(got.Actions) != 2 || got.Actions[0].Content != note.Buttons[0].Label {
			t.Errorf("got %+v", got)
		}
		for arguments, want := range map[string]string{got.Launch: note.Buttons[0].Key, got.Actions[0].Arguments: note.Buttons[0].Key, got.Actions[1].Arguments: "later"} {
			if key, button, ok := readToastArguments(arguments); !ok || key != note.Key || button != want {
				t.Errorf("%q gives %q, %q, %v", arguments, key, button, ok)
			}
		}
	}
	plain := readToast(t, Notification{Key: "k", Title: "t", Urgent: true})
	if plain.Scenario != "" || len(plain.Texts) != 1 || len(plain.Actions) != 0 {
		t.Errorf("got %+v", plain)
	}
	if _, _, ok := readToastArguments(plain.Launch); ok {
		t.Error("a click on a toast without buttons is a press")
	}
}

func TestReadToastArguments(t *testing.T) {
	for _, arguments := range []string{"", "x", "notification=a", "button=b", "notification=a&button=", "notification=a&button=b&button=c", "%zz"} {
		if key, button, ok := readToastArguments(arguments); ok {
			t.Errorf("%q gives %q, %q", arguments, key, button)
		}
	}
}

func FuzzToastXML(f *testing.F) {
	for _, hard := range hardNotifyTexts {
		f.Add(hard, hard, hard, hard)
	}
	f.Fuzz(func(t *testing.T, key, title, body, label string) {
		note := Notification{Key: key, Title: notifyText(title), Body: notifyText(body), Buttons: []Button{{Key: "b" + key, Label: notifyText(label)}}}
		got := readToast(t, note)
		want := []string{note.Title}
		if note.Body != "" {
			want = append(want, note.Body)
		}
		if !slices.Equal(got.Texts, want) {
			t.Fatalf("texts %q, want %q", got.Texts, want)
		}
		if len(got.Actions) != 1 || got.Actions[0].Content != note.Buttons[0].Label {
			t.Fatalf("got %+v", got)
		}
		if k, b, ok := readToastArguments(got.Actions[0].Arguments); !ok || k != key || b != "b"+key {
			t.Fatalf("%q, %q, %v", k, b, ok)
		}
	})
}

func TestOsascriptNotification(t *testing.T) {
	want, _ := osascriptNotification(Notification{})
	for _, hard := range hardNotifyTexts {
		script, args := osascriptNotification(Notification{Title: hard, Body: hard})
		if script != want {
			t.Errorf("the text got into the script: %q", script)
		}
		if !slices.Equal(args, []string{"-", hard, hard}) {
			t.Errorf("arguments %q", args)
		}
	}
}

func FuzzNotifyText(f *testing.F) {
	for _, hard := range hardNotifyTexts {
		f.Add(hard)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := notifyText(s)
		if !utf8.ValidString(got) || utf8.RuneCountInString(got) > notifyRunes+1 || strings.ContainsAny(got, "\x00\r\x1b\u202e") {
			t.Fatalf("got %q", got)
		}
		if again := notifyText(got); utf8.RuneCountInString(got) <= notifyRunes && again != got {
			t.Fatalf("%q becomes %q", got, again)
		}
		markup := markupEscaper.Replace(got)
		if shown := html.UnescapeString(markup); shown != got || strings.ContainsAny(markup, "<>") {
			t.Fatalf("a service that reads markup shows %q of %q", shown, got)
		}
	})
}
