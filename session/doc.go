// Package session knows what is true: which roles there are to sign in to,
// which sign-ins run, and which console sessions last until when.
//
// [Broker] owns the [State] in one goroutine. A sign-in runs in a process of
// its own, which [Broker] starts with a [Request] and which reports with
// [Event] lines.
//
// The package must not draw, open a browser or a dialog, or talk to AWS; it
// holds no words that a person reads, and of the rooms it imports roles alone.
// How many consoles a browser takes ([MostInBrowser]) is here all the same: AWS
// counts sessions, and only here all of them are known.
package session
