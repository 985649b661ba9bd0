package browser

import (
	"log/slog"
	"net/netip"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// foreign tells whether the client end of a loopback connection belongs to
// another user. Where the tables do not name our own end they are not what they
// are taken for, nobody can tell, and the nonce has to do; where they do, what
// they do not name as this user's is another's.
func foreign(client, server netip.AddrPort) bool {
	if pid, _ := ownerOf(server, client); int(pid) != os.Getpid() {
		slog.Debug("it cannot be told whose a connection is", "found", pid != 0)
		return false
	}
	pid, found := ownerOf(client, server)
	return !found || !isOurs(pid)
}

// ownerOf is the process that has the socket at local that is connected to remote.
func ownerOf(local, remote netip.AddrPort) (pid uint32, found bool) {
	for _, rows := range []tcpRows{tcp4Rows, tcp6Rows} {
		if pid, found = rows.owner(tcpTable(rows.family), local, remote); found {
			return pid, true
		}
	}
	return 0, false
}

// tcpTable is the table of a family of addresses; none where Windows gives none.
func tcpTable(family uint32) []byte {
	const connections = 4 // TCP_TABLE_OWNER_PID_CONNECTIONS
	get := windows.NewLazySystemDLL("iphlpapi.dll").NewProc("GetExtendedTcpTable")
	if get.Find() != nil {
		return nil
	}
	size := uint32(16 << 10)
	for range 8 { // it grows while it is asked for
		table := make([]byte, size)
		r, _, _ := get.Call(uintptr(unsafe.Pointer(&table[0])), uintptr(unsafe.Pointer(&size)), 0, uintptr(family), connections, 0)
		switch windows.Errno(r) {
		case windows.ERROR_SUCCESS:
			return table
		case windows.ERROR_INSUFFICIENT_BUFFER:
			size += 4 << 10
		default:
			return nil
		}
	}
	return nil
}

// isOurs tells whether a process is of this user. Windows does not let us look
// at another's.
func isOurs(pid uint32) bool {
	process, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, pid)
	if err != nil {
		return false
	}
	defer windows.CloseHandle(process)
	var token windows.Token
	if err := windows.OpenProcessToken(process, windows.TOKEN_QUERY, &token); err != nil {
		return false
	}
	defer token.Close()
	theirs, err := token.GetTokenUser()
	if err != nil {
		return false
	}
	ours, err := windows.GetCurrentProcessToken().GetTokenUser()
	return err == nil && ours.User.Sid.Equals(theirs.User.Sid)
}
