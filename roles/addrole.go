package roles

import (
	"bytes"
	"cmp"
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

// NewRole is a role that stands in no AWS file: a profile that a person wants in
// the config file, or one for a single sign-in.
type NewRole struct {
	Profile       string // "" for a single sign-in
	RoleARN       string
	SourceProfile string // "", for a single sign-in: default
	MFASerial     string // "": the source profile's, then that of [default], or the role asks for no code
	Region        string // "": none is written; as for a profile without one
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
	if before, _ := readAWSFiles(f); before.byName[n.Profile] != nil {
		return "", Problem{Kind: ProblemNameTaken, Detail: n.Profile}
	}
	text, after := appended(f, section("profile "+n.Profile, [][2]string{
		{"role_arn", n.RoleARN}, {"source_profile", n.SourceProfile}, {"mfa_serial", n.MFASerial}, {"region", n.Region},
	}))
	p := after.byName[n.Profile]
	if p == nil || p.roleARN != n.RoleARN || p.sourceProfile != n.SourceProfile || p.mfaSerial != n.MFASerial || p.region != n.Region {
		return "", Problem{Kind: ProblemName, Detail: n.Profile}
	}
	if role := after.reader(getenv).role(p); role.Problem.Kind != ProblemNone {
		return "", role.Problem
	}
	return text, Problem{}
}

// section writes a section; a key without a value is left out.
func section(header string, keys [][2]string) string {
	text := "[" + header + "]\n"
	for _, line := range keys {
		if line[1] != "" {
			text += line[0] + " = " + line[1] + "\n"
		}
	}
	return text
}

// appended writes sections as they go behind the config file, with the line ends
// that it has, and reads the AWS files as they are then: the judge of an addition
// is the reader that will read it.
func appended(f Files, sections string) (text string, after *awsProfiles) {
	data, _ := readAWSFile(f.Config)
	defer clear(data) // may hold secret keys
	other, _ := readAWSFile(f.Credentials)
	defer clear(other)
	text = sections
	if len(data) > 0 {
		text = "\n" + text
		if data[len(data)-1] != '\n' {
			text = "\n" + text
		}
	}
	if bytes.Contains(data, []byte("\r\n")) {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	together := append(slices.Clone(data), text...)
	defer clear(together)
	after = newAWSProfiles()
	after.read(together, awsConfigFile, func(WarningKind, int) {})
	after.read(other, awsCredentialsFile, func(WarningKind, int) {})
	return text, after
}

// plainName tells whether name needs no quotes in any AWS tool.
func plainName(name string) bool {
	return name != "" && len(name) <= 128 && utf8.ValidString(name) && name[0] != '-' &&
		!strings.EqualFold(name, "default") &&
		!strings.ContainsFunc(name, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-_./@+", r)
		})
}

// Sources lists the profiles that a role can have as its source: those with
// credentials of their own, in file order.
func Sources(f Files) []string {
	profiles, _ := readAWSFiles(f)
	var names []string
	for _, p := range profiles.all {
		if !p.dropped && p.roleARN == "" && ownBase(p).Kind != "" {
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
	return backup, write(f.Config, os.O_APPEND, []byte(addition))
}

// write writes to a file, which it makes for its owner alone where there is none.
// One that has to be new (os.O_EXCL) and cannot be written whole does not stay.
func write(path string, flag int, data []byte) error {
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|flag, 0o600) // #nosec G304 -- an AWS file, or a copy beside it
	if err != nil {
		return err
	}
	if _, err = file.Write(data); err == nil {
		err = file.Sync()
	}
	err = cmp.Or(err, file.Close())
	if err != nil && flag == os.O_EXCL {
		os.Remove(path)
	}
	return err
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
		switch err := write(name, os.O_EXCL, data); {
		case err == nil:
			return name, nil
		case !errors.Is(err, fs.ErrExist):
			return "", err
		}
	}
	return "", fs.ErrExist
}

// AdHocRole makes a Role of n for a single sign-in, by the same rules as ReadRoles.
// Its Profile is the role's name, and no profile of the files is meant by it. The
// same holds for it as for ReadRoles.
func AdHocRole(f Files, getenv func(string) string, n NewRole) Role {
	profiles, _ := readAWSFiles(f) // what is missing shows as a missing source profile
	p := &awsProfile{
		name:    ARNName(n.RoleARN),
		roleARN: n.RoleARN, sourceProfile: cmp.Or(n.SourceProfile, "default"), mfaSerial: n.MFASerial, region: n.Region,
	}
	// A profile of the same name is another one.
	if profiles.byName[p.name] != nil && p.name == p.sourceProfile {
		p.name += " (role)"
	}
	return profiles.reader(getenv).role(p)
}
