package browser

import (
	"bytes"
	"encoding/binary"
	"net"
	"net/netip"
	"slices"
	"testing"
)

// u32 are numbers as Windows and macOS have them in memory.
func u32(numbers ...uint32) (b []byte) {
	for _, n := range numbers {
		b = binary.LittleEndian.AppendUint32(b, n)
	}
	return b
}

const (
	loopback = 0x0100007f // 127.0.0.1 in network order
	port8080 = 0x901f
	port50k  = 0x50c3 // 50000
)

func TestTCPRowsOwner(t *testing.T) {
	tcp4 := u32(3,
		5, loopback, 0x50c2, loopback, port8080, 9, // port 49744
		5, loopback, port8080, loopback, port50k, 7,
		5, loopback, port50k, loopback, port8080, 1234)
	mapped := append(make([]byte, 10), 255, 255, 127, 0, 0, 1)
	tcp6 := slices.Concat(u32(1), mapped, u32(0, port50k), mapped, u32(0, port8080, 5, 4321))
	for name, c := range map[string]struct {
		rows          tcpRows
		table         []byte
		local, remote string
		pid           uint32
		found         bool
	}{
		"the client":          {tcp4Rows, tcp4, "127.0.0.1:50000", "127.0.0.1:8080", 1234, true},
		"the server":          {tcp4Rows, tcp4, "127.0.0.1:8080", "127.0.0.1:50000", 7, true},
		"another port":        {tcp4Rows, tcp4, "127.0.0.1:50001", "127.0.0.1:8080", 0, false},
		"another address":     {tcp4Rows, tcp4, "127.0.0.2:50000", "127.0.0.1:8080", 0, false},
		"room for more":       {tcp4Rows, append(slices.Clone(tcp4), make([]byte, 100)...), "127.0.0.1:50000", "127.0.0.1:8080", 1234, true},
		"beyond the count":    {tcp4Rows, append(u32(2), tcp4[4:]...), "127.0.0.1:50000", "127.0.0.1:8080", 0, false},
		"cut off":             {tcp4Rows, tcp4[:len(tcp4)-1], "127.0.0.1:50000", "127.0.0.1:8080", 0, false},
		"no table":            {tcp4Rows, nil, "127.0.0.1:50000", "127.0.0.1:8080", 0, false},
		"by a socket of v6":   {tcp6Rows, tcp6, "127.0.0.1:50000", "127.0.0.1:8080", 4321, true},
		"v6, another port":    {tcp6Rows, tcp6, "127.0.0.1:50000", "127.0.0.1:8081", 0, false},
		"v6, a cut-off row":   {tcp6Rows, tcp6[:40], "127.0.0.1:50000", "127.0.0.1:8080", 0, false},
		"v6, a count of 2^32": {tcp6Rows, append(u32(1<<32-1), tcp6[4:]...), "127.0.0.1:50000", "127.0.0.1:8080", 4321, true},
	} {
		pid, found := c.rows.owner(c.table, netip.MustParseAddrPort(c.local), netip.MustParseAddrPort(c.remote))
		if pid != c.pid || found != c.found {
			t.Errorf("%s: %d, %v, want %d, %v", name, pid, found, c.pid, c.found)
		}
	}
}

func FuzzTCPRowsOwner(f *testing.F) {
	f.Add(u32(1, 5, loopback, port50k, loopback, port8080, 1234))
	f.Add(u32(1<<32 - 1))
	c, s := netip.MustParseAddrPort("127.0.0.1:50000"), netip.MustParseAddrPort("127.0.0.1:8080")
	f.Fuzz(func(t *testing.T, table []byte) {
		tcp4Rows.owner(table, c, s)
		tcp6Rows.owner(table, c, s)
	})
}

// macSocket is a struct socket_fdinfo, as macOS fills it.
func macSocket(kind, version uint32, local, remote string) []byte {
	b := make([]byte, socketInfoSize)
	l, r := netip.MustParseAddrPort(local), netip.MustParseAddrPort(remote)
	binary.LittleEndian.PutUint32(b[256:], kind)
	binary.BigEndian.PutUint16(b[264:], r.Port())
	binary.BigEndian.PutUint16(b[268:], l.Port())
	b[288] = byte(version)
	place := func(at int, ip netip.Addr) { copy(b[at+16-ip.BitLen()/8:], ip.AsSlice()) }
	place(296, r.Addr())
	place(312, l.Addr())
	return b
}

func TestSocketEnds(t *testing.T) {
	const server, client = "127.0.0.1:8080", "127.0.0.1:50000"
	for name, c := range map[string]struct {
		info          []byte
		local, remote string // "" for none
	}{
		"IPv4":              {macSocket(2, 1, client, server), client, server},
		"IPv6":              {macSocket(2, 2, "[::1]:50000", "[::1]:8080"), "[::1]:50000", "[::1]:8080"},
		"IPv4 in IPv6":      {macSocket(2, 2, "[::ffff:127.0.0.1]:50000", "[::ffff:127.0.0.1]:8080"), client, server},
		"UDP":               {macSocket(1, 1, client, server), "", ""},
		"shorter than ours": {macSocket(2, 1, client, server)[:socketInfoSize-1], "", ""},
		"nothing":           {nil, "", ""},
	} {
		local, remote, ok := socketEnds(c.info)
		if ok != (c.local != "") || ok && (local.String() != c.local || remote.String() != c.remote) {
			t.Errorf("%s: %v, %v, %v, want %q, %q", name, local, remote, ok, c.local, c.remote)
		}
	}
}

func TestSocketNumbers(t *testing.T) {
	list := u32(0, 1, 3, 2, 4, 5, 9, 2, 10)
	if got := socketNumbers(list); !slices.Equal(got, []int32{3, 9}) {
		t.Errorf("%v", got)
	}
}

// A list that fills its room is asked for again with more; an error is no list.
func TestWhole(t *testing.T) {
	for _, n := range []int{8, 8<<10 - 8, 8<<10 - 4, 100_000} {
		got := whole(func(room []byte) int32 {
			return int32(copy(room, bytes.Repeat([]byte{1}, n))) // #nosec G115 -- small
		})
		if len(got) != n || got[n-1] != 1 {
			t.Errorf("%d bytes of %d", len(got), n)
		}
	}
	for _, n := range []int32{0, -1, 1 << 30} {
		if got := whole(func([]byte) int32 { return n }); got != nil {
			t.Errorf("%d: %d bytes", n, len(got))
		}
	}
}

// connection is one of our own on loopback; its ends close with the test.
func connection(t *testing.T) (client, server net.Addr) {
	l := must(net.Listen("tcp4", "127.0.0.1:0"))
	defer l.Close()
	c := must(net.Dial("tcp4", l.Addr().String()))
	s := must(l.Accept())
	t.Cleanup(func() { c.Close(); s.Close() })
	return s.RemoteAddr(), s.LocalAddr()
}

func TestForeignIsNotOurs(t *testing.T) {
	if client, server := connection(t); Foreign(client, server) {
		t.Errorf("our own connection %v → %v is another user's", client, server)
	}
}
