package dialogs

import (
	"cmp"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// useUTF8 makes sure that the dialog program understands UTF-8. zenity refuses
// every text with a letter beyond ASCII where its locale is not a UTF-8 one: in
// the C locale, which a session may start programs with, and also where the
// environment names a locale that nobody has generated on this machine. It
// exits with 255 then.
var useUTF8 = sync.OnceFunc(func() {
	for name, value := range localeFix(os.Getenv, generated(os.Getenv)) {
		os.Setenv(name, value)
	}
})

// localeCategories are the variables beside LC_ALL and LANG that glibc's
// setlocale reads.
var localeCategories = []string{
	"LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES",
	"LC_PAPER", "LC_NAME", "LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION",
}

// localeFix is what has to change in the environment; exists tells whether a
// locale is there. The language of the dialog program's own buttons stays where
// there is one: one missing locale, in whichever category, and the C library
// takes none of the others.
func localeFix(getenv func(string) string, exists func(locale string) bool) map[string]string {
	all, lang := getenv("LC_ALL"), getenv("LANG")
	used := []string{all}
	if all == "" {
		for _, category := range localeCategories {
			used = append(used, cmp.Or(getenv(category), lang))
		}
	}
	for _, locale := range used {
		if !exists(locale) {
			return map[string]string{"LC_ALL": "C.UTF-8"}
		}
	}
	switch ctype := cmp.Or(all, getenv("LC_CTYPE"), lang); {
	case strings.HasSuffix(storedName(ctype), ".utf8"), strings.Contains(storedName(ctype), ".utf8@"):
		return nil
	case all == "":
		return map[string]string{"LC_CTYPE": "C.UTF-8"}
	}
	// LC_ALL beats LC_CTYPE: it becomes LANG, and what it hid stays hidden.
	fix := map[string]string{"LC_ALL": "", "LANG": all}
	for _, category := range localeCategories {
		if getenv(category) != "" {
			fix[category] = ""
		}
	}
	fix["LC_CTYPE"] = "C.UTF-8"
	return fix
}

// storedName is the name that localedef stores a locale under: de_DE.UTF-8
// is de_DE.utf8.
func storedName(locale string) string {
	name, rest, ok := strings.Cut(locale, ".")
	if !ok {
		return locale
	}
	charset, modifier, ok := strings.Cut(rest, "@")
	charset = strings.ReplaceAll(strings.ToLower(charset), "-", "")
	if ok {
		charset += "@" + modifier
	}
	return name + "." + charset
}

// generated tells whether a locale is on this machine, as glibc looks for it:
// in an archive and a folder, and with LOCPATH in folders only. Where there is
// neither, another C library keeps them, and its word is taken.
func generated(getenv func(string) string) func(locale string) bool {
	const folder = "/usr/lib/locale"
	folders := []string{folder}
	archive := cmp.Or(getenv("LOCALE_ARCHIVE"), folder+"/locale-archive") // NixOS names its own
	if path := getenv("LOCPATH"); path != "" {
		folders, archive = append(filepath.SplitList(path), folder), ""
	}
	names := archivedLocales(archive)
	there := func(path ...string) bool {
		_, err := os.Stat(filepath.Join(path...))
		return err == nil
	}
	known := names != nil || slices.ContainsFunc(folders, func(f string) bool { return there(f) })
	return func(locale string) bool {
		stored := storedName(locale)
		switch {
		case !known, stored == "", stored == "C", stored == "POSIX", stored == "C.utf8":
			return true
		case strings.Contains(locale, "/"):
			return false
		case names[stored], names[locale]:
			return true
		}
		return slices.ContainsFunc(folders, func(f string) bool { return there(f, locale, "LC_CTYPE") || there(f, stored, "LC_CTYPE") })
	}
}

const (
	// archiveMagic is the first word of glibc's locale archive, in the byte
	// order of the machine (locale/locarchive.h, AR_MAGIC).
	archiveMagic = 0xde020109
	// maxArchiveNames bounds the table of names, in bytes: all the locales of a
	// distribution come to some 20 KB.
	maxArchiveNames = 1 << 20
)

// archivedLocales are the names in a locale archive; nil for what is none.
// The rest of it, up to 200 MB, is not read.
func archivedLocales(path string) map[string]bool {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil
	}
	// #nosec G304 -- glibc's own file
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	var header struct {
		Magic, Serial                   uint32
		HashOffset, HashUsed, HashSize  uint32
		NamesOffset, NamesUsed, NameMax uint32
	}
	if err := binary.Read(f, binary.NativeEndian, &header); err != nil || header.Magic != archiveMagic || header.NamesUsed > maxArchiveNames {
		return nil
	}
	table := make([]byte, header.NamesUsed)
	if _, err := io.ReadFull(io.NewSectionReader(f, int64(header.NamesOffset), int64(header.NamesUsed)), table); err != nil {
		return nil
	}
	names := map[string]bool{}
	for name := range strings.SplitSeq(string(table), "\x00") {
		names[name] = true
	}
	return names
}
