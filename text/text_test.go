package text

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

var languages = []Words{English(), Japanese()}

// allKinds are those that Words.Problem has words for, and those of warnings.
func allKinds() []string { return slices.Concat(kinds, warningKinds) }

func TestFor(t *testing.T) {
	tests := map[string]string{
		"": "en", "C": "en", "POSIX": "en", "C.UTF-8": "en", "en_GB.UTF-8": "en", "de_DE.UTF-8": "en", "jam": "en",
		"ja": "ja", "JA": "ja", "ja-JP": "ja", "ja_JP.UTF-8": "ja", "ja_JP@x": "ja", "de:ja:en": "ja", "en:ja": "en", ":::": "en",
	}
	for lang, want := range tests {
		if got := For(lang).Language; got != want {
			t.Errorf("For(%q): got %s, want %s", lang, got, want)
		}
	}
}

func TestDuration(t *testing.T) {
	tests := []struct {
		d      time.Duration
		en, ja string
	}{
		{11*time.Hour + 41*time.Minute + time.Second, "11 h 42 min", "11時間42分"},
		{54 * time.Minute, "54 min", "54分"},
		{53*time.Minute + time.Nanosecond, "54 min", "54分"},
		{time.Hour, "1 h", "1時間"},
		{59*time.Minute + time.Second, "1 h", "1時間"},
		{12 * time.Hour, "12 h", "12時間"},
		{11*time.Hour + 59*time.Minute + 30*time.Second, "12 h", "12時間"},
		{61 * time.Second, "2 min", "2分"},
		{time.Minute, "1 min", "1分"},
		{59 * time.Second, "less than a minute", "1分未満"},
		{0, "less than a minute", "1分未満"},
		{-time.Hour, "less than a minute", "1分未満"},
		{1<<63 - 1, "2562047 h 48 min", "2562047時間48分"},
	}
	for _, test := range tests {
		if got := English().Duration(test.d); got != test.en {
			t.Errorf("%v: got %q, want %q", test.d, got, test.en)
		}
		if got := Japanese().Duration(test.d); got != test.ja {
			t.Errorf("%v: got %q, want %q", test.d, got, test.ja)
		}
	}
}

func TestClock(t *testing.T) {
	zone := time.FixedZone("+9", 9*3600)
	at := time.Date(2026, 11, 22, 18, 2, 0, 0, zone)
	tests := []struct {
		now    time.Time
		en, ja string
	}{
		{at.Add(-time.Hour), "18:02", "18:02"},
		{at.Add(-time.Hour).UTC(), "18:02", "18:02"},
		{at.Add(6 * time.Hour), "18:02 yesterday", "昨日 18:02"},
		{at.Add(-19 * time.Hour), "18:02 tomorrow", "明日 18:02"},
		{at.Add(48 * time.Hour), "18:02 on 22 November", "11月22日 18:02"},
	}
	for _, test := range tests {
		if got := en.clock(at, test.now); got != test.en {
			t.Errorf("at %v: got %q, want %q", test.now, got, test.en)
		}
		if got := ja.clock(at, test.now); got != test.ja {
			t.Errorf("at %v: got %q, want %q", test.now, got, test.ja)
		}
	}
}

// The words that tests and people look for.
func TestPromisedWords(t *testing.T) {
	en, ja := English(), Japanese()
	now := time.Date(2026, 11, 22, 18, 30, 0, 0, time.UTC)
	tests := []struct{ got, want string }{
		{en.Menu.Session("prod-admin", 11*time.Hour+42*time.Minute), "prod-admin   11 h 42 min"},
		{en.Menu.Ended("prod-admin", now.Add(-28*time.Minute), now), "prod-admin: ended 18:02, sign in again"},
		{ja.Menu.Ended("prod-admin", now.Add(-28*time.Minute), now), "prod-admin: 18:02 に終了、もう一度サインイン"},
		{en.Menu.BrokenRole("prod-admin", Problem{Kind: "source_missing"}), "prod-admin (source profile missing)"},
		{en.Menu.Warnings(1), "1 line of the AWS files was passed over"},
		{en.Menu.Warnings(2), "2 lines of the AWS files were passed over"},
		{en.Menu.Unsaved("prod"), "prod (will be forgotten on restart)"},
		{en.Menu.Tooltip("", 0, 0), "Halfday"},
		{en.Menu.Tooltip("prod", time.Hour, 2), "Halfday: prod, 1 h (and 2 more)"},
		{en.Dialog.CodeTitle("prod-admin", "111122223333"), "MFA code: prod-admin (1111-2222-3333)"},
		{ja.Dialog.CodeTitle("prod-admin", ""), "MFA コード: prod-admin"},
		{en.Reminder.Ending([]string{"a", "b"}, 15*time.Minute).What, "The console sessions of a and b end in 15\u00a0min."},
		{en.Reminder.Ending([]string{"a", "b", "c", "d", "e"}, time.Minute).What, "The console sessions of a, b, c and 2 more end in 1\u00a0min."},
		{en.Reminder.Ended([]string{"a"}, now.Add(-28*time.Minute), now).What, "The console session of a ended at 18:02."},
		{ja.Reminder.Ending([]string{"a", "b"}, 15*time.Minute).What, "a、b のコンソールセッションは、あと15分で終了します。"},
		{en.Problem(Problem{Kind: "code_rejected"}).String(), "AWS did not accept this code. Each code works once: wait for the next one."},
		{en.Problem(Problem{Kind: "code_reused", Wait: 11500 * time.Millisecond}).Do, "Each code works once: wait 12 s for the next one."},
		{ja.Problem(Problem{Kind: "code_reused"}).String(), "このコードはすでに AWS に送信されています。コードは1回しか使えません。次のコードをお待ちください。"},
		{en.Problem(Problem{Kind: "clock_skew", Skew: -7*time.Minute - time.Second}).What, "The clock of this computer is 7 min behind AWS."},
		{en.Problem(Problem{Kind: "duration_role_max", Wanted: 12 * time.Hour}).What, "This role allows less than the 12 h that the profile asks for."},
		{en.Problem(Problem{Kind: "access_denied", Role: "x", Causes: []string{"source_ip", "what", "external_id"}}).Do,
			"AWS does not say why. Check, likeliest first:\n(1) you are on the network that the role requires, such as the VPN\n(2) external_id is the one that the role expects"},
		{en.Problem(Problem{Kind: "sso_expired", Profile: "dev"}).Do, "Run aws sso login --profile dev in a terminal, then try again."},
		{en.Problem(Problem{Kind: "sso_expired", Profile: "a$(b)"}).Do, "Run aws sso login in a terminal, then try again."},
		{en.Menu.Warning("line_ignored", "/home/x/.aws/config", 7), "/home/x/.aws/config, line 7: this line means nothing"},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

// Windows cuts the prompt of a dialog after about 30 characters, and window
// lists show little more of a title.
func TestDialogsAreShort(t *testing.T) {
	for _, w := range languages {
		first := func(s string) string { line, _, _ := strings.Cut(s, "\n"); return line }
		for _, s := range []string{
			first(w.Dialog.CodeText("prod-admin", "111122223333", "phone", w.Lasts(time.Hour, ""))), first(w.Dialog.CodeAgain("code_rejected", 0)),
			first(w.Dialog.CodeAgain("code_reused", 0)), first(w.Dialog.CodeAgain("code_format", 0)),
		} {
			if n := len([]rune(s)); n > 30 {
				t.Errorf("%s: %q has %d characters, want at most 30", w.Language, s, n)
			}
		}
		for _, kind := range allKinds() {
			if m := w.Problem(Problem{Kind: kind}); len([]rune(m.Title)) > 32 {
				t.Errorf("%s: the title %q of %s is long", w.Language, m.Title, kind)
			}
		}
		if title := w.Dialog.CodeTitle("prod", "1"); !strings.Contains(title, "MFA") {
			t.Errorf("%s: the title %q does not say MFA", w.Language, title)
		}
	}
}

func TestEveryKindHasWords(t *testing.T) {
	if all := allKinds(); len(slices.Compact(slices.Sorted(slices.Values(all)))) != len(all) {
		t.Error("a kind is listed twice")
	}
	full := Problem{
		Role: "prod-admin", Profile: "base", Account: "111122223333", Device: "phone", Host: "sts.example", Region: "eu-west-1",
		Program: "keys.sh", Detail: "detail", Status: 3, Wait: time.Second, Skew: time.Minute, Limit: time.Hour, Wanted: 12 * time.Hour,
	}
	for _, w := range languages {
		general := w.Problem(Problem{Kind: "quite_unknown"})
		if !strings.Contains(general.String(), "quite_unknown") {
			t.Errorf("%s: the text about an unknown kind does not name it: %q", w.Language, general)
		}
		for _, kind := range allKinds() {
			for _, p := range []Problem{{}, full} {
				p.Kind = kind
				m := w.Problem(p)
				if m.Title == "" || m.What == "" || m.Do == "" && !strings.HasPrefix(kind, "cancel") {
					t.Errorf("%s: %s: something is missing in %+v", w.Language, kind, m)
				}
				if m.Title == general.Title {
					t.Errorf("%s: %s: has the words of an unknown kind", w.Language, kind)
				}
				for _, s := range []string{m.Title, m.What, m.Do, w.Menu.BrokenRole("x", p)} {
					checkText(t, w.Language+" "+kind, s)
					if left := strings.ReplaceAll(s, "PROGRAM {url}", ""); strings.ContainsAny(left, "{$}") || strings.Contains(strings.ReplaceAll(left, "~/", ""), "~") {
						t.Errorf("%s: %s: the template is not complete: %q", w.Language, kind, s)
					}
				}
			}
		}
	}
	for name, got := range map[string]int{
		"English": len(en.kinds) + len(en.warnings), "Japanese": len(ja.kinds) + len(ja.warnings),
	} {
		if want := len(allKinds()); got != want {
			t.Errorf("%s has texts for %d kinds, of which are listed %d", name, got, want)
		}
	}
}

// The templates of both languages are of the same things.
func TestTemplatesAgree(t *testing.T) {
	for what, of := range map[string]func(w *language) map[string]string{
		"lasts":    func(w *language) map[string]string { return w.lasts },
		"phases":   func(w *language) map[string]string { return w.phases },
		"reasons":  func(w *language) map[string]string { return w.reasons },
		"warnings": func(w *language) map[string]string { return w.warnings },
		"causes":   func(w *language) map[string]string { return w.causes },
		"phrases":  func(w *language) map[string]string { return w.phrases },
	} {
		inEN, inJA := slices.Sorted(maps.Keys(of(en))), slices.Sorted(maps.Keys(of(ja)))
		if !slices.Equal(inEN, inJA) {
			t.Errorf("%s: English has %q, Japanese %q", what, inEN, inJA)
		}
	}
}

// checkText looks for what no text may hold: verbs of fmt, holes, Go.
func checkText(t *testing.T, where, s string) {
	t.Helper()
	if strings.TrimSpace(s) != s && !strings.HasSuffix(s, ": ") && !strings.HasSuffix(s, "\n") {
		t.Errorf("%s: spaces around %q", where, s)
	}
	for _, bad := range []string{"%!", "%s", "%d", "%q", "{{", "  (", "()", " .", " ,", "..", "nil", "  ", " 。", " 、", "。。"} {
		if strings.Contains(s, bad) && (bad != "  " || !strings.Contains(s, "\n") && !strings.Contains(s, "   ")) {
			t.Errorf("%s: %q in %q", where, bad, s)
		}
	}
}

// visit calls every function of the words with sample arguments and gives each
// text to see.
func visit(w Words, sample string, see func(path, s string)) {
	samples := map[reflect.Type]reflect.Value{}
	for _, v := range []any{
		sample, true, 54 * time.Minute, time.Date(2026, 11, 22, 18, 2, 0, 0, time.UTC), 7, []string{sample, sample},
		Problem{Kind: "config", Role: sample, Profile: sample, Device: sample, Program: sample, Detail: sample, Host: sample, Account: sample, Region: sample},
		Message{"Title", "What.", "Do."},
	} {
		samples[reflect.TypeOf(v)] = reflect.ValueOf(v)
	}
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			see(path, v.String())
		case reflect.Struct:
			for i := range v.NumField() {
				walk(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		case reflect.Slice:
			if v.Len() == 0 {
				see(path, "")
			}
			for i := range v.Len() {
				walk(fmt.Sprintf("%s[%d]", path, i), v.Index(i))
			}
		case reflect.Func:
			if v.IsNil() {
				see(path, "")
				return
			}
			var args []reflect.Value
			for i := range v.Type().NumIn() {
				args = append(args, samples[v.Type().In(i)])
			}
			for _, out := range v.Call(args) {
				walk(path+"()", out)
			}
		default:
			see(path, "")
		}
	}
	walk(w.Language, reflect.ValueOf(w))
}

func TestNoTextIsMissing(t *testing.T) {
	english := map[string]string{}
	visit(English(), "prod-admin", func(path, s string) { english[path[2:]] = s })
	same := []string{".Menu.Title", ".Menu.Tooltip", ".Buttons.OK"}
	for _, w := range languages {
		visit(w, "prod-admin", func(path, s string) {
			if s == "" {
				t.Errorf("%s: empty", path)
			}
			checkText(t, path, s)
			if w.Language != "en" && s == english[path[2:]] &&
				!slices.ContainsFunc(same, func(p string) bool { return strings.HasPrefix(path[2:], p) }) {
				t.Errorf("%s: not translated: %q", path, s)
			}
		})
	}
}

// A text that is missing is found, whatever sort of field it has: string,
// function, list or message.
func TestMissingTextIsFound(t *testing.T) {
	n := 0
	var plant func(w *Words, path string, v reflect.Value)
	plant = func(w *Words, path string, v reflect.Value) {
		for i := range v.NumField() {
			f, at := v.Field(i), path+"."+v.Type().Field(i).Name
			if f.Kind() == reflect.Struct {
				plant(w, at, f)
			}
			saved := reflect.New(f.Type()).Elem()
			saved.Set(f)
			f.SetZero()
			found := false
			visit(*w, "prod-admin", func(path, s string) { found = found || s == "" && strings.Contains(path, at[1:]) })
			if !found {
				t.Errorf("%s is missing, and nobody sees it", at)
			}
			f.Set(saved)
			n++
		}
	}
	w := English()
	plant(&w, "", reflect.ValueOf(&w).Elem())
	if n < 50 {
		t.Errorf("took away %d texts, want at least 50", n)
	}
}

// Nothing that comes from outside reaches a person without Clean.
func TestHostileStringsAreCleaned(t *testing.T) {
	hostile := "a\nb\x1b[31m\u202e\u2066\u200b\xffc\t" + strings.Repeat("x", 10_000)
	for _, w := range languages {
		check := func(path, s string) {
			if strings.Contains(s, "a\nb") || len(s) > 5000 || Clean(strings.ReplaceAll(s, "\n", " "), 1<<20) != strings.ReplaceAll(s, "\n", " ") {
				t.Errorf("%s: %q", path, s)
			}
		}
		visit(w, hostile, check)
		for _, kind := range append(allKinds(), hostile) {
			p := Problem{Kind: kind, Role: hostile, Profile: hostile, Account: hostile, Device: hostile, Host: hostile,
				Region: hostile, Program: hostile, Detail: hostile, Causes: []string{hostile}}
			m := w.Problem(p)
			check(kind, m.Title)
			check(kind, m.What)
			check(kind, m.Do)
			check(kind, w.Menu.BrokenRole(hostile, p))
			check(kind, w.Menu.Warning(kind, hostile, 1))
		}
	}
}

// A notification may be read by anybody who passes by.
func TestRemindersHoldNoIdentifiers(t *testing.T) {
	for _, w := range languages {
		visit(w, "prod-admin", func(path, s string) {
			if strings.HasPrefix(path[2:], ".Reminder") && (strings.Contains(s, "arn:") || strings.Contains(s, "://") ||
				strings.ContainsFunc(s, func(r rune) bool { return unicode.IsDigit(r) && r > '9' })) {
				t.Errorf("%s: %q", path, s)
			}
		})
	}
}

func TestUsageSaysEverything(t *testing.T) {
	for _, w := range languages {
		for _, want := range []string{"halfday sign-in", "halfday roles", "halfday version", "-demo", "login-item on|off|status", "-v", "-remind 15m"} {
			if !strings.Contains(w.Terminal.Usage, want) {
				t.Errorf("%s: the usage lacks %q", w.Language, want)
			}
		}
		for _, want := range []string{"--print-url", "--code-stdin", "--role-arn ARN", "--mfa-serial ARN", "--source-profile NAME", "--region R", "PROFILE", "\n  6  "} {
			if !strings.Contains(w.Terminal.SignInUsage, want) {
				t.Errorf("%s: the usage of sign-in lacks %q", w.Language, want)
			}
		}
		for _, usage := range []string{w.Terminal.Usage, w.Terminal.SignInUsage, w.Terminal.OpenUsage, w.Terminal.PageUsage, w.Terminal.RolesUsage, w.Terminal.DoctorUsage, w.Terminal.CompletionUsage} {
			for line := range strings.Lines(usage) {
				if n := Columns(line); n > 90 {
					t.Errorf("%s: a line of %d columns: %q", w.Language, n, line)
				}
			}
		}
	}
}
