package settings

import "testing"

func TestIsProduction(t *testing.T) {
	const admin = "arn:aws:iam::111122223333:role/shop/Admin"
	for _, c := range []struct {
		file, profile, arn string
		want               bool
	}{
		{``, "prod-admin", admin, false},
		{`production = ["prod-*"]`, "prod-admin", admin, true},
		{`production = ["PROD-*"]`, "Prod-admin", admin, true},
		{`production = "prod-*"`, "prod-admin", admin, true},
		{`production = ["prod-*"]`, "prod", admin, false},
		{`production = ["prod"]`, "prod", admin, true},
		{`production = ["prod"]`, "prod2", admin, false},
		{`production = ["*:role/*/Admin"]`, "x", admin, true},
		{`production = ["*:111122223333:*"]`, "", admin, true},
		{`production = ["a*a"]`, "a", "", false},
		{`production = ["a*b*c"]`, "a-c-b-c", "", true},
		{`production = ["a*bb*c"]`, "abc", "", false},
		{`production = ["*"]`, "x", "", true},
		{"production = [\"*\"]\n[role.dev]\nproduction = false", "dev", admin, false},
		{"[role.dev]\nproduction = true", "dev", admin, true},
	} {
		s, problems := parse([]byte(c.file))
		if got := s.IsProduction(c.profile, c.arn); got != c.want || len(problems) > 0 {
			t.Errorf("%s: %s %s: got %v, problems %v", c.file, c.profile, c.arn, got, problems)
		}
	}
	for _, bad := range []string{`production = true`, `production = [""]`, `production = [1]`} {
		if s, problems := parse([]byte(bad)); len(problems) != 1 || s.Production != nil {
			t.Errorf("%s: got %v, problems %v", bad, s.Production, problems)
		}
	}
}

func TestSoundsLikeProduction(t *testing.T) {
	for name, want := range map[string]bool{
		"prod": true, "shop-prod": true, "ProdAdmin": false, "PROD_1": true, "arn:aws:iam::1:role/prd/Admin": true, "本番-admin": true, "prod2": true,
		"": false, "product": false, "non-prod": false, "preprod": false, "pre_prod": false, "reproduction": false, "dev": false, "live": true, "deliver": false,
	} {
		if got := SoundsLikeProduction(name); got != want {
			t.Errorf("%q: got %v, want %v", name, got, want)
		}
	}
}
