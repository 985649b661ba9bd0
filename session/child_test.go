package session

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strings"
	"time"
)

// The environment of a test's sign-in process.
const (
	childProfile = "HALFDAY_TEST_PROFILE"
	childAddress = "HALFDAY_TEST_ADDRESS" // where a life line is held
)

// playChild is a sign-in process that behaves as role says.
func playChild(role string) int {
	say := func(e Event) {
		line, _ := json.Marshal(e)
		fmt.Printf("%s\n", line)
	}
	profile := os.Getenv(childProfile)
	s := lasting(profile, time.Now().UTC(), time.Hour)
	if role == "deaf" { // never reads its request
		say(Event{Kind: EventCancelled})
		return 0
	}
	if role == "grandchild" {
		return hold()
	}
	var req Request
	line, err := bufio.NewReader(os.Stdin).ReadBytes('\n')
	if err != nil || json.Unmarshal(line, &req) != nil {
		return 4
	}
	switch role {
	case "works":
		fmt.Println("a line that is no event")
		say(Event{Kind: EventPhase, Phase: PhaseCode})
		say(Event{Kind: EventSignedIn, Session: &s, Kept: req.Kept})
		fmt.Fprintln(os.Stderr, strings.Repeat("noise ", 20000))
		return 0
	case "dialog": // as with zenity: somebody else's window
		grandchild(nil)
		say(Event{Kind: EventPhase, Phase: PhaseCode})
		_, _ = io.Copy(io.Discard, os.Stdin)
		return 5
	case "dies":
		grandchild(os.Stdout)
		return 3
	case "leaves": // as with a browser that a credential_process started
		grandchild(os.Stdout)
		say(Event{Kind: EventSignedIn, Session: &s})
		return 0
	case "floods":
		for {
			say(Event{Kind: EventPhase, Phase: PhaseCode})
		}
	}
	return 6
}

// grandchild starts a process that never ends, and waits until it runs.
func grandchild(stdout *os.File) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), childEnv+"=grandchild")
	if stdout != nil {
		cmd.Stdout = stdout
	}
	ready, _ := cmd.StderrPipe()
	if cmd.Start() == nil {
		_, _ = ready.Read(make([]byte, 1))
	}
}

// hold keeps a connection to the test for as long as the process lives, which
// is until the test closes it.
func hold() int {
	c, err := net.Dial("tcp", os.Getenv(childAddress))
	if err != nil {
		return 7
	}
	fmt.Fprintln(os.Stderr, "ready")
	_, _ = io.Copy(io.Discard, c)
	return 0
}
