package command

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode"

	"halfday/roles"
	"halfday/text"
)

func TestEscapeControls(t *testing.T) {
	for in, want := range map[string]string{
		"\"a\"\n":           "\"a\"\n",
		`"日本 é 😀"`:          `"日本 é 😀"`,
		"\"\u009b31m\"":     `"\u009b31m"`,
		"\"\u202ex\u200b\"": `"\u202ex\u200b"`,
		"\"\x7f\"":          `"\u007f"`,
		"\"\U000e0001\"":    `"\udb40\udc01"`,
		`"\\` + "\u202e\"":  `"\\\u202e"`,
	} {
		if got := string(escapeControls([]byte(in))); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// No field of the list of roles brings a control or format character to a
// terminal, and a program that reads it gets what the file said.
func FuzzPrintJSON(f *testing.F) {
	for _, s := range []string{"prod", "a\u009b31mb", "x\u202ey", "\x1b[0m", "\x7f", "\U000e0041", "\xff", `\u202e`, "\u2028"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		role := roles.Role{Profile: s, RoleARN: s, Account: s, Partition: s, Region: s, SourceProfile: s,
			MFASerial: s, ExternalID: s, RoleSessionName: s, Chain: []string{s}}
		role.Problem = roles.Problem{Kind: roles.ProblemSourceMissing, Profile: s, Detail: s}
		var out bytes.Buffer
		if err := printJSON(&out, roles.Listing{Roles: []roles.Role{role}}, text.English()); err != nil {
			t.Fatal(err)
		}
		for _, r := range out.String() {
			if r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf) {
				t.Errorf("%q came out raw: %q", r, out.String())
			}
		}
		var back []roleJSON
		if err := json.Unmarshal(out.Bytes(), &back); err != nil || len(back) != 1 {
			t.Fatalf("%v: %q", err, out.String())
		}
		if want := string(bytes.ToValidUTF8([]byte(s), []byte("\ufffd"))); back[0].Chain[0] != back[0].Profile || len(s) == len(want) && back[0].Profile != want {
			t.Errorf("got %q, want %q", back[0].Profile, want)
		}
	})
}
