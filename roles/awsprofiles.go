package roles

import "strconv"

// awsProfile is what the files say about one profile or session of Identity Center,
// the credentials file over the config file. It holds no secret: of those, only that
// they are there.
type awsProfile struct {
	name    string
	dropped bool // a session, or [default] where [profile default] is there too

	roleARN, sourceProfile, credentialSource string
	mfaSerial, mfaProcess, region            string
	externalID, roleSessionName              string
	durationSeconds                          int
	sso                                      SSO    // without scopes
	scopes                                   string // of a session

	in   [2]bool // by awsFileKind: has a section there
	has  awsBits
	keys [2]awsBits // by awsFileKind: a key pair counts within one file only
}

// awsBits are keys that are there with a value.
type awsBits uint16

const (
	awsKeyID awsBits = 1 << iota
	awsKeySecret
	awsKeyToken
	awsProcess
	awsWebIdentity
	awsLogin
	awsEndpoint

	awsKeyPair = awsKeyID | awsKeySecret
)

// awsTexts are the keys whose values are kept.
var awsTexts = map[string]func(*awsProfile) *string{
	"role_arn":                func(p *awsProfile) *string { return &p.roleARN },
	"source_profile":          func(p *awsProfile) *string { return &p.sourceProfile },
	"credential_source":       func(p *awsProfile) *string { return &p.credentialSource },
	"mfa_serial":              func(p *awsProfile) *string { return &p.mfaSerial },
	"mfa_process":             func(p *awsProfile) *string { return &p.mfaProcess },
	"region":                  func(p *awsProfile) *string { return &p.region },
	"external_id":             func(p *awsProfile) *string { return &p.externalID },
	"role_session_name":       func(p *awsProfile) *string { return &p.roleSessionName },
	"sso_session":             func(p *awsProfile) *string { return &p.sso.Session },
	"sso_start_url":           func(p *awsProfile) *string { return &p.sso.StartURL },
	"sso_region":              func(p *awsProfile) *string { return &p.sso.Region },
	"sso_account_id":          func(p *awsProfile) *string { return &p.sso.Account },
	"sso_role_name":           func(p *awsProfile) *string { return &p.sso.RoleName },
	"sso_registration_scopes": func(p *awsProfile) *string { return &p.scopes },
}

// awsMarks are the keys of which only counts whether they have a value.
var awsMarks = map[string]awsBits{
	"aws_access_key_id":       awsKeyID,
	"aws_secret_access_key":   awsKeySecret,
	"aws_session_token":       awsKeyToken,
	"credential_process":      awsProcess,
	"web_identity_token_file": awsWebIdentity,
	"login_session":           awsLogin,
}

func (b *awsBits) put(bit awsBits, value []byte) {
	*b &^= bit
	if len(value) > 0 {
		*b |= bit
	}
}

// pair gives the key pair that the SDKs would take: the credentials file's
// where it has any half of one.
func (p *awsProfile) pair() (keys awsBits) {
	if keys = p.keys[awsCredentialsFile]; keys&awsKeyPair != 0 {
		return keys | p.keys[awsConfigFile]&awsKeyToken
	}
	return p.keys[awsConfigFile]
}

// refusedHalf is missingHalf where the SDKs refuse the whole profile for it:
// they look at the file that has the last word only.
func (p *awsProfile) refusedHalf() string {
	last := awsConfigFile
	if p.in[awsCredentialsFile] {
		last = awsCredentialsFile
	}
	if keys := p.keys[last] & awsKeyPair; keys == 0 || keys == awsKeyPair {
		return ""
	}
	return p.missingHalf()
}

// missingHalf names the key that a pair lacks, "" where both or none are there.
func (p *awsProfile) missingHalf() string {
	switch p.pair() & awsKeyPair {
	case awsKeyID:
		return "aws_secret_access_key"
	case awsKeySecret:
		return "aws_access_key_id"
	}
	return ""
}

// awsProfiles collects the profiles of both files.
type awsProfiles struct {
	all      []*awsProfile // in file order
	byName   map[string]*awsProfile
	bare     map[string]*awsProfile // [default] of the config file
	sessions map[string]*awsProfile // of Identity Center
	strings  map[string]string      // one copy of each: most are said many times
	tooLong  string                 // FILE:LINE where a file is out of bounds, "" where none is
}

func newAWSProfiles() *awsProfiles {
	return &awsProfiles{byName: map[string]*awsProfile{}, bare: map[string]*awsProfile{}, sessions: map[string]*awsProfile{}, strings: map[string]string{}}
}

func (t *awsProfiles) text(b []byte) string {
	if s, ok := t.strings[string(b)]; ok {
		return s
	}
	s := string(b)
	t.strings[s] = s
	return s
}

// read adds a file: the config file first, then the credentials file.
func (t *awsProfiles) read(data []byte, kind awsFileKind, ignored func(WarningKind, int)) {
	var p *awsProfile
	enter := func(index map[string]*awsProfile, name []byte) {
		if p = index[string(name)]; p == nil {
			p = &awsProfile{name: t.text(name)}
			index[p.name] = p
			t.all = append(t.all, p)
		}
	}
	parseAWSFile(data, kind, awsSink{
		section: func(name []byte, bare bool) {
			index := t.byName
			if bare {
				index = t.bare
			}
			enter(index, name)
			p.in[kind] = true
		},
		session: func(name []byte) {
			enter(t.sessions, name)
			p.dropped = true
		},
		set:     func(key, value []byte) { t.set(p, kind, key, value) },
		ignored: ignored,
	})
	for name, p := range t.bare {
		if t.byName[name] == nil {
			t.byName[name] = p
		} else if t.byName[name] != p {
			p.dropped = true
		}
	}
}

func (t *awsProfiles) set(p *awsProfile, kind awsFileKind, key, value []byte) {
	if text := awsTexts[string(key)]; text != nil {
		*text(p) = t.text(value)
	}
	if mark := awsMarks[string(key)]; mark != 0 {
		p.has.put(mark, value)
		p.keys[kind].put(mark, value)
	}
	switch string(key) {
	case "duration_seconds":
		p.durationSeconds = awsDuration(value)
	case "endpoint_url", "services":
		p.has |= awsEndpoint
	}
}

// awsDuration reads seconds as AssumeRole takes them; 0 stands for none, as
// the SDKs pass over what they cannot use.
func awsDuration(value []byte) int {
	seconds, err := strconv.Atoi(string(value))
	if err != nil || seconds < 900 || seconds > 43200 {
		return 0
	}
	return seconds
}
