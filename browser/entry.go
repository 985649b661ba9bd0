package browser

import (
	"path"
	"slices"
	"strings"

	"halfday/internal/xdg"
)

// readBrowserEntry reads a desktop entry, without the profiles of its browser;
// tryExec is a further program that has to be there, ok tells whether it is the
// entry of a browser that a person would choose.
func readBrowserEntry(id, content string) (b Browser, tryExec string, ok bool) {
	values := xdg.Values(content, "Desktop Entry")
	types := strings.Split(values["MimeType"], ";")
	if values["Type"] != "Application" || values["Hidden"] == "true" || values["NoDisplay"] == "true" ||
		values["Terminal"] == "true" || !slices.Contains(types, "x-scheme-handler/https") {
		return b, "", false
	}
	words, err := xdg.Words(values["Exec"])
	if err != nil {
		return b, "", false
	}
	argv := placeAddress(words)
	if strings.Contains(argv[0], urlPlace) {
		return b, "", false
	}
	plain := slices.DeleteFunc(slices.Clone(argv), func(a string) bool { return a == optionsPlace })
	b = Browser{ID: id, Name: xdg.Unescape(values["Name"]), entry: id, plain: plain, with: argv}
	if i := slices.IndexFunc(brands, func(known *brand) bool {
		return slices.Contains(known.entries, id) || slices.Contains(known.entries, b.program())
	}); i >= 0 {
		b.brand = brands[i]
	}
	return b, xdg.Unescape(values["TryExec"]), goodName(b.Name)
}

// placeAddress replaces the field codes of an Exec line, and puts {options} and
// {url} where an address belongs.
func placeAddress(argv []string) []string {
	placed := make([]string, 0, len(argv)+2)
	where := -1
	for _, a := range argv {
		plain, address := expandCodes(a)
		switch {
		case plain == "" && a != "": // %i, %c, %k and the like
			continue
		case address && plain == urlPlace && where >= 0: // once is enough
			continue
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

// program is the name of the program that starts the browser, without its folder
// and without the variables that are set for it.
func (b Browser) program() string {
	argv := b.with
	if len(argv) > 1 && path.Base(argv[0]) == "env" {
		for argv = argv[1:]; len(argv) > 1 && strings.Contains(argv[0], "="); {
			argv = argv[1:]
		}
	}
	return path.Base(argv[0])
}

// sandbox is how the browser is packaged: "flatpak", "snap" or "".
func (b Browser) sandbox() string {
	switch {
	case b.program() == "flatpak":
		return "flatpak"
	case slices.ContainsFunc(b.with, func(a string) bool { return strings.HasPrefix(a, "/snap/bin/") }):
		return "snap"
	}
	return ""
}
