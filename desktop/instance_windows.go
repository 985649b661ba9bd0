package desktop

import "net"

// checkPeer: the access list of the profile directory, where the socket lies,
// lets no other user connect.
func checkPeer(*net.UnixConn) error { return nil }
