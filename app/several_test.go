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
	groups := sharing([]roles.Role{
		role("a", "mfa/x", me), role("no-code", "", me), role("b", "mfa/x", me), role("device", "mfa/y", me), role("source", "mfa/x", other),
		role("temporary", "mfa/x", roles.Base{Profile: "me", Kind: roles.BaseTemporary}), {Kind: roles.KindIdentityCenter, Profile: "center"},
	})
	var got string
	for _, g := range groups {
		for _, r := range g {
			got += r.Profile + " "
		}
		got += "| "
	}
	if want := "a b | no-code | device | source | temporary | center | "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
