// Package federation turns a role and an MFA code into a console sign-in URL.
// It is the one place that speaks to AWS: it finds the source credentials,
// assumes the chain of roles, and trades the credentials of the last one for a
// sign-in token. AWS's errors come out sorted into kinds.
//
// A [SignIn] belongs to one role in one process: [Load] reads every setting it
// will ever need, Start gets ready while a person types the code, Assume sends
// the code at most once, and Exchange makes the URL.
//
// The package must not know what a menu, a dialog or a session record is. It
// never writes a secret to a log, an error text or a file, never asks EC2
// metadata, never uses credentials that the role's profile does not name, and
// never sends a code twice.
package federation
