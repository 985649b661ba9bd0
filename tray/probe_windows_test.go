package tray

import (
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"runtime"
	"testing"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// probe is a program that shows a tray, and its window.
type probe struct {
	*testing.T
	cmd    *exec.Cmd
	in     io.Closer // its end ends the program
	window uintptr
	ended  chan error
}

func startTray(t *testing.T) *probe {
	t.Helper()
	p := &probe{T: t, cmd: exec.Command(os.Args[0]), ended: make(chan error, 1)}
	p.cmd.Env = append(os.Environ(), childEnv+"=1")
	in, err := p.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.in = in
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.ended <- p.cmd.Wait() }()
	t.Cleanup(func() { in.Close() })
	if err := json.NewEncoder(in).Encode(order{Now: time.Now()}); err != nil {
		t.Fatal(err)
	}
	class, err := windows.UTF16PtrFromString("SystrayClass")
	if err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(30 * time.Second); !p.hasIcon(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("no icon within 30 s")
		}
		window, _, _ := user32.NewProc("FindWindowExW").Call(0, 0, uintptr(unsafe.Pointer(class)), 0)
		var pid uint32
		windows.GetWindowThreadProcessId(windows.HWND(window), &pid)
		if int(pid) == p.cmd.Process.Pid {
			p.window = window
		}
	}
	return p
}

// tell sends the window a message and waits until it has dealt with it.
func (p *probe) tell(message uint32, w uintptr) uintptr {
	const none = 0
	result, _, _ := user32.NewProc("SendMessageW").Call(p.window, uintptr(message), w, none)
	return result
}

// hasIcon tells whether the taskbar knows the icon of the window.
func (p *probe) hasIcon() bool {
	const modify = 1
	data := iconData{window: p.window, id: systrayIcon}
	data.size = uint32(unsafe.Sizeof(data))
	known, _, _ := shell32.NewProc("Shell_NotifyIconW").Call(modify, uintptr(unsafe.Pointer(&data)))
	return known != 0
}

// Somebody answers a shutdown with Cancel.
func TestProbeShutdownCalledOff(t *testing.T) {
	p := startTray(t)
	const query = 0x11 // WM_QUERYENDSESSION
	if p.tell(query, 0) == 0 {
		t.Error("the tray stands in the way of a shutdown")
	}
	p.tell(wmEndSession, 0)
	if !p.hasIcon() {
		t.Error("the icon is gone")
	}
	select {
	case err := <-p.ended:
		t.Errorf("the tray has ended: %v", err)
	default:
	}
	p.tell(wmEndSession, 1)
	if err := <-p.ended; err != nil {
		t.Errorf("at the end of the session: %v", err)
	}
}

// Explorer ends and comes back: its taskbar has no icons.
func TestProbeNewTaskbar(t *testing.T) {
	p := startTray(t)
	const remove = 2 // NIM_DELETE
	data := iconData{window: p.window, id: systrayIcon}
	data.size = uint32(unsafe.Sizeof(data))
	_, _, _ = shell32.NewProc("Shell_NotifyIconW").Call(remove, uintptr(unsafe.Pointer(&data)))
	if p.hasIcon() {
		t.Fatal("the icon is still there")
	}
	name, _ := windows.UTF16PtrFromString("TaskbarCreated")
	created, _, _ := user32.NewProc("RegisterWindowMessageW").Call(uintptr(unsafe.Pointer(name)))
	p.tell(uint32(created), 0)
	if !p.hasIcon() {
		t.Error("the icon has not come back")
	}
}

// The taskbar does not take the icon: the menu ends, and says why.
func TestProbeNoIcon(t *testing.T) {
	got := make(chan error)
	go func() {
		runtime.LockOSThread()
		s := newSystem()
		s.limit = 100 * time.Millisecond
		s.watch()
		var message [48]byte // MSG
		for {
			more, _, _ := user32.NewProc("GetMessageW").Call(uintptr(unsafe.Pointer(&message)), 0, 0, 0)
			if int32(more) <= 0 {
				break
			}
			_, _, _ = user32.NewProc("DispatchMessageW").Call(uintptr(unsafe.Pointer(&message)))
		}
		got <- s.late()
	}()
	if err := <-got; err != errNoIcon {
		t.Errorf("got %v", err)
	}
}
