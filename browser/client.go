package browser

import "strings"

// clientBrowser is a browser as Windows lists it: the name of its key below
// Clients\StartMenuInternet, the name that a person sees, and its command.
func clientBrowser(key, name, command string) (b Browser, ok bool) {
	program := strings.TrimSpace(command)
	if quoted, isQuoted := strings.CutPrefix(program, `"`); isQuoted {
		program, _, _ = strings.Cut(quoted, `"`)
	}
	if !goodName(name) {
		name = key
	}
	b = Browser{Name: name, plain: []string{program, urlPlace}, with: []string{program, optionsPlace, urlPlace}}
	for i := range brands {
		if k := brands[i].key; k != "" && strings.HasPrefix(strings.ToLower(key), strings.ToLower(k)) {
			b.brand = &brands[i]
		}
	}
	return b, program != "" && goodName(name)
}
