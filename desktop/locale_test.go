package desktop

import (
	"testing"
	"time"
)

func TestLanguage(t *testing.T) {
	tests := []struct {
		name string
		env  map[string]string
		want string
	}{
		{"messages before lang", map[string]string{"LANG": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"}, "ja_JP.UTF-8"},
		{"all before messages", map[string]string{"LC_ALL": "C", "LC_MESSAGES": "ja_JP.UTF-8"}, "C"},
		{"lang", map[string]string{"LANG": "ja_JP.UTF-8"}, "ja_JP.UTF-8"},
	}
	for _, test := range tests {
		if got := Language(func(n string) string { return test.env[n] }); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestZoneOffset(t *testing.T) {
	for _, tt := range []struct {
		name                     string
		season                   uint32
		bias, standard, daylight int32
		want                     int
	}{
		{"Tokyo", 0, -540, 0, -60, 9 * 3600},
		{"Berlin in winter", 1, -60, 0, -60, 3600},
		{"Berlin in summer", 2, -60, 0, -60, 2 * 3600},
		{"New York in summer", 2, 300, 0, -60, -4 * 3600},
	} {
		if got := zoneOffset(tt.season, tt.bias, tt.standard, tt.daylight); got != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestZoneAt(t *testing.T) {
	start, now := time.FixedZone("start", 3600), time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	if got := zoneAt(start, now, 3600); got != start {
		t.Errorf("at home: %v", got)
	}
	if got := now.In(zoneAt(start, now, 9*3600)).Format("15:04"); got != "21:00" {
		t.Errorf("in Tokyo it is %s", got)
	}
}
