//go:build linux

package stories

import (
	"bufio"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// leakSyscalls are those by which something leaves a process or becomes
// visible to others: arguments, environments, names of files, and all that is
// written to files, terminals, pipes and sockets, that of the session bus too.
const leakSyscalls = "execve,execveat,write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg," +
	"openat,mkdirat,symlinkat,linkat,renameat,renameat2,unlinkat,mkdir,symlink,link,rename,unlink," +
	"clone,clone3,fork,vfork,prctl,prlimit64,setrlimit"

// needStrace fails, or skips where nobody asked for the whole of the tests.
func needStrace(t *testing.T) string {
	t.Helper()
	path, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(path, "-f", "-o", "/dev/null", "true").Run()
	}
	if err == nil {
		return path
	}
	if os.Getenv("HALFDAY_TEST_DESKTOP") == "1" {
		t.Fatalf("no use of strace: %v", err)
	}
	t.Skipf("no use of strace: %v", err)
	return ""
}

// traced is how to run a program so that its traces come into file.
func traced(strace, file string, program string, args ...string) *exec.Cmd {
	all := []string{"-f", "--seccomp-bpf", "-yy", "-v", "-xx", "-s", "4000000", "-e", "trace=" + leakSyscalls, "-e", "signal=none", "-o", file, program}
	return exec.Command(strace, append(all, args...)...)
}

// deed is one system call of a process.
type deed struct {
	pid     int
	program string   // name of the program that runs, without its folder
	args    []string // of the program
	call    string
	line    string   // without the strings in it
	target  string   // what the first argument is open for: pipe:[1], TCP:[…], a path
	data    []string // the strings in the call
	cut     bool     // strace did not show all of it
}

// trace is what strace saw.
type trace struct {
	deeds    []deed
	programs map[int][][]string // by process: the arguments of each program it ran
}

var (
	cloned = regexp.MustCompile(`^(\d+) +(?:<\.\.\. )?(clone3?|v?fork)\b(.*?)(?:= (\d+))?(?: \(.*\))?$`)
	opened = regexp.MustCompile(`^\d+<((?:\\x[0-9a-f]{2}|->|[^<>\\])*)`)
)

// readTrace reads what strace wrote with the options of traced.
func readTrace(t *testing.T, file string) trace {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	process := threads(string(data))
	tr := trace{programs: map[int][][]string{}}
	running := map[int][]string{}
	for lines := newLines(string(data)); lines.Scan(); {
		tid, rest, _ := strings.Cut(lines.Text(), " ")
		call, rest, ok := strings.Cut(strings.TrimLeft(rest, " "), "(")
		if !ok || strings.ContainsAny(call, " <+-") || strings.HasPrefix(call, "clone") || strings.HasSuffix(call, "fork") {
			continue // the second half of a call, an end, or a beginning
		}
		d := deed{pid: process.of(tid), call: call}
		d.data, d.line, d.cut = quoted(rest)
		if fd := opened.FindStringSubmatch(d.line[:min(len(d.line), 2000)]); fd != nil {
			d.target = unhexAll(fd[1])
		}
		if strings.HasPrefix(d.call, "execve") {
			// The lists of arguments and of variables stand in brackets.
			argv, _, _ := strings.Cut(rest, "], [")
			_, argv, _ = strings.Cut(argv, "[")
			args, _, _ := quoted(argv)
			if !strings.Contains(d.line, "= -1 ") {
				running[d.pid] = args
				tr.programs[d.pid] = append(tr.programs[d.pid], args)
			}
			d.args = args
		} else {
			d.args = process.inherited(d.pid, running)
		}
		if len(d.args) > 0 {
			d.program = filepath.Base(d.args[0])
		}
		tr.deeds = append(tr.deeds, d)
	}
	return tr
}

// family tells which process a thread belongs to, and a process's parent.
type family struct {
	leader map[string]string // of a thread: who made it
	parent map[string]string // of a process
}

func threads(text string) family {
	f := family{map[string]string{}, map[string]string{}}
	begun := map[string]string{} // calls that another thread's line interrupts
	for lines := newLines(text); lines.Scan(); {
		if line := lines.Text(); len(line) > 1000 || !strings.Contains(line, "clone") && !strings.Contains(line, "fork") {
			continue
		}
		m := cloned.FindStringSubmatch(lines.Text())
		if m == nil {
			continue
		}
		flags := begun[m[1]] + m[3]
		if m[4] == "" {
			begun[m[1]] = flags
			continue
		}
		delete(begun, m[1])
		if strings.Contains(flags, "CLONE_THREAD") {
			f.leader[m[4]] = m[1]
		} else {
			f.parent[m[4]] = m[1]
		}
	}
	return f
}

func (f family) of(tid string) int {
	for range len(f.leader) + 1 {
		maker, ok := f.leader[tid]
		if !ok {
			break
		}
		tid = maker
	}
	n, _ := strconv.Atoi(tid)
	return n
}

// inherited finds the program of a process that has not called execve yet.
func (f family) inherited(pid int, running map[int][]string) []string {
	for range len(f.parent) + 1 {
		if args, ok := running[pid]; ok {
			return args
		}
		parent, ok := f.parent[strconv.Itoa(pid)]
		if !ok {
			return nil
		}
		pid = f.of(parent)
	}
	return nil
}

func newLines(text string) *bufio.Scanner {
	lines := bufio.NewScanner(strings.NewReader(text))
	lines.Buffer(nil, 64<<20)
	return lines
}

// quoted takes the strings out of the arguments of a call. They hold nothing
// but escapes. cut tells that one is not there to its end.
func quoted(s string) (all []string, rest string, cut bool) {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(s, `"`)
		b.WriteString(before)
		if !ok {
			return all, b.String(), cut
		}
		text, after, ok := strings.Cut(after, `"`)
		cut = cut || !ok || strings.HasPrefix(after, "...")
		all = append(all, unhex(text))
		b.WriteString(`""`)
		s = after
	}
}

func unhex(s string) string {
	digits := make([]byte, 0, len(s)/2)
	for i := 2; i+1 < len(s); i += 4 {
		digits = append(digits, s[i], s[i+1])
	}
	n, _ := hex.Decode(digits, digits)
	return string(digits[:n])
}

var oneEscape = regexp.MustCompile(`\\x[0-9a-f]{2}`)

func unhexAll(s string) string { return oneEscape.ReplaceAllStringFunc(s, unhex) }
