package session

import (
	"os"
	"os/exec"
	"syscall"
	"unsafe"

	"golang.org/x/sys/windows"
)

// family is a process and what it starts: a job. The job does not end with
// its handle, so that nothing dies with Halfday which should not.
type family struct{ job windows.Handle }

var allowSetForegroundWindow = windows.NewLazySystemDLL("user32.dll").NewProc("AllowSetForegroundWindow")

func prepare(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{HideWindow: true, CreationFlags: windows.CREATE_NO_WINDOW}
}

// adopt puts the process into a job before it starts anything: it first waits
// for its request. A child made with CREATE_BREAKAWAY_FROM_JOB, like the one
// that opens the browser, is not in the job. The process may put its dialog
// in front.
func adopt(p *os.Process) (family, error) {
	job, err := windows.CreateJobObject(nil, nil)
	if err != nil {
		return family{}, os.NewSyscallError("CreateJobObject", err)
	}
	var limits windows.JOBOBJECT_EXTENDED_LIMIT_INFORMATION
	limits.BasicLimitInformation.LimitFlags = windows.JOB_OBJECT_LIMIT_BREAKAWAY_OK
	_, err = windows.SetInformationJobObject(job, windows.JobObjectExtendedLimitInformation,
		uintptr(unsafe.Pointer(&limits)), uint32(unsafe.Sizeof(limits))) // #nosec G103 -- the system call takes a pointer
	if err != nil {
		windows.CloseHandle(job)
		return family{}, os.NewSyscallError("SetInformationJobObject", err)
	}
	const access = windows.PROCESS_SET_QUOTA | windows.PROCESS_TERMINATE
	h, err := windows.OpenProcess(access, false, uint32(p.Pid)) // #nosec G115 -- as the system gave it
	if err != nil {
		windows.CloseHandle(job)
		return family{}, os.NewSyscallError("OpenProcess", err)
	}
	defer windows.CloseHandle(h)
	if err := windows.AssignProcessToJobObject(job, h); err != nil {
		windows.CloseHandle(job)
		return family{}, os.NewSyscallError("AssignProcessToJobObject", err)
	}
	_, _, _ = allowSetForegroundWindow.Call(uintptr(p.Pid))
	return family{job}, nil
}

// kill ends all of the job at once.
func (f family) kill() { _ = windows.TerminateJobObject(f.job, 1) }

func (f family) release() { windows.CloseHandle(f.job) }
