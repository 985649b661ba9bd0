package app

import (
	"testing"

	"halfday/session"
)

func TestCalms(t *testing.T) {
	idle := session.State{}
	signingIn := session.State{Attempts: []session.Attempt{{Profile: "prod"}}}
	signedIn := session.State{Sessions: []session.Session{{Profile: "prod"}}}
	both := session.State{Attempts: signingIn.Attempts, Sessions: signedIn.Sessions}
	tests := map[string]struct {
		before *session.State
		now    session.State
		want   bool
	}{
		"start":                             {nil, idle, true},
		"start with a session":              {nil, signedIn, false},
		"click":                             {&idle, signingIn, false},
		"cancelled":                         {&signingIn, idle, true},
		"signed in":                         {&signingIn, signedIn, true},
		"half a minute later":               {&signedIn, signedIn, false},
		"another click":                     {&signedIn, both, false},
		"one of two sign-ins ends":          {&both, both, false},
		"the session ends, or is forgotten": {&signedIn, idle, true},
		"the files changed":                 {&idle, idle, true},
	}
	for name, test := range tests {
		if got := endsActivity(test.before, test.now); got != test.want {
			t.Errorf("%s: got %t, want %t", name, got, test.want)
		}
	}
}
