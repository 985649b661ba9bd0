package session

import (
	"fmt"
	"io"
)

// FromPage is what a sign-in that was asked for in Halfday's page differs in: the
// person is asked in any case, and told where it comes from. Its texts come from
// a browser.
type FromPage struct {
	Browser string `json:"browser,omitempty"` // as in the settings; "" for the usual one
	Tab     string `json:"tab,omitempty"`     // the tab that goes on to the console; "" for a new one
}

// lead hands the one-shot address of a sign-in to the tab that waits for it.
func (b *Broker) lead(a *attempt, address OneShot) {
	if a.From == nil || a.From.Tab == "" || a.gone || !isConsole(string(address)) {
		return
	}
	b.options.Lead(a.From.Tab, string(address))
}

// OneShot is a one-shot address on its way to a tab. It prints redacted.
type OneShot string

// Format prints no part of the address.
func (OneShot) Format(f fmt.State, _ rune) { io.WriteString(f, "session.OneShot{redacted}") }
