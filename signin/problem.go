package signin

import (
	"errors"
	"strings"
	"time"

	"halfday/federation"
	"halfday/roles"
	"halfday/text"
)

// problemError is a problem with the code, or with the browser.
type problemError struct {
	kind    string
	wait    time.Duration // for the next code, where that is known
	program string        // that asked for the page
	detail  string
}

func (p problemError) Error() string { return strings.ReplaceAll(p.kind, "_", " ") }

// told wraps an error that the person has been told of.
type told struct{ error }

// Told is err, of which the person was told in other words.
func Told(err error) error { return told{err} }

func (t told) Unwrap() error { return t.error }

// problem collects what the texts about err need to know.
func (f *Flow) problem(err error) text.Problem {
	p := Problem(err, f.Role)
	if p.Kind == "" {
		seen := f.Sort(err)
		p.Kind, p.Program = seen.Kind, seen.Program
	}
	return p
}

// Problem collects what the texts about an error of a sign-in to r need to
// know. Its Kind is "" for errors of dialogs and browsers.
func Problem(err error, r roles.Role) text.Problem {
	p := text.Problem{
		Role:    r.Profile,
		Account: r.Account,
		Device:  roles.ARNName(r.MFASerial),
		Region:  r.Region,
	}
	var own problemError
	var aws *federation.Error
	switch {
	case errors.As(err, &own):
		p.Kind, p.Wait, p.Program, p.Detail = own.kind, own.wait, own.program, own.detail
	case errors.Is(err, ErrTimedOut):
		p.Kind = "dialog_timeout"
	case errors.Is(err, ErrNoMore):
		p.Kind = "stdin"
	case errors.As(err, &aws):
		fromAWS(&p, aws, r)
	}
	return p
}

func fromAWS(p *text.Problem, e *federation.Error, r roles.Role) {
	p.Kind = string(e.Kind)
	p.Profile = r.Base.Profile
	p.Host, p.Program, p.Detail, p.Status = e.Host, e.Program, e.Detail, e.Status
	p.Wait, p.Skew, p.Limit = e.Wait, e.Skew, e.Limit
	if e.Region != "" {
		p.Region = e.Region
	}
	if p.Detail == "" {
		p.Detail = e.Code
	}
	switch e.Kind {
	case federation.KindRegionDisabled:
		p.Detail = e.Detail
	case federation.KindDurationRoleMax:
		p.Wanted = time.Duration(r.DurationSeconds) * time.Second
	case federation.KindSSORole:
		p.Program = r.SSO.RoleName // that Identity Center was asked for
	case federation.KindEndpointOverride:
		p.Detail = e.Host
	case federation.KindAccessDenied:
		denied(p, e, r)
	}
}
