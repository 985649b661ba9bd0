package browser

import (
	"net/netip"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
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

func TestSocketIn(t *testing.T) {
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
		s, found := socketIn(strings.NewReader(c.table), netip.MustParseAddrPort(c.client), netip.MustParseAddrPort(c.server))
		if s.uid != c.uid || found != c.found {
			t.Errorf("%s → %s: %d, %v, want %d, %v", c.client, c.server, s.uid, found, c.uid, c.found)
		}
	}
}

func FuzzSocketIn(f *testing.F) {
	f.Add(tcpTable)
	f.Add(tcp6Table)
	f.Add("0: 0100007F:C350 0100007F:1F90 01 0:0 0:0 0 x")
	c, s := netip.MustParseAddrPort("127.0.0.1:50000"), netip.MustParseAddrPort("127.0.0.1:8080")
	f.Fuzz(func(t *testing.T, table string) { socketIn(strings.NewReader(table), c, s) })
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

// Where there is a table that does not name the socket, or cannot be read, the
// connection is nobody's of ours; where there is none nobody can tell.
func TestFindSocketFailsClosed(t *testing.T) {
	dir := t.TempDir()
	table := filepath.Join(dir, "tcp")
	if err := os.WriteFile(table, []byte(tcpTable), 0o600); err != nil {
		t.Fatal(err)
	}
	gone := filepath.Join(dir, "gone")
	c, s := netip.MustParseAddrPort("127.0.0.1:50000"), netip.MustParseAddrPort("127.0.0.1:8080")
	for name, test := range map[string]struct {
		tables []string
		local  netip.AddrPort
		want   error
	}{
		"found":               {[]string{gone, table}, c, nil},
		"no table":            {[]string{gone, gone}, c, errNoTable},
		"not in it":           {[]string{table}, s, errNoSocket},
		"it cannot be read":   {[]string{filepath.Join(table, "not a folder")}, c, errNoSocket},
		"one cannot be read":  {[]string{dir, gone}, c, errNoSocket},
		"one cannot, one can": {[]string{dir, table}, c, nil},
	} {
		if got, err := findSocket(test.tables, test.local, s); err != test.want || err == nil && (got.uid != 1001 || got.inode != "1") {
			t.Errorf("%s: %v, %v, want %v", name, got, err, test.want)
		}
	}
}

func TestPeersMay(t *testing.T) {
	all := processTable{
		0: nil, 99: nil,
		1: {0, 1, "/sbin/init"}, 10: {1, 10, "/usr/bin/halfday"}, 11: {10, 10, "/bin/sh"}, 12: {1, 10, "/opt/strange/browser"},
		20: {1, 20, "/usr/lib/firefox/firefox"}, 21: {20, 20, "/usr/lib/firefox/net-helper"}, 22: {1, 22, "/opt/google/chrome/chrome (deleted)"},
		30: {1, 30, "/usr/bin/python3.13"}, 31: {1, 31, "/opt/mine/mybrowser"}, 32: {1, 32, ""}, 40: {41, 40, "/bin/a"}, 41: {40, 41, "/bin/b"},
	}
	p := Peers{Opener: 10, Known: []string{"mybrowser"}}
	for pid, want := range map[int]bool{
		10: true, 11: true, 12: true, 20: true, 21: true, 22: true, 31: true,
		1: false, 30: false, 32: false, 40: false, 99: false,
	} {
		if got := p.may(all, pid); got != want {
			t.Errorf("%s (%d): %v, want %v", all[pid].executable, pid, got, want)
		}
	}
	if (Peers{}).may(all, 1) {
		t.Error("without an opener a process without a session may")
	}
}

// A real program of this user that is no browser gets not a byte; one that the
// opener started, or that is called like a browser, gets the address.
func TestRedirectRefusesARealOtherProgram(t *testing.T) {
	dir := t.TempDir()
	fetcher := func(name string) string {
		path := filepath.Join(dir, name)
		if err := os.Link(must(os.Executable()), path); err != nil {
			t.Skip(err)
		}
		return path
	}
	for name, test := range map[string]struct {
		program string
		opener  bool
		want    string
		alarms  []Alarm
	}{
		"a thief":            {"thief", false, "none", []Alarm{{AlarmRefused, "thief"}}},
		"a known browser":    {"firefox", false, "302", nil},
		"what was started":   {"strange", true, "302", nil},
		"named in a setting": {"mine", false, "302", nil},
	} {
		t.Run(name, func(t *testing.T) {
			peers := Peers{Known: []string{"mine"}}
			if test.opener { // what this process starts is its child; its session's leader may be outside of a container
				peers.Opener = os.Getpid()
			}
			r := must(NewRedirect(peers))
			defer r.Close()
			if err := r.Lead(secretTarget); err != nil {
				t.Fatal(err)
			}
			out, _ := exec.Command(fetcher(test.program), "fetch", r.Address()).Output()
			if got := strings.TrimSpace(string(out)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if got := alarmed(r); !slices.Equal(got, test.alarms) {
				t.Errorf("alarms %v, want %v", got, test.alarms)
			}
		})
	}
}
