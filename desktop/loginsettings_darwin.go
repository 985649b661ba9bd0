package desktop

import "os/exec"

// The framework's own way opens nothing for a program without a Dock icon.
func openLoginSettings() error {
	return exec.Command("/usr/bin/open", "x-apple.systempreferences:com.apple.LoginItems-Settings.extension").Run()
}
