package tray

import (
	"fmt"
	"sync"
	"testing"
)

// fakeTray plays the native menu by the rules of the strictest system in each
// respect: lines have a fixed order and kind, a setter shows a hidden line
// (Windows), a hidden line cannot become a submenu (Windows), a submenu stays
// one.
type fakeTray struct {
	t testing.TB

	mu      sync.Mutex
	root    []*fakeLine
	calls   int // all but those that build
	made    int
	icon    Icon
	icons   int
	tooltip string
	title   string
	open    bool
	quits   int
	hang    chan struct{} // if not nil, lines are added when it is closed
}

type fakeLine struct {
	tray      *fakeTray
	kind      Kind
	separator bool
	title     string
	disabled  bool
	checked   bool
	hidden    bool
	children  []*fakeLine
	clicked   chan struct{}
}

func (f *fakeTray) add(parent line, kind Kind, title string) line {
	if f.hang != nil {
		<-f.hang
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	l := &fakeLine{tray: f, kind: kind, title: title, clicked: make(chan struct{})}
	f.made++
	if parent == nil {
		f.root = append(f.root, l)
		return l
	}
	p := parent.(*fakeLine)
	if p.kind != Submenu {
		f.t.Errorf("%q under %q, which is no submenu", title, p.title)
	}
	if p.hidden && len(p.children) == 0 {
		f.t.Errorf("the first line under %q, which is hidden", p.title)
	}
	p.children = append(p.children, l)
	return l
}

func (f *fakeTray) addSeparator() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.root = append(f.root, &fakeLine{separator: true})
}

func (f *fakeTray) do(what func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.calls++
	what()
}

func (f *fakeTray) setIcon(i Icon)      { f.do(func() { f.icon = i; f.icons++ }) }
func (f *fakeTray) setTooltip(s string) { f.do(func() { f.tooltip = s }) }
func (f *fakeTray) setTitle(s string)   { f.do(func() { f.title = s }) }
func (f *fakeTray) quit()               { f.do(func() { f.quits++ }) }

func (f *fakeTray) menuOpen() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.open
}

func (f *fakeTray) setOpen(open bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.open = open
}

func (l *fakeLine) set(what func()) { l.tray.do(func() { what(); l.hidden = false }) }

func (l *fakeLine) SetTitle(s string)       { l.set(func() { l.title = s }) }
func (l *fakeLine) SetTooltip(string)       { l.set(func() {}) }
func (l *fakeLine) Enable()                 { l.set(func() { l.disabled = false }) }
func (l *fakeLine) Disable()                { l.set(func() { l.disabled = true }) }
func (l *fakeLine) Check()                  { l.set(func() { l.checked = true }) }
func (l *fakeLine) Uncheck()                { l.set(func() { l.checked = false }) }
func (l *fakeLine) Show()                   { l.set(func() {}) }
func (l *fakeLine) Hide()                   { l.tray.do(func() { l.hidden = true }) }
func (l *fakeLine) clicks() <-chan struct{} { return l.clicked }

// shown is a visible line, for comparison.
type shown struct {
	Kind     Kind
	Check    bool
	Title    string
	Disabled bool
	Checked  bool
	Children []shown
}

func (s shown) String() string { return fmt.Sprintf("%q", s.Title) }

// visible is what a person sees.
func (f *fakeTray) visible() []shown {
	f.mu.Lock()
	defer f.mu.Unlock()
	return visibleLines(f.root)
}

func visibleLines(lines []*fakeLine) []shown {
	var out []shown
	for _, l := range lines {
		switch {
		case l.separator:
			out = append(out, shown{Kind: Separator})
		case l.hidden:
		case l.kind == Submenu:
			out = append(out, shown{Kind: Submenu, Title: l.title, Disabled: l.disabled, Children: visibleLines(l.children)})
		default:
			out = append(out, shown{
				Check: l.kind == Check, Title: l.title, Disabled: l.disabled, Checked: l.checked,
			})
		}
	}
	return out
}

// wanted is what a person should see of items.
func wanted(items []Item) []shown {
	var out []shown
	for _, it := range items {
		s := shown{Kind: it.Kind, Title: it.Title, Disabled: it.Disabled}
		if it.Kind == Check {
			s.Kind, s.Check, s.Checked = Entry, true, it.Checked
		}
		s.Children = wanted(it.Children)
		out = append(out, s)
	}
	return out
}

// find gives the visible line at a path of titles; nil where there is none.
func (f *fakeTray) find(path ...string) *fakeLine {
	f.mu.Lock()
	defer f.mu.Unlock()
	lines := f.root
	var found *fakeLine
	for _, title := range path {
		found = nil
		for _, l := range lines {
			if !l.separator && !l.hidden && l.title == title {
				found = l
				break
			}
		}
		if found == nil {
			return nil
		}
		lines = found.children
	}
	return found
}
