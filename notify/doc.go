// Package notify shows messages beside the work of a person, with buttons, and
// takes them away again.
//
// It must not hold words or policy: it gets finished strings, and escapes them
// for the service that shows them. It must not start a bus or a service.
package notify
