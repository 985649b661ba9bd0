// Package roles reads the AWS files: which profiles are roles, what a sign-in
// needs to know about each, and why one cannot work.
//
// [ReadRoles] reads them, [WatchFiles] tells when to read them again, and
// [AppendRole] adds one. [Role] is the one type of a role in the program.
//
// The package must not run anything or connect anywhere, and it holds no
// words that a person reads.
package roles

import (
	"slices"
	"strings"
	"time"
)

// Role is a profile with a role_arn or of Identity Center, with all that a
// sign-in needs to know about it. It is a value: nothing in it changes after ReadRoles returned it.
type Role struct {
	Kind            Kind
	Profile         string // name of the profile, as the AWS CLI would take it
	RoleARN         string // "" for KindIdentityCenter
	Account         string // 12 digits, from RoleARN; "" where RoleARN is not one
	Partition       string // aws, aws-cn, aws-us-gov, aws-eusc; from RoleARN
	Region          string // the profile's, else AWS_REGION, else the partition's default
	SourceProfile   string // "" where the profile has none (credential_source)
	MFASerial       string // "" where no code is asked for
	MFAFrom         string // the profile that MFASerial was found in
	ExternalID      string
	RoleSessionName string // "" where the profile sets none
	DurationSeconds int    // of the role credentials, in seconds; 0 where the profile sets none

	// Chain names the profiles from the base credentials to this role, this
	// role last. It has one element where the role has no source profile.
	Chain []string
	// Hops are the roles to assume, in order; the last is this role. More
	// than one means role chaining, which AWS limits to one hour. There is none
	// for KindIdentityCenter.
	Hops []Hop
	// Base says where the credentials that sign the first hop come from.
	Base Base
	// SSO is the role of Identity Center: this one, or the base of the chain. It
	// is zero where there is none.
	SSO SSO

	// Endpoints tells that a profile of Chain may name hosts that answer in AWS's
	// place (endpoint_url, services).
	Endpoints bool

	// MFAProcess tells that there is a command that gives the codes: see the
	// function of that name.
	MFAProcess bool

	// Label, Production and Browser are the person's own wishes for the role.
	// The AWS files have none: whoever reads the settings adds them.
	Label      string // stands for the profile in the menu; "" for none
	Production bool   // to be marked
	Browser    string // where it opens, as the settings name it; "" for the default

	// Console is how long its console will last as far as that is known, and
	// ConsoleWhy why so long, as text.Words.Lasts takes it. Whoever reads the
	// settings adds them, too.
	Console    time.Duration
	ConsoleWhy string

	Problem Problem // why the role cannot work; the zero Problem where it can
}

// Hop is one AssumeRole of a chain.
type Hop struct {
	Profile         string
	RoleARN         string
	ExternalID      string
	RoleSessionName string
	DurationSeconds int // seconds; 0 where the profile sets none
}

// Base names the credentials at the start of a chain.
type Base struct {
	Profile string // "" for BaseEnvironment
	Kind    BaseKind
}

// BaseKind is a kind of source credentials.
type BaseKind string

// The kinds of source credentials.
const (
	BaseStatic      BaseKind = "static"      // aws_access_key_id and aws_secret_access_key, long-term
	BaseTemporary   BaseKind = "temporary"   // the same with an aws_session_token
	BaseProcess     BaseKind = "process"     // credential_process
	BaseEnvironment BaseKind = "environment" // credential_source = Environment
	BaseSSO         BaseKind = "sso"         // Identity Center
	BaseLogin       BaseKind = "login"       // login_session, written by aws login
)

// Problem says why a role cannot work. Words for it are in package text.
type Problem struct {
	Kind    ProblemKind
	Profile string // the profile that is at fault, where it is not the role's own
	Detail  string // the value at fault: untrusted text from the file
}

// ProblemKind names a reason why a role cannot work.
type ProblemKind string

// The reasons why a role cannot work.
const (
	ProblemNone              ProblemKind = ""
	ProblemRoleARN           ProblemKind = "role_arn"            // role_arn is not the ARN of a role (Detail: the value)
	ProblemPartition         ProblemKind = "partition_unknown"   // (Detail: the partition)
	ProblemPartitionISO      ProblemKind = "partition_iso"       // aws-iso and its kin: no sign-in endpoint known (Detail: the partition)
	ProblemSourceMissing     ProblemKind = "source_missing"      // source_profile names no profile (Profile: the name)
	ProblemSourceLoop        ProblemKind = "source_loop"         // (Detail: "a → b → a")
	ProblemSourceWithoutRole ProblemKind = "source_without_role" // a source profile names a source of its own and no role_arn (Profile; Detail: "source_profile")
	ProblemSourceTooLong     ProblemKind = "source_too_long"     // more source profiles below each other than make sense (Profile: the last one looked at)
	ProblemNoSource          ProblemKind = "no_source"           // neither source_profile nor credential_source (Profile)
	ProblemTwoSources        ProblemKind = "two_sources"         // more than one kind of source (Profile; Detail: "source_profile, credential_source")
	ProblemNoKeys            ProblemKind = "no_keys"             // the source profile has no credentials at all (Profile)
	ProblemKeysIncomplete    ProblemKind = "keys_incomplete"     // one half of a key pair (Profile; Detail: the missing key's name)
	ProblemFIDO              ProblemKind = "mfa_fido"            // mfa_serial is a security key or passkey (Profile; Detail: the serial)
	ProblemMFASerial         ProblemKind = "mfa_serial"          // mfa_serial is no device ARN or serial (Profile; Detail: the value)
	ProblemWebIdentity       ProblemKind = "web_identity"        // not supported yet
	// #nosec G101 -- a name
	ProblemCredentialSource ProblemKind = "credential_source"        // Ec2InstanceMetadata, EcsContainer or unknown (Profile; Detail: the value)
	ProblemSSOIncomplete    ProblemKind = "sso_incomplete"           // of Identity Center, and a key is missing (Detail: its name)
	ProblemSSOSession       ProblemKind = "sso_session_missing"      // sso_session names no section (Detail: the name)
	ProblemSSOConflict      ProblemKind = "sso_conflict"             // a key says something else than the session (Detail: its name)
	ProblemSSOValue         ProblemKind = "sso_value"                // a key has no usable value (Detail: "key = value")
	ProblemEnvironment      ProblemKind = "environment_without_keys" // credential_source = Environment, but there are none
	ProblemFilesBounds      ProblemKind = "files_bounds"             // the SDK would read the AWS files for minutes (Detail: FILE:LINE)
)

// Listing is what the AWS files say.
type Listing struct {
	Roles    []Role    // in file order: config file first, then the credentials file
	Others   []Other   // the profiles that are no roles, in file order
	Centers  []Center  // the sessions of Identity Center
	Warnings []Warning // what was passed over, by file and line
}

// Warning is something in an AWS file that was passed over, or a file that
// could not be read.
type Warning struct {
	Kind WarningKind
	File string // full path
	Line int    // from 1; 0 where the whole file is meant
}

// WarningKind names a kind of trouble with an AWS file.
type WarningKind string

// The kinds of trouble with an AWS file.
const (
	WarningMissing    WarningKind = "file_missing"    // no such file (said of the config file only)
	WarningUnreadable WarningKind = "file_unreadable" // permission, I/O
	WarningNotFile    WarningKind = "file_not_file"   // directory, FIFO, device, socket
	WarningLoop       WarningKind = "file_loop"       // a loop of symbolic links
	WarningTooLarge   WarningKind = "file_too_large"  // over 5 MiB
	WarningBinary     WarningKind = "file_binary"     // NUL bytes: not a text file
	WarningLine       WarningKind = "line_ignored"    // a line that means nothing
	WarningHeader     WarningKind = "header_ignored"  // a malformed section header
	WarningQuote      WarningKind = "line_quote"      // a value that is a single quotation mark: the SDK cannot read the file
)

// Fatal tells whether the warning means that a whole file is missing from the
// listing, in which case the last good list is kept.
func (w Warning) Fatal() bool {
	switch w.Kind {
	case WarningUnreadable, WarningNotFile, WarningLoop, WarningTooLarge, WarningBinary:
		return true
	}
	return false
}

// RoleFilter chooses among roles. What is left empty lets every role through.
type RoleFilter struct {
	Text     string // in the profile, the role ARN, the source profile or the label; case does not matter
	Account  string // 12 digits, with or without hyphens
	Problems bool   // only those that cannot work
}

// Match tells whether r is one of those wanted.
func (f RoleFilter) Match(r Role) bool {
	if f.Problems && r.Problem.Kind == ProblemNone {
		return false
	}
	if f.Account != "" && r.Account != strings.ReplaceAll(f.Account, "-", "") {
		return false
	}
	text := strings.ToLower(f.Text)
	return slices.ContainsFunc([]string{r.Profile, r.RoleARN, r.SourceProfile, r.Label, r.SSO.RoleName, r.SSO.Session},
		func(s string) bool { return strings.Contains(strings.ToLower(s), text) })
}
