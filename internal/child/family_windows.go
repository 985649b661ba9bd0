package child

import (
	"net"
	"os"
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// startDetached also keeps it outside a job that ends its processes with itself,
// where the job allows that.
func startDetached(command func() *exec.Cmd) (*exec.Cmd, error) {
	const detached = windows.DETACHED_PROCESS | windows.CREATE_NEW_PROCESS_GROUP
	cmd := command()
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: detached | windows.CREATE_BREAKAWAY_FROM_JOB}
	err := cmd.Start()
	if err == nil {
		return cmd, nil
	}
	cmd = command()
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: detached}
	return cmd, cmd.Start()
}

// Family is a process and what it starts: a job. The job does not end with
// its handle, so that nothing dies with Halfday which should not.
type Family struct{ job windows.Handle }

// StartFamily starts cmd without a console. Its own windows show: whoever starts
// a process hidden hides its first window, too, which is a dialog. It may put
// that in front.
func StartFamily(cmd *exec.Cmd) (Family, error) {
	noWindow(cmd)
	if err := cmd.Start(); err != nil {
		return Family{}, err
	}
	family, err := adopt(cmd.Process)
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return Family{}, err
	}
	AllowForeground(cmd.Process.Pid)
	return family, nil
}

// adopt puts a process into a job before it starts anything: it first waits
// for its request. A child made with CREATE_BREAKAWAY_FROM_JOB, like the one
// that opens the browser, is not in the job.
func adopt(p *os.Process) (Family, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return Family{}, os.NewSyscallError("CreateJobObject", err)
	}
	var limits windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION
	limits.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_BREAKAWAY_OK
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits))) // #nosec G103 -- the system call takes a pointer
	if err != nil {
		windows.CloseHandle(job)
		return Family{}, os.NewSyscallError("SetInformationJobObject", err)
	}
	const access = windows.PROCESS_SET_QUOTA | windows.PROCESS_TERMINATE
	h, err := windows.OpenProcess(access, false, uint32(p.Pid)) // #nosec G115 -- as the system gave it
	if err != nil {
		windows.CloseHandle(job)
		return Family{}, os.NewSyscallError("OpenProcess", err)
	}
	defer windows.CloseHandle(h)
	if err := windows.AssignProcessToJobObject(job, h); err != nil {
		windows.CloseHandle(job)
		return Family{}, os.NewSyscallError("AssignProcessToJobObject", err)
	}
	return Family{job}, nil
}

// Kill ends all of the job at once.
func (f Family) Kill() { _ = windows.TerminateJobObject(f.job, 1) }

// Release is called once the process has ended.
func (f Family) Release() { windows.CloseHandle(f.job) }

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

// AllowForeground lets another process put a window in front. Windows gives
// that right only to whom a process hands it that has it itself, as the one
// has that the person used last. Any goroutine may call it.
func AllowForeground(pid int) { _, _, _ = allowSetForegroundWindow.Call(uintptr(pid)) }

// OwnGroup has nothing to do here.
func OwnGroup() error { return nil }

func noWindow(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: windows.CREATE_NO_WINDOW}
}

// EndTree ends the child alone.
func EndTree(p *os.Process) error { return p.Kill() }

// Hand does nothing here.
func Hand(string, []string, *net.TCPListener, *net.TCPConn) (*Heir, error) { return nil, ErrNotHanded }

// Handed does nothing here.
func Handed() (net.Listener, error) { return nil, ErrNotHanded }
