package app

import (
	"testing"

	"halfday/roles"
)

func TestSharing(t *testing.T) {
	me, other := roles.Base{Profile: "me", Kind: roles.BaseStatic}, roles.Base{Profile: "other", Kind: roles.BaseStatic}
	role := func(name, mfa string, base roles.Base) roles.Role {
		return roles.Role{Profile: name, MFASerial: mfa, Base: base}
	}
	groups, alone := sharing([]roles.Role{
		role("a", "mfa/x", me), role("no-code", "", me), role("b", "mfa/x", me), role("device", "mfa/y", me), role("source", "mfa/x", other),
		role("temporary", "mfa/x", roles.Base{Profile: "me", Kind: roles.BaseTemporary}), {Kind: roles.KindIdentityCenter, Profile: "center"},
	})
	names := func(all []roles.Role) (s string) {
		for _, r := range all {
			s += r.Profile + " "
		}
		return s
	}
	if len(groups) != 1 || names(groups[0]) != "a b " {
		t.Errorf("groups: %v", groups)
	}
	if got, want := names(alone), "no-code temporary center device source "; got != want {
		t.Errorf("alone: got %s, want %s", got, want)
	}
}
