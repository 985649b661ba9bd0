package browser

import (
	"encoding/binary"
	"log/slog"
	"net/netip"
	"os"
	"unsafe"

	"halfday/internal/objc"

	"github.com/ebitengine/purego"
)

// foreign tells whether the client end of a loopback connection belongs to
// another user: macOS shows the sockets of our own processes alone. Where it
// does not show our own end, nobody can tell, and the nonce has to do.
func foreign(client, server netip.AddrPort) bool {
	l, err := loadLibproc()
	if err != nil || !l.holds(os.Getpid(), server, client) {
		slog.Debug("it cannot be told whose a connection is", "error", err)
		return false
	}
	for pids := l.ours(); len(pids) >= 4; pids = pids[4:] {
		if l.holds(int(binary.LittleEndian.Uint32(pids)), client, server) {
			return false
		}
	}
	return true
}

// libproc are functions of libproc.h.
type libproc struct{ listPIDs, pidInfo, fdInfo uintptr }

func loadLibproc() (libproc, error) {
	f, err := objc.Functions("/usr/lib/libSystem.B.dylib", "proc_listpids", "proc_pidinfo", "proc_pidfdinfo")
	if err != nil {
		return libproc{}, err
	}
	return libproc{f[0], f[1], f[2]}, nil
}

// ours are the ids of this user's processes, each an int.
func (l libproc) ours() []byte {
	const uidOnly = 4 // PROC_UID_ONLY
	return whole(func(b []byte) int32 {
		n, _, _ := purego.SyscallN(l.listPIDs, uidOnly, uintptr(os.Geteuid()), uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)))
		return int32(n) // #nosec G115 -- an int of C
	})
}

// holds tells whether a process has the socket at local that is connected to
// remote. It is no where macOS does not let us look.
func (l libproc) holds(pid int, local, remote netip.AddrPort) bool {
	const listFDs, socketInfo = 1, 3 // PROC_PIDLISTFDS, PROC_PIDFDSOCKETINFO
	info := make([]byte, socketInfoSize)
	for _, fd := range socketNumbers(whole(func(b []byte) int32 {
		n, _, _ := purego.SyscallN(l.pidInfo, uintptr(pid), listFDs, 0, uintptr(unsafe.Pointer(&b[0])), uintptr(len(b)))
		return int32(n) // #nosec G115 -- an int of C
	})) {
		n, _, _ := purego.SyscallN(l.fdInfo, uintptr(pid), uintptr(fd), socketInfo, uintptr(unsafe.Pointer(&info[0])), socketInfoSize)
		if int32(n) != socketInfoSize { // #nosec G115 -- an int of C
			continue
		}
		if at, to, ok := socketEnds(info); ok && at == local && to == remote {
			return true
		}
	}
	return false
}
