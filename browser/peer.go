package browser

import (
	"encoding/binary"
	"errors"
	"net"
	"net/netip"
)

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
// another user. It is no where nobody can tell, and yes for what is no connection.
func Foreign(client, server net.Addr) bool {
	c, s, err := ends(client, server)
	return err != nil || foreign(c, s)
}

// ends are both ends of a connection.
func ends(client, server net.Addr) (c, s netip.AddrPort, err error) {
	c, err1 := netip.ParseAddrPort(client.String())
	s, err2 := netip.ParseAddrPort(server.String())
	return c, s, errors.Join(err1, err2)
}

// tcpRows is how a table of GetExtendedTcpTable, class
// TCP_TABLE_OWNER_PID_CONNECTIONS, is laid out: a count of 32 bits, and rows.
// The numbers are offsets in a row; ports are of 16 bits, in network order.
// Source: MIB_TCPROW_OWNER_PID, MIB_TCP6ROW_OWNER_PID.
type tcpRows struct {
	family                                          uint32
	address                                         int // bytes
	local, localPort, remote, remotePort, pid, size int
}

// tcp4Rows and tcp6Rows are those of AF_INET and AF_INET6.
var (
	tcp4Rows = tcpRows{family: 2, address: 4, local: 4, localPort: 8, remote: 12, remotePort: 16, pid: 20, size: 24}
	tcp6Rows = tcpRows{family: 23, address: 16, local: 0, localPort: 20, remote: 24, remotePort: 44, pid: 52, size: 56}
)

// owner is the process that has the socket at local that is connected to
// remote. A table that was cut off has fewer rows.
func (l tcpRows) owner(table []byte, local, remote netip.AddrPort) (pid uint32, found bool) {
	if len(table) < 4 {
		return 0, false
	}
	n := binary.LittleEndian.Uint32(table)
	for row := table[4:]; n > 0 && len(row) >= l.size; n, row = n-1, row[l.size:] {
		if endAt(row[l.local:][:l.address], row[l.localPort:]) == local && endAt(row[l.remote:][:l.address], row[l.remotePort:]) == remote {
			return binary.LittleEndian.Uint32(row[l.pid:]), true
		}
	}
	return 0, false
}

// endAt is an address and a port as they are on the network.
func endAt(address, port []byte) netip.AddrPort {
	ip, _ := netip.AddrFromSlice(address)
	return netip.AddrPortFrom(ip.Unmap(), binary.BigEndian.Uint16(port))
}

// socketInfoSize is the size of macOS's struct socket_fdinfo, in bytes.
// Source: sys/proc_info.h, the same on both processors.
const socketInfoSize = 792

// socketEnds reads one, where it is of TCP.
func socketEnds(info []byte) (local, remote netip.AddrPort, ok bool) {
	const (
		kind, tcp = 256, 2 // soi_kind, SOCKINFO_TCP
		// In insi_*, the first part of soi_proto.
		remotePort, localPort, version, remoteIP, localIP = 264, 268, 288, 296, 312

		ipv4, skip = 1, 12 // INI_IPV4; an address of IPv4 is at the end of its 16 bytes
	)
	if len(info) < socketInfoSize || binary.LittleEndian.Uint32(info[kind:]) != tcp {
		return netip.AddrPort{}, netip.AddrPort{}, false
	}
	from := 0
	if info[version]&ipv4 != 0 {
		from = skip
	}
	return endAt(info[localIP+from:localIP+16], info[localPort:]), endAt(info[remoteIP+from:remoteIP+16], info[remotePort:]), true
}

// socketNumbers are the file descriptors that are sockets in macOS's list of
// struct proc_fdinfo: the number, and the kind.
func socketNumbers(list []byte) (fds []int32) {
	const size, socket = 8, 2 // PROX_FDTYPE_SOCKET
	for ; len(list) >= size; list = list[size:] {
		if binary.LittleEndian.Uint32(list[4:]) == socket {
			fds = append(fds, int32(binary.LittleEndian.Uint32(list))) // #nosec G115 -- the kernel's int
		}
	}
	return fds
}

// whole asks for a list with room to spare: one that fills its room was cut off.
func whole(list func(room []byte) (n int32)) []byte {
	for size := 8 << 10; size <= 8<<20; size *= 4 {
		room := make([]byte, size)
		switch n := int(list(room)); {
		case n <= 0 || n > size:
			return nil
		case n <= size-8:
			return room[:n]
		}
	}
	return nil
}
