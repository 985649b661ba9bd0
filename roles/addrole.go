package roles

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// NewRole is a profile that a person wants in the config file.
type NewRole struct {
	Profile       string
	RoleARN       string
	SourceProfile string
	MFASerial     string // "": the role asks for no code, or the source profile has one
	Region        string // "": none is written
}

// Reasons why a NewRole cannot be added, beside those why a Role cannot work.
const (
	ProblemName      ProblemKind = "profile_name"  // nothing that every AWS tool takes as a name (Detail: the name)
	ProblemNameTaken ProblemKind = "profile_taken" // there is a profile of that name (Detail: the name)
)

// Addition says what AppendRole would append for n, or why the role would not
// work. It reads the AWS files and changes nothing.
func Addition(f Files, getenv func(string) string, n NewRole) (string, Problem) {
	if !plainName(n.Profile) {
		return "", Problem{Kind: ProblemName, Detail: n.Profile}
	}
	for _, value := range []struct {
		text string
		kind ProblemKind
	}{{n.RoleARN, ProblemRoleARN}, {n.SourceProfile, ProblemSourceMissing}, {n.MFASerial, ProblemMFASerial}, {n.Region, ProblemRoleARN}} {
		if strings.ContainsFunc(value.text, unicode.IsControl) || strings.ContainsAny(value.text, "#;") {
			return "", Problem{Kind: value.kind, Detail: value.text}
		}
	}
	data, _ := readAWSFile(f.Config)
	defer clear(data) // may hold secret keys
	other, _ := readAWSFile(f.Credentials)
	defer clear(other)
	before := parsed(data, other)
	if before.byName[n.Profile] != nil {
		return "", Problem{Kind: ProblemNameTaken, Detail: n.Profile}
	}

	text := n.section(data)
	// The judge is the reader that will read it.
	together := append(slices.Clone(data), text...)
	defer clear(together)
	after := parsed(together, other)
	p := after.byName[n.Profile]
	if p == nil || p.roleARN != n.RoleARN || p.sourceProfile != n.SourceProfile || p.mfaSerial != n.MFASerial || p.region != n.Region {
		return "", Problem{Kind: ProblemName, Detail: n.Profile}
	}
	if role := after.reader(getenv).role(p); role.Problem.Kind != ProblemNone {
		return "", role.Problem
	}
	return text, Problem{}
}

// section writes the role as it goes behind data, with the line ends that data
// has.
func (n NewRole) section(data []byte) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[profile %s]\n", n.Profile)
	for _, line := range [][2]string{
		{"role_arn", n.RoleARN}, {"source_profile", n.SourceProfile}, {"mfa_serial", n.MFASerial}, {"region", n.Region},
	} {
		if line[1] != "" {
			fmt.Fprintf(&b, "%s = %s\n", line[0], line[1])
		}
	}
	return behind(data, b.String())
}

// plainName tells whether name needs no quotes in any AWS tool.
func plainName(name string) bool {
	return name != "" && len(name) <= 128 && utf8.ValidString(name) && name[0] != '-' &&
		!strings.EqualFold(name, "default") &&
		strings.IndexFunc(name, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_./@+", r)
		}) < 0
}

// Sources lists the profiles that a role can have as its source: those with
// credentials of their own, in file order.
func Sources(f Files) []string {
	profiles, _ := readAWSFiles(f)
	var names []string
	for _, p := range profiles.all {
		if !p.dropped && p.roleARN == "" && (p.pair()&awsKeyPair == awsKeyPair || p.sso != (SSO{}) || p.has&(awsProcess|awsLogin) != 0) {
			names = append(names, p.name)
		}
	}
	return names
}

// Backup is the copy of an AWS file before a change, for its owner alone.
type Backup struct {
	Path string // "" where there was no file
	Keys bool   // it holds secret keys, as the file did, and keeps them when the file no longer does
}

// AppendRole appends what Addition gave to the config file and leaves every other
// byte as it is. Before, it writes a copy beside the file. Any goroutine may call
// it.
func AppendRole(f Files, addition string) (backup Backup, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("adding a role: %w", err)
		}
	}()
	data, trouble := readAWSFile(f.Config)
	defer clear(data)
	switch trouble {
	case "":
		if backup.Path, err = writeBackup(f.Config, data, time.Now()); err != nil {
			return Backup{}, err
		}
		backup.Keys = holdsKeys(data)
	case WarningMissing:
		if err := os.MkdirAll(filepath.Dir(f.Config), 0o700); err != nil {
			return Backup{}, err
		}
	default:
		return Backup{}, errors.New(strings.ReplaceAll(string(trouble), "_", " "))
	}
	file, err := os.OpenFile(f.Config, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o600)
	if err != nil {
		return backup, err
	}
	_, err = file.WriteString(addition)
	if err == nil {
		err = file.Sync()
	}
	if e := file.Close(); err == nil {
		err = e
	}
	return backup, err
}

// holdsKeys tells whether a file has secret keys, be it in a comment.
func holdsKeys(data []byte) bool {
	lower := bytes.ToLower(data)
	defer clear(lower)
	return bytes.Contains(lower, []byte("aws_secret_access_key")) || bytes.Contains(lower, []byte("aws_session_token"))
}

// writeBackup writes data beside path, to a name that is not taken.
func writeBackup(path string, data []byte, now time.Time) (string, error) {
	for n := range 100 {
		name := path + ".backup-" + now.Format("20060102-150405")
		if n > 0 {
			name += fmt.Sprintf("-%d", n)
		}
		file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600) // #nosec G304 -- beside the AWS file that it will replace
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = file.Write(data)
		if err == nil {
			err = file.Sync()
		}
		if e := file.Close(); err == nil {
			err = e
		}
		if err != nil {
			os.Remove(name)
			return "", err
		}
		return name, nil
	}
	return "", fs.ErrExist
}
