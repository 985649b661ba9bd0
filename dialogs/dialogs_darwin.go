package dialogs

import "os/exec"

// osascript may open its dialog behind the windows of other programs: dlgs
// does not activate it, and doing so from outside needs a Mac to try it on.

func titleText(s string) string   { return appleScriptText(s) }
func entryText(s string) string   { return appleScriptText(s) }
func messageText(s string) string { return appleScriptText(s) }

func listLabels(items []string) []string {
	labels := make([]string, len(items))
	for i, item := range items {
		labels[i] = appleScriptText(item)
	}
	return uniqueLabels(labels)
}

func program() string { return "osascript" }

func missing() string {
	if _, err := exec.LookPath(program()); err != nil {
		return noProgram
	}
	return ""
}

func prepareEnv() {}
