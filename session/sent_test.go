package session

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func claim(c *Codes, s SentCode, now time.Time) bool { return c.Claim(s.Mark(now), now) }

func TestCodes(t *testing.T) {
	// Each way around the change of the salt.
	for _, at := range []int64{30, 150} {
		codesFrom(t, time.Unix(1_800_000_000/180*180+at, 0))
	}
}

func codesFrom(t *testing.T, now time.Time) {
	mine := SentCode{MFASerial: "mfa/me", Code: "123456"}
	var c Codes
	for _, step := range []struct {
		name string
		code SentCode
		at   time.Duration
		want bool
	}{
		{"the first time", mine, 0, true},
		{"at once", mine, 0, false},
		{"another code", SentCode{MFASerial: "mfa/me", Code: "654321"}, time.Second, true},
		{"another device", SentCode{MFASerial: "mfa/other", Code: "123456"}, time.Second, true},
		{"90 s later", mine, 90 * time.Second, false},
		{"a clock that was set back", mine, -80 * time.Second, false},
		{"after that", mine, 91 * time.Second, true},
	} {
		if got := claim(&c, step.code, now.Add(step.at)); got != step.want {
			t.Errorf("%v, %s: got %v, want %v", now, step.name, got, step.want)
		}
	}
	c.Release(SentCode{MFASerial: "mfa/me", Code: "000000"}.Mark(now.Add(92 * time.Second)))
	if claim(&c, mine, now.Add(92*time.Second)) {
		t.Error("giving back one code gave back another")
	}
	c.Release(mine.Mark(now.Add(92 * time.Second)))
	if !claim(&c, mine, now.Add(92*time.Second)) {
		t.Error("a code that did not leave cannot be sent")
	}
}

// What one process remembers another one takes over, by way of a file that
// shows no code.
func TestCodesInAFile(t *testing.T) {
	now := time.Now()
	code := SentCode{MFASerial: "mfa/me", Code: "123456"}
	var first, second Codes
	claim(&first, SentCode{MFASerial: "mfa/me", Code: "654321"}, now.Add(-80*time.Second))
	claim(&first, code, now)
	data, err := json.Marshal(first)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), code.Code) || strings.Contains(string(data), "mfa") {
		t.Errorf("the file shows more than hashes: %s", data)
	}
	var read Codes
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	second.Add(read, now.Add(20*time.Second))
	if claim(&second, code, now.Add(20*time.Second)) {
		t.Error("the code was forgotten on the way")
	}
	if len(second) != 1 {
		t.Errorf("%d codes, want the one that is not too old", len(second))
	}
}

// A program that claims code after code fills no memory.
func TestCodesAreFew(t *testing.T) {
	var c Codes
	now := time.Now()
	for range maxCodes + 10 {
		c = append(c, sentMark{At: now})
	}
	if claim(&c, SentCode{MFASerial: "mfa/me", Code: "123456"}, now); len(c) > maxCodes+1 {
		t.Errorf("%d codes are remembered", len(c))
	}
	if claim(&c, SentCode{MFASerial: "mfa/me", Code: "123456"}, now) {
		t.Error("the newest was forgotten")
	}
}

// What leaves the process for a code does not show it, and differs for each
// device and with time.
func TestMark(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	code := SentCode{MFASerial: "mfa/me", Code: "123456"}
	seen := map[string]bool{}
	for _, m := range []CodeMark{code.Mark(now), code.Mark(now.Add(markEvery)), SentCode{MFASerial: "mfa/other", Code: "123456"}.Mark(now), SentCode{MFASerial: "mfa/me", Code: "654321"}.Mark(now)} {
		if len(m.Now) < 32 || seen[string(m.Now)] {
			t.Errorf("a mark is short, or the same as another: %x", m.Now)
		}
		seen[string(m.Now)] = true
	}
}
