package federation

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"halfday/roles"
)

// The profile that signs is the same whether it comes with the role's settings or
// is read alone, in whatever way the files tie the profiles together. Alone the
// SDK refuses one with a broken source of its own, even where it has keys.
func TestSourceComesWithTheSettings(t *testing.T) {
	dir, random := t.TempDir(), rand.New(rand.NewPCG(1, 2))
	opts := Options{ConfigFile: filepath.Join(dir, "config"), CredentialsFile: filepath.Join(dir, "credentials")}
	compared, withKeys := 0, 0
	for i := range 3000 {
		config, credentials := anyProfiles(random)
		for path, text := range map[string]string{opts.ConfigFile: config, opts.CredentialsFile: credentials} {
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, role := range roles.ReadRoles(roles.Files{Config: opts.ConfigFile, Credentials: opts.CredentialsFile}, func(string) string { return "" }).Roles {
			if role.Problem.Kind != roles.ProblemNone || role.Base.Kind == roles.BaseEnvironment {
				continue
			}
			s, err := prepare(t.Context(), role, opts)
			if err != nil {
				continue // the SDK takes less than we do
			}
			source := func() (string, error) {
				sc, err := s.loadProfile(t.Context(), role.Base.Profile)
				keys := sc.Credentials
				if err == nil && !keys.HasKeys() {
					keys = s.keysOf(t.Context(), role.Base.Profile)
				}
				if keys.HasKeys() {
					withKeys++
				}
				return fmt.Sprint(keys.AccessKeyID, " ", keys.SecretAccessKey, " ", keys.SessionToken, " ", sc.CredentialProcess, " ", sc.LoginSession), err
			}
			together, err := source()
			s.cfg.ConfigSources = nil
			alone, errAlone := source()
			if errAlone == nil && (err != nil || together != alone) {
				t.Fatalf("%d, %s by %s: with the settings %s, %v, alone %s\n%s\n%s", i, role.Profile, role.Base.Profile, together, err, alone, config, credentials)
			}
			compared++
		}
	}
	if compared < 1000 || withKeys < 1000 {
		t.Errorf("only %d sources were compared, %d had keys", compared, withKeys)
	}
}

// anyProfiles are AWS files of four profiles that say anything of each other.
func anyProfiles(random *rand.Rand) (config, credentials string) {
	names := []string{"default", "a", "b c", "d"}
	one := func(all ...string) string { return all[random.IntN(len(all))] }
	name := func() string { return one(names...) }
	keys := func(of string) string {
		return fmt.Sprintf("aws_access_key_id = AKIA%s\naws_secret_access_key = secret-%[1]s\n", of) + one("", "", "aws_session_token = token-"+of+"\n")
	}
	var files [2]strings.Builder
	for _, n := range names {
		fmt.Fprintf(&files[0], one("[profile %s]\n", "[profile \"%s\"]\n", "[profile '%s']\n", "[ profile  %s ]\n"), n)
		for range random.IntN(4) {
			files[0].WriteString(one(
				"role_arn = arn:aws:iam::111122223333:role/"+strings.Fields(n)[0]+"\nsource_profile = "+name()+"\n",
				"role_arn = arn:aws:iam::111122223333:role/other\n", "source_profile = "+name()+"\n",
				keys("config"), "credential_process = print "+n+"\n", "login_session = arn:aws:iam::111122223333:user/maya\n",
				"region = eu-west-1\n", "mfa_serial = arn:aws:iam::111122223333:mfa/maya\n", "credential_source = Environment\n",
			))
		}
		if random.IntN(2) == 0 {
			fmt.Fprintf(&files[1], one("[%s]\n", "[\"%s\"]\n")+one(keys("credentials"), keys("credentials"), "source_profile = "+name()+"\n", "credential_process = other\n", ""), n)
		}
	}
	return files[0].String(), files[1].String()
}
