package desktop

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

func TestReadMessage(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		kind     string // "" where it is refused
	}{
		{"plain", `{"kind":"here"}` + "\n", "here"},
		{"with a body", `{"kind":"session","body":{"profile":"prod"}}` + "\n", "session"},
		{"two lines: the first counts", `{"kind":"a"}` + "\n" + `{"kind":"b"}` + "\n", "a"},
		{"empty", "", ""},
		{"no kind", "{}\n", ""},
		{"cut off", `{"kind":"here"}`, ""},
		{"not JSON", "here\n", ""},
		{"more than JSON", `{"kind":"here"} x` + "\n", ""},
		{"at the limit", `{"kind":"` + strings.Repeat("x", messageLimit-12) + `"}` + "\n", strings.Repeat("x", messageLimit-12)},
		{"above the limit", `{"kind":"` + strings.Repeat("x", messageLimit-11) + `"}` + "\n", strings.Repeat("x", messageLimit-11)},
		{"far above the limit", strings.Repeat("x", 10*messageLimit), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m, err := readMessage(strings.NewReader(tt.in))
			if (err != nil) != (tt.kind == "") || m.Kind != tt.kind {
				t.Errorf("got kind of %d bytes, error %v; want %d bytes", len(m.Kind), err, len(tt.kind))
			}
		})
	}
}

func TestMessageTooLong(t *testing.T) {
	body, _ := json.Marshal(strings.Repeat("x", messageLimit))
	for _, m := range []Message{{Kind: "x", Body: body}, {}, {Kind: "x", Body: json.RawMessage("{")}} {
		if _, err := m.line(); err == nil {
			t.Errorf("a message of %d bytes, kind %q, was written", len(m.Body), m.Kind)
		}
	}
}

func FuzzReadMessage(f *testing.F) {
	for _, seed := range []string{`{"kind":"here"}` + "\n", `{"kind":"session","body":{"a":[1,2]}}` + "\n", "{}\n", "\n", "", `{"kind":"\u0000"}` + "\n", "[[[[", `{"kind":"x","body":null}` + "\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := readMessage(bytes.NewReader(data))
		if err != nil {
			return
		}
		if m.Kind == "" {
			t.Fatal("a message without a kind")
		}
		line, err := m.line()
		if err != nil {
			return // grown above the limit by escapes
		}
		again, err := readMessage(bytes.NewReader(line))
		if err != nil || again.Kind != m.Kind {
			t.Fatalf("%q came back as %+v, %v", data, again, err)
		}
	})
}
