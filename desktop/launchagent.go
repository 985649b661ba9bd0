package desktop

import (
	"encoding/xml"
	"path"
	"strings"
)

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
