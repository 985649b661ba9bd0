package desktop

import "strings"

// desktopEntry is an XDG autostart entry.
func desktopEntry(l LoginItem) string {
	return `[Desktop Entry]
Type=Application
Name=` + entryString(l.Name) + `
Exec=` + entryExec(l.Exec) + `
TryExec=` + entryString(l.Exec) + `
Icon=` + entryString(l.ID) + `
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`
}

// entryString is a value of type string, by the desktop entry specification.
func entryString(s string) string {
	s = strings.NewReplacer(`\`, `\\`, "\n", `\n`, "\r", `\r`, "\t", `\t`).Replace(s)
	if strings.HasPrefix(s, " ") {
		s = `\s` + s[1:]
	}
	return s
}

// entryExec is a command of one word. Three rules lie on top of each other:
// the quotes around the word, in which four characters take a backslash; the
// percent sign, which begins a field code; and the escapes of any string.
func entryExec(path string) string {
	quoted := `"` + strings.NewReplacer("`", "\\`", `"`, `\"`, `$`, `\$`, `\`, `\\`, `%`, `%%`).Replace(path) + `"`
	return entryString(quoted)
}

// entryOn tells whether an autostart entry starts anything.
func entryOn(content string) bool {
	on := true
	mapEntry(content, func(key, value string) string {
		switch key {
		case "Hidden":
			on = on && value != "true"
		case "X-GNOME-Autostart-enabled":
			on = on && value != "false"
		}
		return value
	})
	return on
}

// entryWithExec is content with the path of the program replaced and all else
// as it was.
func entryWithExec(content, path string) string {
	return mapEntry(content, func(key, value string) string {
		switch key {
		case "Exec":
			return entryExec(path)
		case "TryExec":
			return entryString(path)
		}
		return value
	})
}

// entryProgram is the program that an autostart entry starts, "" where its Exec
// is not one path as entryExec writes it, or plain.
func entryProgram(content string) string {
	program := ""
	mapEntry(content, func(key, value string) string {
		if key == "Exec" {
			program = firstWord(value)
		}
		return value
	})
	return program
}

// firstWord undoes the rules of entryExec.
func firstWord(exec string) string {
	exec = entryEscapes.Replace(exec)
	if !strings.HasPrefix(exec, `"`) {
		word, _, _ := strings.Cut(exec, " ")
		return strings.ReplaceAll(word, "%%", "%")
	}
	var word strings.Builder
	for i := 1; i < len(exec); i++ {
		switch exec[i] {
		case '"':
			return strings.ReplaceAll(word.String(), "%%", "%")
		case '\\':
			i++
		}
		if i < len(exec) {
			word.WriteByte(exec[i])
		}
	}
	return ""
}

// entryEscapes undoes entryString.
var entryEscapes = strings.NewReplacer(`\\`, `\`, `\s`, " ", `\n`, "\n", `\r`, "\r", `\t`, "\t")

// mapEntry calls f for each key of the main group and returns content with
// the values that f returns. Lines whose value stays are left as they are.
func mapEntry(content string, f func(key, value string) string) string {
	lines := strings.Split(content, "\n")
	inside := false
	for i, line := range lines {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			inside = line == "[Desktop Entry]"
			continue
		}
		key, value, ok := strings.Cut(line, "=")
		if !inside || !ok || strings.HasPrefix(key, "#") {
			continue
		}
		key, value = strings.TrimSpace(key), strings.TrimSpace(value)
		if replaced := f(key, value); replaced != value {
			lines[i] = key + "=" + replaced
		}
	}
	return strings.Join(lines, "\n")
}
