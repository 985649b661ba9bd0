package browser

import (
	"net/netip"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

const tcpTable = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 1 1 0000000000000000 100 0 0 10 0
   1: 0100007F:1F90 0100007F:C350 01 00000000:00000000 00:00000000 00000000  1000        0 1 1 0000000000000000 20 4 30 10 -1
   2: 0100007F:C350 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  1001        0 1 1 0000000000000000 20 4 30 10 -1
   3: short
`

const tcp6Table = `  sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0000000000000000FFFF00000100007F:C351 0000000000000000FFFF00000100007F:1F90 01 00000000:00000000 00:00000000 00000000  1002        0 1 1 0000000000000000 20 4 30 10 -1
   1: 00000000000000000000000001000000:C352 00000000000000000000000001000000:1F90 01 00000000:00000000 00:00000000 00000000  1003        0 1 1 0000000000000000 20 4 30 10 -1
`

func TestSocketOwner(t *testing.T) {
	for _, c := range []struct {
		table, client, server string
		uid                   int
		found                 bool
	}{
		{tcpTable, "127.0.0.1:50000", "127.0.0.1:8080", 1001, true},
		{tcpTable, "127.0.0.1:50001", "127.0.0.1:8080", 0, false},
		{tcpTable, "127.0.0.1:50000", "127.0.0.1:8081", 0, false},
		{tcp6Table, "127.0.0.1:50001", "127.0.0.1:8080", 1002, true},
		{tcp6Table, "[::1]:50002", "[::1]:8080", 1003, true},
		{"", "127.0.0.1:50000", "127.0.0.1:8080", 0, false},
	} {
		uid, found := socketOwner(strings.NewReader(c.table), netip.MustParseAddrPort(c.client), netip.MustParseAddrPort(c.server))
		if uid != c.uid || found != c.found {
			t.Errorf("%s → %s: %d, %v, want %d, %v", c.client, c.server, uid, found, c.uid, c.found)
		}
	}
}

func FuzzSocketOwner(f *testing.F) {
	f.Add(tcpTable)
	f.Add(tcp6Table)
	f.Add("0: 0100007F:C350 0100007F:1F90 01 0:0 0:0 0 x")
	c, s := netip.MustParseAddrPort("127.0.0.1:50000"), netip.MustParseAddrPort("127.0.0.1:8080")
	f.Fuzz(func(t *testing.T, table string) { socketOwner(strings.NewReader(table), c, s) })
}

// A real connection of another user gets not a byte and does not spend the address.
func TestRedirectRefusesARealOtherUser(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs root, to become another user")
	}
	r := newRedirect(t)
	answers := make(chan string)
	go func() { answers <- requestAs(65534, r) }()
	if got := <-answers; got != "" {
		t.Errorf("another user got %q, want not a byte", got)
	}
	if resp := fetch(t, "GET", r.Address(), nil); resp.StatusCode != 302 {
		t.Errorf("our user after another: %d, want 302", resp.StatusCode)
	}
}

// requestAs makes one request from a thread of another user, which ends with
// the goroutine.
func requestAs(uid uintptr, r *Redirect) string {
	runtime.LockOSThread()
	if _, _, errno := syscall.RawSyscall(syscall.SYS_SETRESUID, uid, uid, uid); errno != 0 {
		return errno.Error()
	}
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		return err.Error()
	}
	defer syscall.Close(fd)
	to := netip.MustParseAddrPort(r.host)
	if err := syscall.Connect(fd, &syscall.SockaddrInet4{Port: int(to.Port()), Addr: to.Addr().As4()}); err != nil {
		return err.Error()
	}
	if _, err := syscall.Write(fd, []byte("GET "+r.path+" HTTP/1.1\r\nHost: "+r.host+"\r\n\r\n")); err != nil {
		return err.Error()
	}
	b := make([]byte, 64)
	n, err := syscall.Read(fd, b)
	if err != nil {
		return err.Error()
	}
	return string(b[:n])
}
