// Package command has the subcommands of halfday and wires the other packages
// together by filling their function fields. It imports everything; only main
// imports it.
//
// It must not decide anything about roles, sessions, AWS or menus: such
// decisions belong to the package of that name, where they are tested without
// the rest.
package command

import (
	"fmt"
	"os"
	"runtime/debug"

	"halfday/app"
	"halfday/browser"
	"halfday/desktop"
	"halfday/dialogs"
	"halfday/home"
)

// Exit codes, as documented in the usage text.
const (
	exitOK        = 0
	exitFailed    = 1
	exitConfig    = 2 // usage, or something is set up wrong
	exitCancelled = 3
	exitCode      = 4 // AWS refused the MFA code
	exitDenied    = 5 // AWS denied the role
	exitNetwork   = 6
)

// Run runs the subcommand that args name and returns its exit code. It must be
// called from the main goroutine, once: menus and dialogs need its thread.
func Run(args []string) int {
	desktop.EnterBundle()
	desktop.CompletePath()
	name := ""
	if len(args) > 0 {
		name = args[0]
	}
	// Names that begin with __ are for Halfday's own child processes and for
	// shells.
	switch name {
	case "__dialog", "__open", "__demo-server", "__page", "__updates":
		if byHand(name, os.Stdin) {
			return exitConfig
		}
	case "__complete":
		if byHand(name, os.Stdout) {
			return exitConfig
		}
	}
	switch name {
	case "version":
		fmt.Println("halfday " + versionText())
		return exitOK
	// These read no file of the person's.
	case "__dialog":
		return serveChild(dialogs.ServeChild) // shows one dialog for the tray
	case "__open":
		return serveChild(browser.ServeOpen) // opens one address, and stays as long as the browser's opener does
	case "__demo-server":
		return demoServer(args[1:])
	case "__page":
		return pageChild()
	}
	if problem := home.Check(); problem.Kind != "" {
		complain(systemWords().Problem(problem).String())
		return exitConfig
	}
	switch name {
	case "sign-in":
		return signIn(args[1:])
	case "sign-out":
		return signOut(args[1:])
	case "open":
		return openPage(args[1:])
	case "page":
		return showPage(args[1:])
	case "roles":
		if len(args) > 1 && args[1] == "add" {
			return addRoles(args[2:])
		}
		return listRoles(args[1:])
	case "doctor":
		return runDoctor(args[1:])
	case "completion":
		return completion(args[1:])
	case "login-item":
		return loginItem(args[1:])
	case "help", "-h", "-help", "--help":
		fmt.Print(home.Load().Words.Terminal.Usage)
		return exitOK
	case "__complete":
		return completeWords(args[1:])
	case "__updates":
		if !app.AskUpdates() {
			return exitFailed
		}
		return exitOK
	}
	return runTray(args)
}

// version, commit and date are set by the release build with -ldflags -X.
var version, commit, date string

// versionText is the version for a person: number, commit and date where they are
// known.
func versionText() string {
	v := version
	if v == "" {
		v = "dev"
		if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
			v = info.Main.Version
		}
	}
	if commit != "" {
		v += " (" + commit
		if date != "" {
			v += ", " + date
		}
		v += ")"
	}
	return v
}
