package dialogs

import "os/exec"

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

// prepare: osascript takes UTF-8 in any locale.
func prepare() {}

func missing() string {
	if _, err := exec.LookPath(program()); err != nil {
		return noProgram
	}
	return ""
}
