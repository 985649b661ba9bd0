package dialogs

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"halfday/text"
)

// entryColumns is how wide the text of zenity's entry may be, in columns of a
// Latin letter: the window grows with its longest line, beyond the screen.
const entryColumns = 76

// zenityCall is how zenity shows a dialog, and qarma and matedialog, which take
// the same options.
func zenityCall(a Ask) call {
	title := "--title=" + oneLine(a.Title)
	width := messageWidth(a.Text)
	// Broken here and not by zenity, which breaks ARNs behind a slash.
	body := wrap(a.Text, (width-letters)/letter)
	message := func(kind string) call {
		return call{args: []string{kind, title, size("width", width), "--text=" + zenityMessageText(body)}}
	}
	// A long text scrolls in a view, which has the buttons of a question for one.
	long := func(kind string, buttons ...string) call {
		lines := 1 + strings.Count(body, "\n")
		if lines <= mostLines {
			return message(kind)
		}
		view := []string{"--text-info", title, size("width", width+letters), size("height", textLine*min(lines, viewLines))}
		return call{append(view, buttons...), wire(body)}
	}
	list := func(more ...string) call {
		args := []string{"--list", title, size("width", listWidth(a.Items)), size("height", listHeight(len(a.Items))),
			"--text=" + zenityMessageText(a.Text), "--hide-header", "--column="}
		return call{args: append(append(args, more...), a.Items...)}
	}
	switch a.Kind {
	case AskEntry:
		// Not --password: that shows no text.
		return call{args: []string{"--entry", title, "--text=" + zenityEntryText(wrap(a.Text, entryColumns))}}
	case AskQuestion:
		return long("--question", "--ok-label="+oneLine(a.Labels.Yes), "--cancel-label="+oneLine(a.Labels.No))
	case AskList:
		return list()
	case AskListMulti:
		return list("--multiple", "--separator=\n")
	case AskInfo:
		return long("--info")
	}
	return long("--error")
}

func size(of string, pixels int) string { return "--" + of + "=" + strconv.Itoa(pixels) }

// The measures of a letter of text, in pixels; a row of a list and what stands
// around it are higher in zenity 4.1 than in 3.44.
const (
	letter, letters = 9, 60
	textLine        = 20
	// A message of more lines is too high for a small screen, where zenity would
	// let its window grow out of it: it scrolls in a view.
	mostLines, viewLines = 18, 24
	listRow, listEdge    = 24, 230
)

// messageWidth is the width, in pixels, of a message: that of its longest line
// or word, up to what small screens have. Version 4 adds 116 to it.
func messageWidth(s string) int {
	const least, lines, most = 300, 620, 880
	width := min(letters+letter*widest(strings.Lines(s)), lines)
	return min(max(width, letters+letter*widest(strings.FieldsSeq(s)), least), most)
}

// widest is how many columns the widest of texts has.
func widest(texts iter.Seq[string]) (columns int) {
	for s := range texts {
		columns = max(columns, text.Columns(s))
	}
	return columns
}

// listHeight is the height, in pixels, of a dialog with a list of n rows:
// room for all of them, up to what small screens have.
func listHeight(n int) int {
	const most = 20
	return listEdge + listRow*min(max(n, 3), most)
}

// listWidth is the width, in pixels, of a dialog that shows each row whole, up
// to what small screens have. By itself zenity takes the text above the list
// for the measure.
func listWidth(labels []string) int {
	const least, most = 300, 1000
	return min(max(letters+letter*widest(slices.Values(labels)), least), most)
}
