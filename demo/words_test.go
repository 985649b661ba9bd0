package demo

import (
	"reflect"
	"strings"
	"testing"
)

// Each text is there in each language, and in its own words.
func TestNoWordIsMissing(t *testing.T) {
	en, ja := reflect.ValueOf(english), reflect.ValueOf(japanese)
	for i := range en.NumField() {
		name, e, j := en.Type().Field(i).Name, en.Field(i).String(), ja.Field(i).String()
		if e == "" || j == "" || e == j {
			t.Errorf("%s: %q and %q", name, e, j)
		}
		if strings.Count(e, "{profile}") != strings.Count(j, "{profile}") {
			t.Errorf("%s: {profile} is in one only", name)
		}
	}
}

func TestTheConsoleInJapanese(t *testing.T) {
	r := start(t, Options{Language: "ja"})
	_, a := r.open(r.assume(r.maya(), dev("123456")), "43200")
	for _, want := range []string{`<html lang="ja">`, "<title>atlas-dev | 1111-2222-3333 | Halfday デモコンソール</title>", japanese.Banner, "<dt>リージョン</dt>", "Halfday のメニューで atlas-dev を"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("the page lacks %q:\n%s", want, a.body)
		}
	}
	for _, left := range []string{"{", "Session", "Account"} {
		if body := a.body[strings.Index(a.body, "<body>"):strings.Index(a.body, "<script")]; strings.Contains(body, left) {
			t.Errorf("the page has %q left:\n%s", left, body)
		}
	}
}
