//go:build linux

package stage

import (
	"encoding/json"
	"strings"
	"time"

	"halfday/demo"
	"halfday/session"
)

type Stored struct {
	Version  int               `json:"version"`
	Sessions []session.Session `json:"sessions"`
}

// Seed writes the sessions that the tray will find at its start.
func (s *Stage) Seed(sessions ...session.Session) {
	s.T.Helper()
	data, err := json.Marshal(Stored{1, sessions})
	s.Must(err)
	s.Write(s.StateFile("sessions.json"), string(data))
}

// Remembered are the sessions on disk.
func (s *Stage) Remembered() []session.Session {
	s.T.Helper()
	var f Stored
	if data := s.Read(s.StateFile("sessions.json")); data != "" {
		s.Must(json.Unmarshal([]byte(data), &f))
	}
	return f.Sessions
}

// AwaitRemembered waits until so many sessions are on disk.
func (s *Stage) AwaitRemembered(n int) {
	s.T.Helper()
	s.Await("the store to be written", func() bool { return len(s.Remembered()) == n })
}

// Lasting is a session of a role of the demo with so much time left.
func Lasting(profile string, left time.Duration) session.Session {
	end := time.Now().Add(left).UTC().Round(0)
	for _, r := range demo.DefaultRoles() {
		if r.Profile == profile {
			return session.Session{
				Profile: profile, RoleARN: r.ARN, Account: strings.Split(r.ARN, ":")[4], Partition: "aws", Region: r.Region,
				Console: "https://console.aws.amazon.com/", SignedInAt: end.Add(-12 * time.Hour), Expires: end,
			}
		}
	}
	panic("no such role: " + profile)
}
