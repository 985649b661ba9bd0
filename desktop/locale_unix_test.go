//go:build unix

package desktop

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

func TestZoneFollowsTheTraveller(t *testing.T) {
	const zones = "/usr/share/zoneinfo"
	file := filepath.Join(t.TempDir(), "localtime")
	noon := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	var z Zone
	if got := z.source.from(file); got != time.Local {
		t.Errorf("without a file: got %v", got)
	}
	for _, zone := range []struct{ name, want string }{
		{"Europe/Berlin", "13:00"}, {"Asia/Tokyo", "21:00"}, {"America/New_York", "07:00"}, {"Asia/Tokyo", "21:00"},
	} {
		target := filepath.Join(zones, zone.name)
		if _, err := os.Stat(target); err != nil {
			t.Skip("no zones here:", err)
		}
		os.Remove(file)
		if err := os.Symlink(target, file); err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if got := noon.In(z.source.from(file)).Format("15:04"); got != zone.want {
				t.Errorf("%s: got %s, want %s", zone.name, got, zone.want)
			}
		}
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("garbage"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := z.source.from(file); got != time.Local {
		t.Errorf("garbage: got %v", got)
	}
	if got := z.In(noon); !got.Equal(noon) {
		t.Errorf("got %v, want the same instant as %v", got, noon)
	}
}
