package browser

import "slices"

// NewWindow is the command that opens an address in a new window of the browser
// that c stands for, "{url}" standing for the address; nil where c's own command
// does.
//
// On Wayland no program brings itself to the front: it takes the token of a
// click, which the typing of a code has used up. A browser that runs already
// would open the page in a window behind the one where the person is, without a
// sign (seen with Chromium on GNOME 48). A new window comes to the front, also
// after typing.
//
// system is the default browser as DefaultEntry gives it. What the person wrote
// as a command stays as it is, and so do containers, which an extension opens,
// and private windows, which are new ones.
func NewWindow(wayland bool, token string, c Choice, found []Browser, system string) []string {
	if !wayland || token != "" {
		return nil
	}
	i := slices.IndexFunc(found, func(b Browser) bool {
		return c.Kind == ChoiceDefault && b.entry != "" && b.entry == system || c.Kind != ChoiceDefault && b.ID == c.Browser
	})
	if i < 0 || !found[i].opensWindows() {
		return nil
	}
	const option = "--new-window"
	b := found[i]
	switch c.Kind {
	case ChoiceDefault, ChoiceBrowser:
		return b.withOptions(option)
	case ChoiceProfile:
		if p, ok := b.profile(c.Name); ok {
			return b.withOptions(append(b.profileOptions(p), option)...)
		}
	}
	return nil
}

// windowPrograms take --new-window as Chromium and Firefox do, which they are
// made of.
var windowPrograms = []string{
	"floorp", "librewolf", "opera", "ungoogled-chromium", "vivaldi", "vivaldi-stable", "waterfox", "zen", "zen-browser",
}

// opensWindows tells whether the browser is known to take --new-window.
func (b Browser) opensWindows() bool {
	if b.brand != nil {
		return b.brand.engine != otherEngine
	}
	return len(b.with) > 0 && slices.Contains(windowPrograms, browserEntry{argv: b.with}.program())
}
