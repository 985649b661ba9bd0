package browser

import (
	"bufio"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net"
	"net/netip"
	"os"
	"slices"
	"strconv"
	"strings"
)

// socket is an end of a connection, as the kernel lists it.
type socket struct {
	uid   int
	inode string
}

// foreign tells whether the client end of a loopback connection belongs to
// another user: they can read the address in the arguments of the opener. Where
// the kernel has no table nobody can tell, and the nonce has to do; where it
// has one that does not say whose it is, it is nobody's of ours.
func foreign(client, server netip.AddrPort) bool {
	s, err := findSocket(procTables, client, server)
	if errors.Is(err, errNoTable) {
		return false
	}
	return err != nil || s.uid != os.Getuid()
}

var (
	errNoTable  = errors.New("looking for a socket: no table of connections")
	errNoSocket = errors.New("looking for a socket: not in the table")
)

// procTables are those of IPv4 and IPv6.
var procTables = []string{"/proc/net/tcp", "/proc/net/tcp6"}

// findSocket finds the socket at local that is connected to remote.
func findSocket(tables []string, local, remote netip.AddrPort) (socket, error) {
	result := errNoTable
	for _, name := range tables {
		table, err := os.Open(name) // #nosec G304 -- of /proc
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		result = errNoSocket // a table that cannot be read may hold it
		if err != nil {
			continue
		}
		s, found := socketIn(table, local, remote)
		table.Close()
		if found {
			return s, nil
		}
	}
	return socket{}, result
}

// socketIn finds the socket at local that is connected to remote, in a table
// as /proc/net/tcp has it.
func socketIn(table io.Reader, local, remote netip.AddrPort) (s socket, found bool) {
	for lines := bufio.NewScanner(table); lines.Scan(); {
		// sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode …
		f := strings.Fields(lines.Text())
		if len(f) < 10 {
			continue
		}
		l, ok1 := parseSocket(f[1])
		r, ok2 := parseSocket(f[2])
		if !ok1 || !ok2 || l != local || r != remote {
			continue
		}
		uid, err := strconv.Atoi(f[7])
		return socket{uid, f[9]}, err == nil
	}
	return socket{}, false
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

// program finds the program behind the client end of a connection, and tells
// whether it may fetch. What cannot be found out is allowed.
func (p Peers) program(client, server net.Addr) (name string, fetch bool) {
	local, remote, err := ends(client, server)
	if err != nil {
		return "", true
	}
	s, err := findSocket(procTables, local, remote)
	if err != nil || s.inode == "0" {
		return "", true
	}
	all, ids := make(processTable), processIDs()
	// First among those that may: a socket can be held by several.
	for _, wanted := range []bool{true, false} {
		for _, pid := range ids {
			if p.may(all, pid) == wanted && holds(pid, s.inode) {
				at := all.at(pid)
				if at == nil {
					continue
				}
				return programName(at.executable), wanted || isInstalled(*at, pid)
			}
		}
	}
	return "", true
}

// isInstalled tells whether a process is a browser that is installed here under
// a name of its own, or the interpreter that runs it.
func isInstalled(at process, pid int) bool {
	names := installedPrograms()
	if slices.Contains(names, programName(at.executable)) {
		return true
	}
	args, _ := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
	script := strings.Split(string(args), "\x00")
	return len(script) > 1 && script[1] != "" && slices.Contains(names, programName(script[1]))
}

// may tells whether a process is the browser that was started, a browser, or a
// child of one.
func (p Peers) may(all processTable, pid int) bool {
	for range 64 { // a table that changes while it is read may have a loop
		at := all.at(pid)
		switch {
		case at == nil:
			return false
		case p.Opener != 0 && (pid == p.Opener || at.session == p.Opener), p.knows(at.executable):
			return true
		}
		pid = at.parent
	}
	return false
}
