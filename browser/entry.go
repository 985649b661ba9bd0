package browser

import (
	"errors"
	"slices"
	"strings"
)

// browserEntry is a desktop entry of a browser.
type browserEntry struct {
	id      string // name of its file without .desktop
	name    string
	tryExec string
	argv    []string // with {options} and {url}
}

// readBrowserEntry reads a desktop entry; ok tells whether it is that of a
// browser that a person would choose.
func readBrowserEntry(id, content string) (e browserEntry, ok bool) {
	values := entryValues(content)
	types := strings.Split(values["MimeType"], ";")
	if values["Type"] != "Application" || values["Hidden"] == "true" || values["NoDisplay"] == "true" ||
		values["Terminal"] == "true" || !slices.Contains(types, "x-scheme-handler/https") {
		return e, false
	}
	argv, err := splitExec(unescapeEntry(values["Exec"]))
	if err != nil || strings.Contains(argv[0], urlPlace) {
		return e, false
	}
	e = browserEntry{id, unescapeEntry(values["Name"]), unescapeEntry(values["TryExec"]), argv}
	return e, goodName(e.name)
}

// entryValues are the keys of a desktop entry's main group.
func entryValues(content string) map[string]string { return groupValues(content, "Desktop Entry") }

// groupValues are the keys of a group in a file of that form.
func groupValues(content, group string) map[string]string {
	values, inside := map[string]string{}, false
	for line := range strings.Lines(content) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			inside = line == "["+group+"]"
		} else if key, value, ok := strings.Cut(line, "="); ok && inside && !strings.HasPrefix(key, "#") {
			values[strings.TrimSpace(key)] = strings.TrimSpace(value)
		}
	}
	return values
}

// unescapeEntry undoes the escapes of a value of type string.
func unescapeEntry(s string) string {
	return entryUnescaper.Replace(s)
}

var entryUnescaper = strings.NewReplacer(`\\`, `\`, `\s`, " ", `\n`, "\n", `\t`, "\t", `\r`, "\r")

// splitExec splits the value of Exec by the desktop entry specification and
// puts {options} and {url} where an address belongs.
func splitExec(line string) ([]string, error) {
	var argv []string
	var word strings.Builder
	inWord, quoted, escaped := false, false, false
	end := func() {
		if inWord {
			argv = append(argv, word.String())
			word.Reset()
			inWord = false
		}
	}
	for _, r := range line {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case quoted && r == '\\':
			escaped = true
		case r == '"':
			quoted = !quoted
			inWord = true
		case !quoted && (r == ' ' || r == '\t' || r == '\n'):
			end()
		default:
			inWord = true
			word.WriteRune(r)
		}
	}
	end()
	if quoted || len(argv) == 0 || argv[0] == "" {
		return nil, errors.New("not a command")
	}
	return placeAddress(argv), nil
}

// placeAddress replaces the field codes of an Exec line.
func placeAddress(argv []string) []string {
	placed := make([]string, 0, len(argv)+2)
	where := -1
	for _, a := range argv {
		switch a {
		case "%u", "%U", "%f", "%F":
			if where < 0 {
				where = len(placed)
				placed = append(placed, urlPlace)
			}
			continue
		}
		plain, address := expandCodes(a)
		if plain == "" && a != "" {
			continue // %i, %c, %k and the like
		}
		if address && where < 0 {
			where = len(placed)
		}
		placed = append(placed, plain)
	}
	if where < 0 {
		where = len(placed)
		placed = append(placed, urlPlace)
	}
	// Flatpak marks an address by arguments before and after it.
	if where > 0 && strings.HasPrefix(placed[where-1], "@@") {
		where--
	}
	return slices.Insert(placed, max(where, 1), optionsPlace)
}

// expandCodes replaces the field codes inside an argument; address tells
// whether one of them stands for an address.
func expandCodes(a string) (plain string, address bool) {
	var b strings.Builder
	for i := 0; i < len(a); i++ {
		if a[i] != '%' || i+1 == len(a) {
			b.WriteByte(a[i])
			continue
		}
		i++
		switch a[i] {
		case '%':
			b.WriteByte('%')
		case 'u', 'U', 'f', 'F':
			b.WriteString(urlPlace)
			address = true
		}
	}
	return b.String(), address
}

// program is the name of the program that an entry starts, without its folder
// and without the variables that are set for it.
func (e browserEntry) program() string {
	argv := e.argv
	if len(argv) > 1 && baseName(argv[0]) == "env" {
		for argv = argv[1:]; len(argv) > 1 && strings.Contains(argv[0], "="); {
			argv = argv[1:]
		}
	}
	return baseName(argv[0])
}

func baseName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// brand is what is known of an entry's browser; nil for nothing.
func (e browserEntry) brand() *brand {
	for i := range brands {
		if slices.Contains(brands[i].entries, e.id) || slices.Contains(brands[i].entries, e.program()) {
			return &brands[i]
		}
	}
	return nil
}

// sandbox is the packaging of an entry: "flatpak", "snap" or "".
func (e browserEntry) sandbox() string {
	switch {
	case e.program() == "flatpak":
		return "flatpak"
	case slices.ContainsFunc(e.argv, func(a string) bool { return strings.HasPrefix(a, "/snap/bin/") }):
		return "snap"
	}
	return ""
}
