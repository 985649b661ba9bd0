package app

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"halfday/dialogs"
	"halfday/home"
	"halfday/session"
	"halfday/text"
)

// asker shows one dialog of a conversation and gives the answer; false where
// the person has given up, or nothing can be shown.
type asker func(dialogs.Ask) (dialogs.Answer, bool)

// say shows a message.
func (ask asker) say(kind dialogs.AskKind, m text.Message) (dialogs.Answer, bool) {
	return ask(dialogs.Ask{Kind: kind, Title: m.Title, Text: m.String()})
}

// entry asks for a line of text.
func (ask asker) entry(title, question string) (string, bool) {
	a, ok := ask(dialogs.Ask{Kind: dialogs.AskEntry, Title: title, Text: question})
	return strings.TrimSpace(a.Text), ok
}

// choose asks for one of items, and gives its place.
func (ask asker) choose(title, question string, items []string) (int, bool) {
	a, ok := ask(dialogs.Ask{Kind: dialogs.AskList, Title: title, Text: question, Items: items})
	return a.Index, ok && a.Index >= 0 && a.Index < len(items)
}

// oneOf asks for one of all, or for another one, in the last row. Where there are
// none, it is another one.
func oneOf[T any](ask asker, title, question string, all []T, row func(T) string, last string, another func() (T, bool)) (one T, ok bool) {
	if len(all) == 0 {
		return another()
	}
	var rows []string
	for _, one := range all {
		rows = append(rows, row(one))
	}
	i, ok := ask.choose(title, question, append(rows, last))
	switch {
	case !ok:
		return one, false
	case i == len(all):
		return another()
	}
	return all[i], true
}

// agrees tells whether the person says yes to m. What it is about goes between
// what is said and what is asked.
func (ask asker) agrees(m text.Message, about ...string) bool {
	lines := slices.Concat([]string{m.What}, about, []string{m.Do})
	a, ok := ask(dialogs.Ask{Kind: dialogs.AskQuestion, Title: m.Title, Text: strings.Join(lines, "\n\n")})
	return ok && a.Yes
}

// question is one question of a conversation; false where the person gave up.
// note says why it is asked again.
type question func(note string) bool

// line is a question for a line of text.
func (ask asker) line(title, text string, into *string) question {
	return func(note string) (ok bool) {
		*into, ok = ask.entry(title, note+text)
		return ok
	}
}

// name is a question for a name, which text asks for; an empty answer is the one
// that suggest gives.
func (ask asker) name(title string, text func(suggested string) string, suggest func() string, into *string) question {
	return func(note string) bool {
		suggested := suggest()
		typed, ok := ask.entry(title, note+text(suggested))
		*into = cmp.Or(typed, suggested)
		return ok
	}
}

// fill asks all questions and then, as long as check says why the answers cannot
// be, again the one that it names; false where the person gave up.
func fill(check func() (again question, why string), questions ...question) bool {
	note := ""
	for {
		for _, ask := range questions {
			if !ask(note) {
				return false
			}
			note = ""
		}
		again, why := check()
		if why == "" {
			return true
		}
		questions, note = []question{again}, why+"\n\n"
	}
}

// talk is a conversation, with what was known when it began. It runs beside the
// loop.
type talk struct {
	ask   asker
	home  home.Home
	state *session.State // nil: not known yet
}

// talk begins a conversation of several dialogs, once those before it are over.
// Another one about the same, before it is over, brings nothing new: fifty
// impatient clicks show one dialog.
func (a *app) talk(about string, f func(talk)) {
	if a.busy[about] {
		return
	}
	a.busy[about] = true
	a.waiting = append(a.waiting, func() {
		show := a.dialog(a.front.Take())
		t := talk{home: a.home, state: a.state}
		a.spawn(func(ctx context.Context) {
			t.ask = func(ask dialogs.Ask) (dialogs.Answer, bool) {
				answer, ok := show(ctx)(ask)
				if answer.Problem == "dialog_missing" {
					a.noDialogs(t.home.Words)
				}
				return answer, ok
			}
			f(t)
			a.post(func() {
				delete(a.busy, about)
				a.talking = false
				a.talkOn()
			})
		})
	})
	a.talkOn()
}

// talkOn begins the next conversation where none is under way.
func (a *app) talkOn() {
	if a.talking || len(a.waiting) == 0 || a.ctx.Err() != nil {
		return
	}
	begin := a.waiting[0]
	a.waiting, a.talking = a.waiting[1:], true
	begin()
}

// dialog gives what shows dialogs beside the loop, each until it is answered or
// ctx ends, whatever other dialogs show. The first comes to the front with token.
func (a *app) dialog(token string) func(ctx context.Context) asker {
	labels := a.words().Buttons
	return func(ctx context.Context) asker {
		return func(ask dialogs.Ask) (dialogs.Answer, bool) {
			ask.Labels, ask.Token, token = labels, token, ""
			path, args := home.Command("__dialog")
			answer, err := dialogs.AskChild(ctx, path, args, ask)
			if err != nil || answer.Problem != "" && answer.Problem != "cancelled" {
				a.log.Warn("showing a dialog", "error", err, "problem", answer.Problem)
			}
			return answer, err == nil && answer.Problem == ""
		}
	}
}

// tell shows a message. Any goroutine.
func (a *app) tell(kind dialogs.AskKind, m text.Message) {
	a.post(func() {
		a.talk(m.Title+"\n"+m.String(), func(t talk) { t.ask.say(kind, m) })
	})
}

// problem says what is wrong. Any goroutine.
func (a *app) problem(p text.Problem) {
	a.post(func() { a.tell(dialogs.AskError, a.words().Problem(p)) })
}

// once runs f beside the loop, unless it runs already.
func (a *app) once(what string, f func(context.Context)) {
	if a.busy[what] {
		return
	}
	a.busy[what] = true
	a.spawn(func(ctx context.Context) {
		f(ctx)
		a.post(func() { delete(a.busy, what) })
	})
}
