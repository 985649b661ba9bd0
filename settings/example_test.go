package settings_test

import (
	"fmt"
	"os"
	"path/filepath"

	"halfday/settings"
)

// A change keeps every other byte of the file; a value that cannot be used
// costs that value only.
func ExampleSet() {
	dir, err := os.MkdirTemp("", "settings")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "settings.toml")
	os.WriteFile(path, []byte("# mine\nsession_length = \"8h\"   # a working day\nremind = \"soon\"\n"), 0o600)
	if err := settings.Set(path, settings.KeyLength, "4h"); err != nil {
		fmt.Println(err)
	}

	file, _ := os.ReadFile(path)
	fmt.Print(string(file))
	s, problems := settings.Read(path)
	fmt.Println(s.Length, s.Remind, len(problems))
	// Output:
	// # mine
	// session_length = "4h"   # a working day
	// remind = "soon"
	// 4h0m0s [15m0s] 1
}
