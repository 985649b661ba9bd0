package dialogs

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// One escaper for each surface. All are pure and none depends on the system it
// is compiled for, so that each is tested everywhere. They keep what a person
// reads as it was written; they do not shorten it.

// wire drops what cannot be handed to a program or a system call: a NUL ends
// an argument, and bytes that are not UTF-8 make zenity refuse all of them.
func wire(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, string(utf8.RuneError)), "\x00", "")
}

var (
	zenityEntryEscaper   = strings.NewReplacer(`\`, `\\`, "_", "__")
	zenityMessageEscaper = strings.NewReplacer(`\`, `\\`, "&", "&amp;", "<", "&lt;", ">", "&gt;")
)

// zenityEntryText escapes the text of zenity --entry: a backslash starts an
// escape, an underscore marks a shortcut key, and markup is not read.
func zenityEntryText(s string) string { return zenityEntryEscaper.Replace(wire(s)) }

// zenityMessageText escapes the text of zenity's message, question and list
// dialogs: a backslash starts an escape, and Pango markup is read. Where the
// markup is broken zenity shows a sentence of its own in place of the text.
func zenityMessageText(s string) string { return zenityMessageEscaper.Replace(wire(s)) }

// kdialogText escapes the text of kdialog's messages and lists: a backslash
// starts an escape, and Qt reads what looks like the beginning of HTML as that. A
// joiner, which is shown as nothing, makes it look like none.
func kdialogText(s string) string { return kdialogEscaper.Replace(wire(s)) }

// kdialogLabel escapes the text of kdialog's entry, where an ampersand marks a
// shortcut key besides.
func kdialogLabel(s string) string { return kdialogLabelEscaper.Replace(wire(s)) }

// joiner is shown as nothing and keeps together what is beside it.
const joiner = "\u2060"

var (
	kdialogEscaper      = strings.NewReplacer(`\`, `\\`, "<", "<"+joiner, "&lt;", "&"+joiner+"lt;")
	kdialogLabelEscaper = strings.NewReplacer(`\`, `\\`, "<", "<"+joiner, "&lt;", "&&"+joiner+"lt;", "&", "&&")
)

// oneLine makes s fit for a title or a list item, which all surfaces show as it
// is, but on one line.
func oneLine(s string) string { return flatten(wire(s), " ") }

// appleScriptText makes s safe for dlgs to put into an AppleScript string:
// dlgs writes a backslash before a line break, which does not compile, and a
// script that does not compile looks like Cancel. Quotes and backslashes are
// escaped by dlgs itself.
func appleScriptText(s string) string { return flatten(wire(s), " — ") }

// plainText makes s fit for a surface that keeps line breaks and reads neither
// mnemonics nor markup: the windows of Windows, an alert of macOS.
func plainText(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(wire(s), "\r\n", "\n"), "\r", "\n")
}

// flatten puts s on one line, with by for each run of line breaks, and without
// control characters.
func flatten(s, by string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\n\r\u0085\u2028\u2029", r):
			return '\n'
		case r == '\t':
			return ' '
		case unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' }), by)
}
