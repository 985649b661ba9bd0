package browser

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"halfday/internal/child"
)

// Choice says in which browser a page opens. It is comparable; the zero value
// is the system's default browser. Its text form, in the settings:
//
//	default                     the system's default browser
//	firefox                     a browser by its ID
//	chrome:profile:Work         a profile, by its name or its directory ("Profile 1")
//	firefox:container:Work      a container of Firefox
//	edge:private                a private window
//	command: prog --new "{url}" a command
//
// A command is split at blanks; quotes of either kind keep words together.
// Nothing else is read into it: no shell, no variables, no backslashes. Every
// {url} becomes the address, which goes to the end where there is none.
type Choice struct {
	Kind    ChoiceKind
	Browser string // ID; "" for ChoiceDefault and ChoiceCommand
	Name    string // of the profile or the container, or the command as written
}

// ChoiceKind is a kind of Choice. Those of what follows a browser's name are as
// the text form has them.
type ChoiceKind string

// The kinds of choices.
const (
	ChoiceDefault   ChoiceKind = ""
	ChoiceBrowser   ChoiceKind = "browser"
	ChoiceProfile   ChoiceKind = "profile"
	ChoiceContainer ChoiceKind = "container"
	ChoicePrivate   ChoiceKind = "private"
	ChoiceCommand   ChoiceKind = "command"
)

const (
	choiceMax     = 1000 // bytes
	wordDefault   = "default"
	commandPrefix = "command:"
)

// parseChoice reads the text form of a Choice; "" is the default. Its error
// says what is wrong with the form; whether there is such a browser, command
// says.
func parseChoice(s string) (Choice, error) {
	s = strings.TrimSpace(s)
	if len(s) > choiceMax || !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		return Choice{}, errors.New("too long, or not plain text")
	}
	if s == "" || s == wordDefault {
		return Choice{}, nil
	}
	if line, ok := strings.CutPrefix(s, commandPrefix); ok {
		line = strings.TrimSpace(line)
		if _, err := splitCommand(line); err != nil {
			return Choice{}, err
		}
		return Choice{Kind: ChoiceCommand, Name: line}, nil
	}
	id, rest, more := strings.Cut(s, ":")
	id = strings.ToLower(strings.TrimSpace(id))
	if id == "" || id == wordDefault || strings.ContainsFunc(id, func(r rune) bool { return !idRune(r) }) {
		return Choice{}, errors.New("no name of a browser")
	}
	if !more {
		return Choice{Kind: ChoiceBrowser, Browser: id}, nil
	}
	kind, name, hasName := strings.Cut(rest, ":")
	c := Choice{ChoiceKind(strings.TrimSpace(kind)), id, strings.TrimSpace(name)}
	switch {
	case c.Kind == ChoicePrivate && !hasName:
		return c, nil
	case c.Kind != ChoiceProfile && c.Kind != ChoiceContainer:
		return Choice{}, errors.New("neither profile:NAME, container:NAME nor private after the browser")
	case !goodName(c.Name):
		return Choice{}, fmt.Errorf("no name of a %s", c.Kind)
	}
	return c, nil
}

// String is the text form.
func (c Choice) String() string {
	switch c.Kind {
	case ChoiceDefault:
		return wordDefault
	case ChoiceBrowser:
		return c.Browser
	case ChoicePrivate:
		return c.Browser + ":" + string(c.Kind)
	case ChoiceCommand:
		return commandPrefix + " " + c.Name
	}
	return c.Browser + ":" + string(c.Kind) + ":" + c.Name
}

// command gives a program and its arguments that open an address: "{url}" in
// the arguments stands for it. It is nil for the system's default browser.
// found is what Browsers returned. Its error says that the browser, its
// profile or its container is not there: a browser that does not know the name
// of a profile would make a new one, or ask.
func (c Choice) command(found []Browser) ([]string, error) {
	switch c.Kind {
	case ChoiceDefault:
		return nil, nil
	case ChoiceCommand:
		return splitCommand(c.Name)
	}
	i := slices.IndexFunc(found, func(b Browser) bool { return b.ID == c.Browser })
	if i < 0 {
		return nil, errors.New("not installed")
	}
	b := found[i]
	switch c.Kind {
	case ChoiceProfile:
		options := b.profileOptions(c.Name)
		if options == nil {
			return nil, errors.New("no such profile")
		}
		return b.withOptions(options...), nil
	case ChoiceContainer:
		if !slices.Contains(b.containers, c.Name) {
			return nil, errors.New("no such container, or Firefox lacks the extension that opens links in one")
		}
		// The address has nothing that would need an escape in a query.
		return replace(b.plain, urlPlace, "ext+container:name="+url.QueryEscape(c.Name)+"&url="+urlPlace), nil
	case ChoicePrivate:
		if !b.hasPrivate() {
			return nil, errors.New("how it opens a private window is not known")
		}
		return b.withOptions(b.brand.private), nil
	}
	return slices.Clone(b.plain), nil
}

func (b Browser) hasPrivate() bool { return b.brand != nil && b.brand.private != "" }

// profileOptions choose a profile by its directory or else by its name; nil for
// none.
func (b Browser) profileOptions(name string) []string {
	for _, is := range []func(profile) bool{
		func(p profile) bool { return p.dir == name },
		func(p profile) bool { return p.name == name },
		func(p profile) bool { return strings.EqualFold(p.name, name) },
	} {
		i := slices.IndexFunc(b.profiles, is)
		switch {
		case i < 0:
			continue
		case b.brand.engine == firefoxEngine:
			return []string{"-P", b.profiles[i].dir}
		}
		return []string{"--profile-directory=" + b.profiles[i].dir}
	}
	return nil
}

func (b Browser) withOptions(options ...string) []string {
	i := slices.Index(b.with, optionsPlace)
	return slices.Concat(b.with[:i], options, b.with[i+1:])
}

// splitCommand splits a command as Choice documents it.
func splitCommand(line string) ([]string, error) {
	argv, err := child.Split(line)
	switch {
	case err != nil:
		return nil, err
	case strings.Contains(argv[0], urlPlace):
		return nil, errors.New("the command names no program")
	case !slices.ContainsFunc(argv, func(a string) bool { return strings.Contains(a, urlPlace) }):
		argv = append(argv, urlPlace)
	}
	return argv, nil
}

// Offer is a Choice as a menu offers it.
type Offer struct {
	Choice  Choice
	Browser string // the browser's name, as the system shows it
	Name    string // of the profile or the container, as the person named it
}

// Offers lists the choices among the browsers that Browsers found: each of
// them, then its profiles where there are several, its containers, and its
// private window. The system's default and commands are not among them.
func Offers(found []Browser) []Offer {
	var all []Offer
	for _, b := range found {
		offer := func(kind ChoiceKind, value, name string) {
			all = append(all, Offer{Choice{kind, b.ID, value}, b.Name, name})
		}
		offer(ChoiceBrowser, "", "")
		if len(b.profiles) > 1 {
			for _, p := range b.profiles {
				offer(ChoiceProfile, p.dir, p.name)
			}
		}
		for _, name := range b.containers {
			offer(ChoiceContainer, name, name)
		}
		if b.hasPrivate() {
			offer(ChoicePrivate, "", "")
		}
	}
	return all
}

// Setting is the text form of a choice as choices spell it: "" for the default
// browser, and as it is where it cannot be read.
func Setting(s string) string {
	choice, err := parseChoice(s)
	switch {
	case err != nil:
		return s
	case choice == Choice{}:
		return ""
	}
	return choice.String()
}

// CommandOf is what opens a page in the browser that a setting names: nil for
// the default browser, an error where it is not there. It looks at the disk.
func CommandOf(setting string) ([]string, error) {
	choice, err := parseChoice(setting)
	if err != nil {
		return nil, fmt.Errorf("reading the choice of a browser: %w", err)
	}
	if choice == (Choice{}) {
		return nil, nil
	}
	argv, err := choice.command(Browsers())
	if err != nil {
		return nil, fmt.Errorf("finding the browser %s: %w", choice, err)
	}
	return argv, nil
}
