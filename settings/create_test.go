package settings

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCreate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "halfday", "settings.toml")
	if err := Create(path); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != template {
		t.Errorf("got %q, %v, want the template", got, err)
	}
	const mine = "language = \"ja\"\n"
	if err := os.WriteFile(path, []byte(mine), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Create(path); err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != mine {
		t.Errorf("got %q, %v, want the file as it was", got, err)
	}
}
