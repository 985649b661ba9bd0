// Package browser finds the browsers of this machine, and opens addresses in
// one of them.
//
// A [Redirect] is a one-shot address on loopback that stands for one that must
// not reach the arguments of a process; an [Opener] is the process that hands
// it to the browser.
//
// It must not know what is behind an address or why it is opened, hold words
// that a person reads, or let the address behind a [Redirect] reach arguments,
// files or logs.
package browser
