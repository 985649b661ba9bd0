package desktop

import (
	"errors"
	"strings"
	"unicode/utf16"
)

// runValue is the command line of a Run value: the path in quotes, since it
// may have spaces. Windows takes 260 characters.
func runValue(path string) (string, error) {
	const most = 260
	value := `"` + path + `"`
	switch {
	case strings.Contains(path, `"`):
		return "", errors.New("the program's path has a quote")
	case len(utf16.Encode([]rune(value))) > most:
		return "", errors.New("the program's path is too long for Windows to start it at login")
	}
	return value, nil
}

// runProgram is the path in a Run value as runValue writes it; "" for others.
func runProgram(value string) string {
	path, ok := strings.CutPrefix(value, `"`)
	path, closed := strings.CutSuffix(path, `"`)
	if !ok || !closed || strings.Contains(path, `"`) {
		return ""
	}
	return path
}

// runApproved reads the value by which Windows notes what the person chose
// in the list of start-up apps: an odd first byte is "off", no value "on".
func runApproved(value []byte) bool {
	return len(value) == 0 || value[0]&1 == 0
}

// withoutConsole is the program beside path that opens no console at login,
// which is named with a w, where there is one: path may be the one for
// terminals. PowerShell gives the end of a program's name in capitals.
func withoutConsole(path string, isFile func(string) bool) string {
	const end = ".exe"
	name := path[:max(0, len(path)-len(end))]
	switch {
	case !strings.EqualFold(path[len(name):], end), strings.HasSuffix(strings.ToLower(name), "w"), !isFile(name + "w" + end):
		return path
	}
	return name + "w" + end
}
