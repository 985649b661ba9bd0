package roles

import "testing"

func TestRoleFilter(t *testing.T) {
	r := Role{Profile: "Prod/Admin", RoleARN: "arn:aws:iam::111122223333:role/Ops", Account: "111122223333", SourceProfile: "Über", Label: "本番"}
	bad := r
	bad.Problem.Kind = ProblemNoSource
	for _, c := range []struct {
		f    RoleFilter
		r    Role
		want bool
	}{
		{RoleFilter{}, r, true},
		{RoleFilter{Text: "prod"}, r, true},
		{RoleFilter{Text: "PROD/a"}, r, true},
		{RoleFilter{Text: "role/ops"}, r, true},
		{RoleFilter{Text: "über"}, r, true},
		{RoleFilter{Text: "本番"}, r, true},
		{RoleFilter{Text: "11112222"}, r, true},
		{RoleFilter{Text: "dev"}, r, false},
		{RoleFilter{Account: "111122223333"}, r, true},
		{RoleFilter{Account: "1111-2222-3333"}, r, true},
		{RoleFilter{Account: "1111"}, r, false},
		{RoleFilter{Account: "111122223333", Text: "dev"}, r, false},
		{RoleFilter{Problems: true}, r, false},
		{RoleFilter{Problems: true, Text: "prod"}, bad, true},
		{RoleFilter{Account: "1"}, Role{}, false},
	} {
		if got := c.f.Match(c.r); got != c.want {
			t.Errorf("%+v: got %v, want %v", c.f, got, c.want)
		}
	}
}
