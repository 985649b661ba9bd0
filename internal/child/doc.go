// Package child is about processes that Halfday starts: how they are started,
// what they get of the environment, and how they end together with what they
// started themselves.
//
// It must not know what the processes are for.
package child
