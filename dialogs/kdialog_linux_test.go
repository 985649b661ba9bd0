package dialogs

import (
	"slices"
	"strings"
	"testing"

	"halfday/text"
)

// kdialogOptions are the options that it is given, all of which take a value
// but one (its parser is Qt's: an unknown one ends it with 1, like Cancel).
func kdialogOptions(t *testing.T, args []string) (options map[string]string, rest []string) {
	t.Helper()
	options = map[string]string{}
	for i, a := range args {
		if a == "--" {
			return options, args[i+1:]
		}
		name, value, _ := strings.Cut(a, "=")
		switch name {
		case "--title", "--icon", "--inputbox", "--yesno", "--msgbox", "--error", "--menu", "--default", "--checklist", "--separate-output":
		default:
			t.Errorf("kdialog has no option %q", a)
		}
		options[name] = value
	}
	return options, nil
}

func TestKdialogCall(t *testing.T) {
	for _, c := range []struct {
		ask    Ask
		option string
		text   string
		rest   []string
	}{
		{Ask{Kind: AskEntry, Text: "R&D"}, "--inputbox", "R&&D", nil},
		{Ask{Kind: AskInfo, Text: "R&D <b>"}, "--msgbox", "R&D <\u2060b>", nil},
		{Ask{Kind: AskError, Text: `C:\new`}, "--error", `C:\\new`, nil},
		{Ask{Kind: AskQuestion, Text: "a\nb"}, "--yesno", "a\nb", nil},
		{Ask{Kind: AskList, Text: "R&D", Items: []string{"a", "b"}}, "--menu", "R&D", []string{"0", "a", "1", "b"}},
		{Ask{Kind: AskListMulti, Text: "x", Items: []string{"a"}}, "--checklist", "x", []string{"0", "a", "off"}},
	} {
		c.ask.Title = "--title\nof two lines"
		options, rest := kdialogOptions(t, kdialogCall(c.ask).args)
		if strings.TrimRight(options[c.option], figureSpace) != c.text || !slices.Equal(rest, c.rest) || options["--title"] != "--title of two lines" || options["--icon"] != appID {
			t.Errorf("%s: %q, %q", c.ask.Kind, options, rest)
		}
	}
}

func TestKdialogIsWideEnough(t *testing.T) {
	row := strings.Repeat("r", 40)
	options, _ := kdialogOptions(t, kdialogCall(Ask{Kind: AskList, Text: "Choose.\nOne of", Items: []string{"a", row}}).args)
	first, rest, _ := strings.Cut(options["--menu"], "\n")
	if text.Columns(first) != len(row) || strings.TrimRight(first, figureSpace) != "Choose." || rest != "One of" {
		t.Errorf("got %q", options["--menu"])
	}
	long := strings.Repeat("a line of text\n", 2*mostLines)
	if options, _ := kdialogOptions(t, kdialogCall(Ask{Kind: AskInfo, Text: long}).args); options["--msgbox"] != long {
		t.Errorf("a text that scrolls was broken: %q", options["--msgbox"])
	}
}

func TestKdialogAnswers(t *testing.T) {
	fakeDisplay(t)
	items := []string{"a", "a", "-x", "", "true|false, x"}
	answers := func(script string) {
		t.Setenv("PATH", fakeProgram(t, "kdialog", script)) // no other one
	}
	answers(`echo 4`)
	if got, err := list(t.Context(), items); got != 4 || err != nil {
		t.Errorf("List = %d, %v", got, err)
	}
	answers(`echo 0; echo 2; echo 99; echo x`)
	if got, err := several(t.Context(), items); !slices.Equal(got, []int{0, 2}) || err != nil {
		t.Errorf("ListMulti = %v, %v", got, err)
	}
	answers(`:`)
	if got, err := several(t.Context(), items); len(got) != 0 || err != nil {
		t.Errorf("ListMulti of none = %v, %v", got, err)
	}
}
