package signin

import (
	"testing"

	"halfday/roles"
	"halfday/text"
)

func TestTitle(t *testing.T) {
	role := roles.Role{Profile: "prod-admin", Account: "111122223333"}
	tests := []struct {
		flow Flow
		want string
	}{
		{Flow{}, "MFA code: prod-admin (1111-2222-3333)"},
		{Flow{Label: "Shop"}, "MFA code: Shop (prod-admin) (1111-2222-3333)"},
		{Flow{Production: true}, "PRODUCTION: MFA code: prod-admin (1111-2222-3333)"},
	}
	for _, test := range tests {
		test.flow.Role, test.flow.Words = role, text.English()
		if got := test.flow.title(test.flow.Words.Dialog.CodeTitle); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
