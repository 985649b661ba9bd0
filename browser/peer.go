package browser

import "net"

// Peers says who may fetch the address of a [Redirect]: the browser that was
// started, and browsers that ran already. Where the system does not say who
// asks, everybody of this user may.
//
// This is a hurdle and no wall: a program of the same user can take a browser's
// name.
type Peers struct {
	// Opener is the process that starts the browser; 0 where there is none.
	Opener int
	// Known are names of further programs that are browsers.
	Known []string
}

// Foreign tells whether the client end of a connection on loopback belongs to
// another user. It is no where nobody can tell.
func Foreign(client, server net.Addr) bool { return foreign(client, server) }
