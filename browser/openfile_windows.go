package browser

import "os/exec"

// openFile opens a file in the text editor: ~/.aws/config has no extension,
// and Windows finds no program for that by itself.
func openFile(path string) error { return exec.Command("notepad.exe", path).Run() }
