package roles

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"halfday/tests/modes"
)

const (
	newARN = "arn:aws:iam::111122223333:role/shop/Admin"
	newMFA = "arn:aws:iam::444455556666:mfa/ann"
)

func writeAWSFiles(t *testing.T, config, credentials string) Files {
	t.Helper()
	dir := t.TempDir()
	f := Files{Config: filepath.Join(dir, "config"), Credentials: filepath.Join(dir, "credentials")}
	for path, data := range map[string]string{f.Config: config, f.Credentials: credentials} {
		if err := os.WriteFile(path, []byte(data), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func noEnv(string) string { return "" }

const keysOfMe = "[me]\naws_access_key_id = AKIAABCDEFGHIJKLMNOP\naws_secret_access_key = x\n"

func TestAppendRole(t *testing.T) {
	role := NewRole{Profile: "shop", RoleARN: newARN, SourceProfile: "me", MFASerial: newMFA, Region: "ap-northeast-1"}
	lines := "[profile shop]\nrole_arn = " + newARN + "\nsource_profile = me\nmfa_serial = " + newMFA + "\nregion = ap-northeast-1\n"
	tests := []struct{ name, config, want string }{
		{"with keys", "[profile k]\nAWS_Secret_Access_Key = x\n", "\n" + lines},
		{"empty", "", lines},
		{"after another", "[profile a]\nregion = x\n", "\n" + lines},
		{"no end of line", "[profile a]\nregion = x", "\n\n" + lines},
		{"CRLF", "[profile a]\r\nregion = x\r\n", strings.ReplaceAll("\n"+lines, "\n", "\r\n")},
		{"odd bytes", "\xef\xbb\xbf# mine \xff\n[profile a\n", "\n" + lines},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := writeAWSFiles(t, test.config, keysOfMe)
			got, problem := Addition(f, noEnv, role)
			if problem.Kind != ProblemNone {
				t.Fatal(problem)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Fatalf("addition (-want +got):\n%s", diff)
			}
			backup, err := AppendRole(f, got)
			if err != nil {
				t.Fatal(err)
			}
			if info, err := os.Stat(backup.Path); err != nil || info.Mode() != modes.Seen(0o600) || backup.Keys != (test.name == "with keys") {
				t.Errorf("backup: %v, %v, with keys: %v", info.Mode(), err, backup.Keys)
			}
			if kept, err := os.ReadFile(backup.Path); err != nil || string(kept) != test.config {
				t.Errorf("backup: got %q, %v, want the file as it was", kept, err)
			}
			if after, err := os.ReadFile(f.Config); err != nil || string(after) != test.config+test.want {
				t.Errorf("file: got %q, %v", after, err)
			}
			if info, err := os.Stat(f.Config); err != nil || info.Mode() != modes.Seen(0o640) {
				t.Errorf("the mode of the file changed: %v, %v", info.Mode(), err)
			}
			list := ReadRoles(f, noEnv)
			if len(list.Roles) != 1 || list.Roles[0].Profile != "shop" || list.Roles[0].Problem.Kind != ProblemNone {
				t.Errorf("roles: got %+v", list.Roles)
			}
		})
	}
}

func TestAppendRoleWithoutAFile(t *testing.T) {
	home := t.TempDir()
	f := Files{Config: filepath.Join(home, ".aws", "config"), Credentials: filepath.Join(home, ".aws", "credentials")}
	backup, err := AppendRole(f, "[profile x]\n")
	if err != nil || backup != (Backup{}) {
		t.Fatalf("got %v, %v", backup, err)
	}
	for path, want := range map[string]os.FileMode{f.Config: 0o600, filepath.Dir(f.Config): os.ModeDir | 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode() != modes.Seen(want) {
			t.Errorf("%s: got %v, %v, want %v", path, info.Mode(), err, want)
		}
	}
}

func TestAppendRoleLeavesWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	if _, err := AppendRole(Files{Config: dir}, "x"); err == nil {
		t.Error("got no error for a folder")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 0 {
		t.Errorf("got %v, %v, want nothing written", left, err)
	}
}

func TestAdditionRefuses(t *testing.T) {
	f := writeAWSFiles(t, "[profile taken]\nregion = x\n", keysOfMe)
	good := NewRole{Profile: "shop", RoleARN: newARN, SourceProfile: "me", MFASerial: newMFA}
	tests := []struct {
		name   string
		change func(*NewRole)
		want   ProblemKind
	}{
		{"good", func(*NewRole) {}, ProblemNone},
		{"without a device", func(n *NewRole) { n.MFASerial = "" }, ProblemNone},
		{"Japanese name", func(n *NewRole) { n.Profile = "本番-管理者" }, ProblemNone},
		{"no name", func(n *NewRole) { n.Profile = "" }, ProblemName},
		{"blank in the name", func(n *NewRole) { n.Profile = "a b" }, ProblemName},
		{"header in the name", func(n *NewRole) { n.Profile = "a]\n[profile b" }, ProblemName},
		{"default", func(n *NewRole) { n.Profile = "default" }, ProblemName},
		{"taken", func(n *NewRole) { n.Profile = "taken" }, ProblemNameTaken},
		{"taken in the other file", func(n *NewRole) { n.Profile = "me" }, ProblemNameTaken},
		{"no ARN", func(n *NewRole) { n.RoleARN = "Admin" }, ProblemRoleARN},
		{"a line in the ARN", func(n *NewRole) { n.RoleARN += "\ncredential_process = rm" }, ProblemRoleARN},
		{"no such source", func(n *NewRole) { n.SourceProfile = "you" }, ProblemSourceMissing},
		{"security key", func(n *NewRole) { n.MFASerial = "arn:aws:iam::444455556666:u2f/user/ann/key" }, ProblemFIDO},
		{"a comment in the device", func(n *NewRole) { n.MFASerial = "x # y" }, ProblemMFASerial},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			n := good
			test.change(&n)
			text, problem := Addition(f, noEnv, n)
			if problem.Kind != test.want || (text != "") != (test.want == ProblemNone) {
				t.Errorf("got %q, %+v, want %q", text, problem, test.want)
			}
		})
	}
}

func TestSources(t *testing.T) {
	f := writeAWSFiles(t, "[default]\nregion = x\n[profile p]\ncredential_process = y\n[profile r]\nrole_arn = "+newARN+"\nsource_profile = me\n", keysOfMe+"[half]\naws_access_key_id = A\n")
	if diff := cmp.Diff([]string{"p", "me"}, Sources(f)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
