package notify

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
)

// toastSchema is what Microsoft's pages say of the elements that we use, with
// the values of an attribute where they are listed.
// https://learn.microsoft.com/en-us/uwp/schemas/tiles/toastschema/schema-root
var toastSchema = map[string]struct {
	parent     string
	most       int // of them in their parent
	attributes map[string][]string
	required   []string
	text       bool
}{
	"toast": {attributes: map[string][]string{"launch": nil, "duration": {"long", "short"}, "displayTimestamp": nil,
		"scenario": {"reminder", "alarm", "incomingCall", "urgent"}, "useButtonStyle": {"true", "false"}}, most: 1},
	"visual":  {parent: "toast", most: 1, attributes: map[string][]string{"lang": nil, "baseUri": nil, "addImageQuery": nil}},
	"binding": {parent: "visual", most: 1, attributes: map[string][]string{"template": {"ToastGeneric"}}, required: []string{"template"}},
	"text":    {parent: "binding", most: 3, attributes: map[string][]string{"id": nil, "lang": nil}, text: true},
	"actions": {parent: "toast", most: 1},
	"action": {parent: "actions", most: 5, attributes: map[string][]string{"content": nil, "arguments": nil,
		"activationType": {"foreground", "background", "protocol"}, "placement": {"contextMenu"}},
		required: []string{"content", "arguments"}},
}

// checkToast tells what is wrong with a toast by that schema.
func checkToast(markup string) error {
	d := xml.NewDecoder(strings.NewReader(markup))
	var open []string
	seen := []map[string]int{{}}
	background := false
	scenario := ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			name, parent := e.Name.Local, ""
			if len(open) > 0 {
				parent = open[len(open)-1]
			}
			rule, known := toastSchema[name]
			count := seen[len(seen)-1]
			count[name]++
			switch {
			case !known, rule.parent != parent:
				return errors.New(name + " in " + parent)
			case count[name] > rule.most:
				return errors.New("too many of " + name)
			}
			var has []string
			for _, a := range e.Attr {
				values, allowed := rule.attributes[a.Name.Local]
				if !allowed || values != nil && !slices.Contains(values, a.Value) {
					return errors.New(name + " with " + a.Name.Local + "=" + a.Value)
				}
				has = append(has, a.Name.Local)
				background = background || a.Value == "background"
				if a.Name.Local == "scenario" {
					scenario = a.Value
				}
			}
			for _, r := range rule.required {
				if !slices.Contains(has, r) {
					return errors.New(name + " without " + r)
				}
			}
			open, seen = append(open, name), append(seen, map[string]int{})
		case xml.EndElement:
			open, seen = open[:len(open)-1], seen[:len(seen)-1]
		case xml.CharData:
			if len(open) == 0 || !toastSchema[open[len(open)-1]].text {
				return errors.New("text outside of an element for it")
			}
		default:
			return errors.New("neither element nor text")
		}
	}
	if scenario == "reminder" && !background {
		return errors.New("a reminder without a button that activates in the background is no reminder")
	}
	return nil
}

func TestToastSchema(t *testing.T) {
	buttons := []Button{{"again", "Sign in again"}, {"later", "Later"}, {"open", "Open"}}
	for _, urgent := range []bool{true, false} {
		for n := range len(buttons) + 1 {
			for _, hard := range hardNotifyTexts {
				note := Notification{Key: hard, Title: notifyText(hard), Body: notifyText(hard), Buttons: buttons[:n], Urgent: urgent}
				if err := checkToast(toastXML(note)); err != nil {
					t.Errorf("%d buttons, urgent %v, %q: %v", n, urgent, hard, err)
				}
			}
		}
	}
	for _, bad := range []string{
		`<toast><visual/><visual/></toast>`, `<toast scenario="later"/>`, `<toast x="y"/>`, `<toast><text>t</text></toast>`, `<toast>t</toast>`,
		`<toast scenario="reminder"><actions><action content="a" arguments="b"/></actions></toast>`, `<toast><actions><action content="a"/></actions></toast>`,
	} {
		if checkToast(bad) == nil {
			t.Errorf("taken: %s", bad)
		}
	}
}

// The button that signs in may come to the front; the other one keeps the
// reminder on the screen.
func TestToastActivation(t *testing.T) {
	markup := toastXML(Notification{Key: "k", Title: "t", Urgent: true, Buttons: []Button{{"again", "Again"}, {"later", "Later"}}})
	for _, want := range []string{`activationType="foreground" content="Again"`, `activationType="background" content="Later"`} {
		if !strings.Contains(markup, want) {
			t.Errorf("no %s in %s", want, markup)
		}
	}
}

func TestToastSwitchedOff(t *testing.T) {
	for setting, want := range map[toastSetting]bool{0: false, 1: true, 2: true, 3: true, 4: false} {
		if got := setting.switchedOff(); got != want {
			t.Errorf("%d: got %v, want %v", setting, got, want)
		}
	}
}
