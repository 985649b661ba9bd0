package browser

import "os/exec"

// openFile opens a file in the text editor: ~/.aws/config has no extension,
// and open finds no program for that by itself.
func openFile(path string) error { return exec.Command("open", "-t", path).Run() }
