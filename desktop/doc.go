// Package desktop is how Halfday lives in a login session: its directories,
// the one instance and its socket, the start at login, what is present of a
// desktop, the screen lock, the restart of itself, the log.
//
// It must not talk to AWS, draw, or hold words that a person reads.
package desktop
