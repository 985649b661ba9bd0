package app

import (
	"encoding/json"
	"testing"
	"time"

	"halfday/session"
)

func TestDecodeSession(t *testing.T) {
	good := session.Session{Profile: "dev", Expires: time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC)}
	body, err := json.Marshal(good)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := decodeSession(body); err != nil || got.Profile != "dev" || !got.Expires.Equal(good.Expires) {
		t.Errorf("got %+v, %v", got, err)
	}
	for _, bad := range []string{"", "{}", "[]", `{"profile":"dev"}`} {
		if _, err := decodeSession([]byte(bad)); err == nil {
			t.Errorf("%q: got no error", bad)
		}
	}
}
