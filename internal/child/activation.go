package child

import (
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"unicode"
)

// Activation is a desktop's leave for one window to come to the front. It comes
// with a click, as a token of xdg-activation (Wayland) or a startup id (X11), and
// goes on in the environment of the one program that shows the window. It is no
// secret, but whoever else gets it can use it up. nil is none. Any goroutine.
type Activation struct{ token atomic.Value }

// activationVariables are where programs look for a token.
var activationVariables = []string{"XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"}

// activationMax is more than any desktop's tokens have, in bytes.
const activationMax = 200

// NewActivation is the leave that a token stands for; none where it is "" or
// looks like no token.
func NewActivation(token string) *Activation {
	if token == "" || len(token) > activationMax || strings.ContainsFunc(token, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return nil
	}
	a := &Activation{}
	a.token.Store(token)
	return a
}

// InheritActivation takes what this process was started with out of its
// environment, so that no other child gets it. Call it first thing.
func InheritActivation() *Activation {
	token := ""
	for _, name := range activationVariables {
		if token == "" {
			token = os.Getenv(name)
		}
		os.Unsetenv(name)
	}
	return NewActivation(token)
}

// Take gives the token to who shows a window now, "" to all who come later.
func (a *Activation) Take() string {
	if a == nil {
		return ""
	}
	return a.token.Swap("").(string)
}

// PassActivation puts token into the environment of this process, for the one
// program that it starts.
func PassActivation(token string) {
	if token = NewActivation(token).Take(); token == "" {
		return
	}
	for _, name := range activationVariables {
		os.Setenv(name, token)
	}
}

// Activated is environ for a program whose window comes to the front with
// token; without one where that is "".
func Activated(environ []string, token string) []string {
	kept := slices.DeleteFunc(slices.Clone(environ), func(kv string) bool {
		name, _, _ := strings.Cut(kv, "=")
		return slices.Contains(activationVariables, name)
	})
	if token != "" {
		for _, name := range activationVariables {
			kept = append(kept, name+"="+token)
		}
	}
	return kept
}
