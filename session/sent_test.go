package session

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

func TestCodes(t *testing.T) {
	now := time.Now()
	mine := SentCode{"mfa/me", "123456"}
	var c Codes
	for _, step := range []struct {
		name string
		code SentCode
		at   time.Duration
		want bool
	}{
		{"the first time", mine, 0, true},
		{"at once", mine, 0, false},
		{"another code", SentCode{"mfa/me", "654321"}, time.Second, true},
		{"another device", SentCode{"mfa/other", "123456"}, time.Second, true},
		{"90 s later", mine, 90 * time.Second, false},
		{"a clock that was set back", mine, -80 * time.Second, false},
		{"after that", mine, 91 * time.Second, true},
	} {
		if got := c.Claim(step.code, now.Add(step.at)); got != step.want {
			t.Errorf("%s: got %v, want %v", step.name, got, step.want)
		}
	}
	c.Release(SentCode{"mfa/me", "000000"})
	if c.Claim(mine, now.Add(92*time.Second)) {
		t.Error("giving back one code gave back another")
	}
	c.Release(mine)
	if !c.Claim(mine, now.Add(92*time.Second)) {
		t.Error("a code that did not leave cannot be sent")
	}
}

// What one process remembers another one takes over, by way of a file that
// shows no code.
func TestCodesInAFile(t *testing.T) {
	now := time.Now()
	code := SentCode{"mfa/me", "123456"}
	var first, second Codes
	first.Claim(code, now)
	first.Claim(SentCode{"mfa/me", "654321"}, now.Add(-80*time.Second))
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
	if second.Claim(code, now.Add(20*time.Second)) {
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
		c = append(c, codeMark{At: now})
	}
	if c.Claim(SentCode{"mfa/me", "123456"}, now); len(c) > maxCodes+1 {
		t.Errorf("%d codes are remembered", len(c))
	}
	if c.Claim(SentCode{"mfa/me", "123456"}, now) {
		t.Error("the newest was forgotten")
	}
}
