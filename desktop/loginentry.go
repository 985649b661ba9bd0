package desktop

import (
	"encoding/xml"
	"errors"
	"path"
	"strings"
	"unicode/utf16"

	"halfday/internal/xdg"
)

// mainGroup is the group of a desktop entry that every reader looks at.
const mainGroup = "Desktop Entry"

// desktopEntry is an XDG autostart entry.
func desktopEntry(l LoginItem) string {
	return `[` + mainGroup + `]
Type=Application
Name=` + xdg.Escape(l.Name) + `
Exec=` + xdg.Quote(l.Exec) + `
TryExec=` + xdg.Escape(l.Exec) + `
Icon=` + xdg.Escape(l.ID) + `
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`
}

// entryOn tells whether an autostart entry starts anything.
func entryOn(content string) bool {
	values := xdg.Values(content, mainGroup)
	return values["Hidden"] != "true" && values["X-GNOME-Autostart-enabled"] != "false"
}

// entryProgram is the program that an autostart entry starts, "" where its Exec
// is no command.
func entryProgram(content string) string {
	words, err := xdg.Words(xdg.Values(content, mainGroup)["Exec"])
	if err != nil {
		return ""
	}
	return strings.ReplaceAll(words[0], "%%", "%")
}

// entryWithExec is content with the path of the program replaced and all else
// as it was.
func entryWithExec(content, path string) string {
	ours := map[string]string{"Exec": xdg.Quote(path), "TryExec": xdg.Escape(path)}
	lines := strings.Split(content, "\n")
	inside := false
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			inside = line == "["+mainGroup+"]"
		}
		key, _, ok := strings.Cut(line, "=")
		key = strings.TrimSpace(key)
		if value := ours[key]; inside && ok && value != "" {
			lines[i] = key + "=" + value
		}
	}
	return strings.Join(lines, "\n")
}

var plistEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

// launchAgent is the property list of a LaunchAgent. bundle is the identifier
// of the app's bundle, under whose name macOS then lists it; "" for none.
func launchAgent(l LoginItem, bundle string) string {
	text := func(s string) string { return "<string>" + plistEscaper.Replace(s) + "</string>" }
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	` + text(l.ID) + `
	<key>ProgramArguments</key>
	<array>
		` + text(l.Exec) + `
	</array>
	<key>RunAtLoad</key>
	<true/>
	<key>ProcessType</key>
	<string>Interactive</string>
	<key>LimitLoadToSessionType</key>
	<string>Aqua</string>
`)
	if bundle != "" {
		b.WriteString("	<key>AssociatedBundleIdentifiers</key>\n	" + text(bundle) + "\n")
	}
	b.WriteString("</dict>\n</plist>\n")
	return b.String()
}

// launchAgentProgram is the first of the program's arguments in a property list
// as launchAgent writes it; "" where there is none.
func launchAgentProgram(data []byte) string {
	var list struct {
		Arguments []string `xml:"dict>array>string"`
	}
	if xml.Unmarshal(data, &list) != nil || len(list.Arguments) == 0 {
		return ""
	}
	return list.Arguments[0]
}

func launchAgentPath(home, id string) (string, error) {
	if !path.IsAbs(home) {
		return "", errNoHome
	}
	return path.Join(home, "Library/LaunchAgents", id+".plist"), nil
}

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
