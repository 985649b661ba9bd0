package roles

import "strconv"

// awsProfile is what the files say about one profile, the credentials file
// over the config file. It holds no secret: of those, only that they are there.
type awsProfile struct {
	name    string
	dropped bool // [default], where [profile default] is there too

	roleARN, sourceProfile, credentialSource string
	mfaSerial, mfaProcess, region            string
	externalID, roleSessionName              string
	durationSeconds                          int
	sso                                      SSO

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
	awsSSOSession
	awsSSOStartURL
	awsSSORegion
	awsSSOAccount
	awsSSORole
	awsEndpoint

	awsKeyPair = awsKeyID | awsKeySecret
	awsAnySSO  = awsSSOSession | awsSSOStartURL | awsSSORegion | awsSSOAccount | awsSSORole
)

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
	all     []*awsProfile // in file order
	byName  map[string]*awsProfile
	bare    map[string]*awsProfile // [default] of the config file
	strings map[string]string      // one copy of each: most are said many times
	// sessions are those of Identity Center, by name.
	sessions map[string]*ssoSession
}

func newAWSProfiles() *awsProfiles {
	return &awsProfiles{
		byName:   make(map[string]*awsProfile),
		bare:     make(map[string]*awsProfile),
		strings:  make(map[string]string),
		sessions: make(map[string]*ssoSession),
	}
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
	var session *ssoSession // nil within a profile
	parseAWSFile(data, kind, awsSink{
		section: func(name []byte, bare bool) {
			p, session = t.profile(name, bare), nil
			p.in[kind] = true
		},
		session: func(name []byte) {
			if session = t.sessions[string(name)]; session == nil {
				session = &ssoSession{}
				t.sessions[t.text(name)] = session
			}
		},
		set: func(key, value []byte) {
			if session != nil {
				t.setSession(session, key, value)
			} else {
				t.set(p, kind, key, value)
			}
		},
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

func (t *awsProfiles) profile(name []byte, bare bool) *awsProfile {
	index := t.byName
	if bare {
		index = t.bare
	}
	if p := index[string(name)]; p != nil {
		return p
	}
	p := &awsProfile{name: t.text(name)}
	index[p.name] = p
	t.all = append(t.all, p)
	return p
}

func (t *awsProfiles) set(p *awsProfile, kind awsFileKind, key, value []byte) {
	switch string(key) {
	case "role_arn":
		p.roleARN = t.text(value)
	case "source_profile":
		p.sourceProfile = t.text(value)
	case "credential_source":
		p.credentialSource = t.text(value)
	case "mfa_serial":
		p.mfaSerial = t.text(value)
	case "mfa_process":
		p.mfaProcess = t.text(value)
	case "region":
		p.region = t.text(value)
	case "external_id":
		p.externalID = t.text(value)
	case "role_session_name":
		p.roleSessionName = t.text(value)
	case "duration_seconds":
		p.durationSeconds = awsDuration(value)
	case "aws_access_key_id":
		p.keys[kind].put(awsKeyID, value)
	case "aws_secret_access_key":
		p.keys[kind].put(awsKeySecret, value)
	case "aws_session_token":
		p.keys[kind].put(awsKeyToken, value)
	case "credential_process":
		p.has.put(awsProcess, value)
	case "web_identity_token_file":
		p.has.put(awsWebIdentity, value)
	case "login_session":
		p.has.put(awsLogin, value)
	case "sso_session":
		p.sso.Session = t.text(value)
		p.has.put(awsSSOSession, value)
	case "sso_start_url":
		p.sso.StartURL = t.text(value)
		p.has.put(awsSSOStartURL, value)
	case "sso_region":
		p.sso.Region = t.text(value)
		p.has.put(awsSSORegion, value)
	case "sso_account_id":
		p.sso.Account = t.text(value)
		p.has.put(awsSSOAccount, value)
	case "sso_role_name":
		p.sso.RoleName = t.text(value)
		p.has.put(awsSSORole, value)
	case "endpoint_url", "services":
		p.has |= awsEndpoint
	}
}

func (t *awsProfiles) setSession(s *ssoSession, key, value []byte) {
	switch string(key) {
	case "sso_start_url":
		s.startURL = t.text(value)
	case "sso_region":
		s.region = t.text(value)
	case "sso_registration_scopes":
		s.scopes = t.text(value)
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
