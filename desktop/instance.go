package desktop

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"halfday/internal/files"

	"github.com/gofrs/flock"
)

// ErrRunning says that another process of this user is the instance.
var ErrRunning = errors.New("already running")

// ErrNotRunning says that no process of this user is the instance.
var ErrNotRunning = errors.New("not running")

// ErrRefused says that the instance has taken a message and answered no.
var ErrRefused = errors.New("refused")

const (
	peerLimit = time.Second            // for one message, in the instance
	tellLimit = 800 * time.Millisecond // for all of Tell: a second start is over within a second
	peersMax  = 32                     // connections at a time
)

// Instance is the one running Halfday of a user: it holds the lock, which the
// system takes away with the process however that ends, and the socket, which
// belongs to whoever holds the lock; where the system has no such sockets, no
// messages come.
type Instance struct {
	lock   *flock.Flock
	socket *net.UnixListener
	once   sync.Once
}

// Acquire makes this process the instance of dir, which it makes private. It
// returns ErrRunning where there is one. After it has returned, a Tell by
// another process connects and waits for Serve.
func Acquire(dir string) (*Instance, error) {
	if err := files.PrivateDir(dir); err != nil {
		return nil, err
	}
	lock := flock.New(lockPath(dir), flock.SetPermissions(0o600))
	locked, err := lock.TryLock()
	if err == nil && !locked {
		// A Tell may just be looking whether it is locked.
		time.Sleep(probeTime)
		locked, err = lock.TryLock()
	}
	if err != nil {
		return nil, fmt.Errorf("locking the instance: %w", err)
	}
	if !locked {
		return nil, ErrRunning
	}
	socket, err := listen(dir)
	if err != nil && withoutSocket(err) {
		// A second start still ends, but cannot ask this one to show where it is.
		slog.Warn("no messages from other starts", "error", err)
		return &Instance{lock: lock}, nil
	}
	if err != nil {
		lock.Unlock()
		return nil, fmt.Errorf("opening the instance's socket: %w", err)
	}
	return &Instance{lock: lock, socket: socket}, nil
}

func lockPath(dir string) string { return filepath.Join(dir, "lock") }

// probeTime is more than running holds the lock for.
const probeTime = 5 * time.Millisecond

// running tells whether a process holds the lock of dir.
func running(dir string) bool {
	probe := flock.New(lockPath(dir), flock.SetFlag(os.O_RDONLY))
	free, err := probe.TryRLock()
	probe.Unlock()
	return err == nil && !free
}

func listen(dir string) (*net.UnixListener, error) {
	path := socketPath(dir, os.TempDir(), os.Geteuid())
	if filepath.Dir(path) != dir {
		if err := files.PrivateDir(filepath.Dir(path)); err != nil {
			return nil, err
		}
	}
	// Who holds the lock may take away what a killed instance left.
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	socket, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		return nil, err
	}
	// The private directory keeps others out until then.
	if err := files.OwnerOnly(path); err != nil {
		socket.Close()
		return nil, err
	}
	return socket, nil
}

// socketPathMax is what fits a socket address on every system, with the byte
// that ends it: 104 bytes on macOS, 108 elsewhere.
const socketPathMax = 103

// socketPath is the socket's place: in dir, or, where that is too long for a
// socket, in a directory below tmp that follows from user and dir.
func socketPath(dir, tmp string, uid int) string {
	const name = "socket"
	path := filepath.Join(dir, name)
	if len(path) <= socketPathMax {
		return path
	}
	h := fnv.New64a()
	h.Write([]byte(dir))
	return filepath.Join(tmp, "halfday-"+strconv.Itoa(uid)+"-"+strconv.FormatUint(h.Sum64(), 36), name)
}

// Serve hands each message to handle, one at a time, until ctx ends or the
// Instance is closed. What handle returns, yes or no, is what Tell gets to
// know; it must return within a moment. Serve blocks. It takes messages of this user only, and
// waits for a handle under way before it returns. Without a socket it waits for
// the end of ctx.
func (i *Instance) Serve(ctx context.Context, handle func(Message) bool) {
	if i.socket == nil {
		<-ctx.Done()
		return
	}
	stop := context.AfterFunc(ctx, func() { i.socket.Close() })
	defer stop()
	var peers sync.WaitGroup
	defer peers.Wait()
	var one sync.Mutex
	slots := make(chan struct{}, peersMax)
	for {
		slots <- struct{}{}
		conn, err := i.socket.AcceptUnix()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			// Out of file descriptors, most likely: wait for better times.
			<-slots
			slog.Warn("accepting a message", "err", err)
			select {
			case <-time.After(peerLimit):
			case <-ctx.Done():
			}
			continue
		}
		peers.Go(func() {
			defer func() { <-slots }()
			defer conn.Close()
			m, err := receive(conn)
			if err != nil {
				slog.Warn("message refused", "err", err)
				return
			}
			one.Lock()
			defer one.Unlock()
			answer := byte(refused)
			if handle(m) {
				answer = received
			}
			conn.Write([]byte{answer})
		})
	}
}

// receive reads a message.
func receive(conn *net.UnixConn) (Message, error) {
	if err := checkPeer(conn); err != nil {
		return Message{}, err
	}
	conn.SetDeadline(time.Now().Add(peerLimit))
	return readMessage(conn)
}

// The one byte that answers a message.
const (
	received = '+'
	refused  = '-'
)

// Close gives socket and lock up. Serve ends.
func (i *Instance) Close() {
	i.once.Do(func() {
		if i.socket != nil {
			i.socket.Close()
		}
		i.lock.Unlock()
	})
}

// Tell hands a message to the instance of dir and returns when it has been
// handled, or after less than a second. It waits for an instance that is just
// starting, and returns ErrNotRunning at once where there is none, ErrRefused
// where the answer is no.
func Tell(dir string, m Message) error {
	line, err := m.line()
	if err != nil {
		return err
	}
	end := time.Now().Add(tellLimit)
	conn, err := dialUntil(dir, end)
	if errors.Is(err, ErrNotRunning) {
		return err
	}
	if err == nil {
		defer conn.Close()
		err = tell(conn, line, end)
	}
	if err != nil {
		return fmt.Errorf("telling the running instance: %w", err)
	}
	return nil
}

// dialUntil tries again while there is an instance: between taking the lock
// and opening the socket, it cannot be reached.
func dialUntil(dir string, end time.Time) (*net.UnixConn, error) {
	path := socketPath(dir, os.TempDir(), os.Geteuid())
	for {
		conn, err := net.DialUnix("unix", nil, &net.UnixAddr{Name: path, Net: "unix"})
		switch {
		case err == nil:
			return conn, nil
		case errors.Is(err, noUnixSockets):
			return nil, err
		case !running(dir):
			return nil, ErrNotRunning
		case time.Now().After(end):
			return nil, err
		}
		time.Sleep(2 * probeTime)
	}
}

func tell(conn *net.UnixConn, line []byte, end time.Time) error {
	// The socket may lie in a directory for temporary files, where a
	// stranger can come first.
	if err := checkPeer(conn); err != nil {
		return err
	}
	conn.SetDeadline(end)
	if _, err := conn.Write(line); err != nil {
		return err
	}
	var answer [1]byte
	if _, err := conn.Read(answer[:]); err != nil {
		return err
	}
	switch answer[0] {
	case received:
		return nil
	case refused:
		return ErrRefused
	}
	return errors.New("unexpected answer")
}
