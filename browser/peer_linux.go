package browser

import (
	"bufio"
	"encoding/binary"
	"encoding/hex"
	"io"
	"net"
	"net/netip"
	"os"
	"strconv"
	"strings"
)

// sameUser tells whether the client end of a loopback connection belongs to
// the user of this process: other users of the machine can read the address in
// the arguments of the opener. Where the kernel has no table, nobody can tell,
// and the nonce has to do.
func sameUser(client, server net.Addr) bool {
	c, err1 := netip.ParseAddrPort(client.String())
	s, err2 := netip.ParseAddrPort(server.String())
	if err1 != nil || err2 != nil {
		return false
	}
	readable := false
	for _, name := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		table, err := os.Open(name) // #nosec G304 -- of /proc
		if err != nil {
			continue
		}
		readable = true
		uid, found := socketOwner(table, c, s)
		table.Close()
		if found {
			return uid == os.Getuid()
		}
	}
	return !readable
}

// socketOwner finds the user of the socket at local that is connected to
// remote, in a table as /proc/net/tcp has it.
func socketOwner(table io.Reader, local, remote netip.AddrPort) (uid int, found bool) {
	for lines := bufio.NewScanner(table); lines.Scan(); {
		// sl local_address rem_address st tx:rx tr:when retrnsmt uid …
		f := strings.Fields(lines.Text())
		if len(f) < 8 {
			continue
		}
		l, ok1 := parseSocket(f[1])
		r, ok2 := parseSocket(f[2])
		if !ok1 || !ok2 || l != local || r != remote {
			continue
		}
		uid, err := strconv.Atoi(f[7])
		return uid, err == nil
	}
	return 0, false
}

// parseSocket reads an address as the kernel prints it: 32-bit words in the
// machine's byte order, and a port.
func parseSocket(s string) (netip.AddrPort, bool) {
	address, port, ok := strings.Cut(s, ":")
	b, err := hex.DecodeString(address)
	if !ok || err != nil || len(b)%4 != 0 {
		return netip.AddrPort{}, false
	}
	for i := 0; i < len(b); i += 4 {
		binary.NativeEndian.PutUint32(b[i:], binary.BigEndian.Uint32(b[i:]))
	}
	ip, ok := netip.AddrFromSlice(b)
	n, err := strconv.ParseUint(port, 16, 16)
	return netip.AddrPortFrom(ip.Unmap(), uint16(n)), ok && err == nil
}
