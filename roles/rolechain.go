package roles

import "strings"

// maxSources bounds the source profiles below a role. AWS names no limit, but
// each is a call to STS, and nobody has been seen with more than three.
const maxSources = 16

// roleSource is where the credentials for a role come from.
type roleSource struct {
	chain   []string
	hops    []Hop
	base    Base
	problem Problem
}

// chain follows the source profiles of p down to the base credentials, by the
// order of the Go SDK: a source profile's own keys win over its source_profile
// and sign its role, where it has one.
func (r *roleReader) chain(p *awsProfile) roleSource {
	w := sourceWalk{r: r, top: p}
	w.path = append(w.room[:0], p)
	base, problem := w.base()
	w.hops = w.path
	if last := w.path[len(w.path)-1]; w.again || last.roleARN == "" {
		w.hops = w.path[:len(w.path)-1]
	}
	if w.again && len(w.path) == 2 { // source_profile = itself: once is enough
		w.path = w.path[:1]
	}

	source := roleSource{
		chain:   make([]string, len(w.path)),
		hops:    make([]Hop, len(w.hops)),
		base:    base,
		problem: problem,
	}
	for i, q := range w.path {
		source.chain[len(w.path)-1-i] = q.name
	}
	for i, q := range w.hops {
		source.hops[len(w.hops)-1-i] = Hop{
			Profile:         q.name,
			RoleARN:         q.roleARN,
			ExternalID:      q.externalID,
			RoleSessionName: q.roleSessionName,
			DurationSeconds: q.durationSeconds,
		}
	}
	return source
}

// sourceWalk is the way from a role down to its base.
type sourceWalk struct {
	r     *roleReader
	top   *awsProfile
	room  [4]*awsProfile // for the path of all but a few roles
	path  []*awsProfile  // the role first
	hops  []*awsProfile
	again bool // the path ends at the role's own profile, for its keys
}

func (w *sourceWalk) base() (Base, Problem) {
	for {
		p := w.path[len(w.path)-1]
		next, base, problem := w.step(p)
		if next == "" {
			return base, problem
		}
		q := w.r.byName[next]
		switch {
		case q == nil:
			return Base{}, Problem{Kind: ProblemSourceMissing, Profile: next}
		case q == w.top && q.pair()&awsKeyPair == awsKeyPair,
			q == w.top && q == p && (q.sso != (SSO{}) || q.has&awsLogin != 0):
			w.path, w.again = append(w.path, q), true
			return ownBase(q), Problem{}
		}
		for i, seen := range w.path {
			if seen == q {
				return Base{}, Problem{Kind: ProblemSourceLoop, Detail: loopText(w.path[i:])}
			}
		}
		if len(w.path) > maxSources {
			return Base{}, Problem{Kind: ProblemSourceTooLong, Profile: p.name}
		}
		w.path = append(w.path, q)
	}
}

// step looks at one profile: either it names a further one, or the walk ends.
func (w *sourceWalk) step(p *awsProfile) (next string, base Base, problem Problem) {
	// The SDKs refuse a profile with half a key pair, needed or not.
	if half := p.refusedHalf(); half != "" {
		return "", Base{}, Problem{Kind: ProblemKeysIncomplete, Profile: p.name, Detail: half}
	}
	if p != w.top {
		if key := p.needsRole(); key != "" && p.roleARN == "" { // refused by the SDKs, too
			return "", Base{}, Problem{Kind: ProblemSourceWithoutRole, Profile: p.name, Detail: key}
		}
		if p.pair()&awsKeyPair == awsKeyPair {
			return "", ownBase(p), Problem{}
		}
		if p.roleARN == "" {
			base, problem = needBase(p, ProblemNoKeys)
			return "", base, problem
		}
		if problem = arnProblem(p); problem.Kind != ProblemNone {
			return "", Base{}, problem
		}
	}

	kinds := p.sourceKinds()
	switch {
	case len(kinds) > 1:
		return "", Base{}, Problem{Kind: ProblemTwoSources, Profile: p.name, Detail: strings.Join(kinds, ", ")}
	case p.sourceProfile != "":
		return p.sourceProfile, Base{}, Problem{}
	case p.has&awsWebIdentity != 0:
		return "", Base{}, Problem{Kind: ProblemWebIdentity, Profile: p.name}
	case strings.EqualFold(p.credentialSource, "Environment"):
		base = Base{Kind: BaseEnvironment}
		if !envHasKeys(w.r.getenv) {
			problem = Problem{Kind: ProblemEnvironment, Profile: p.name}
		}
		return "", base, problem
	case p.credentialSource != "":
		return "", Base{}, Problem{Kind: ProblemCredentialSource, Profile: p.name, Detail: p.credentialSource}
	}
	// The SDKs let a profile's own credentials sign its own role.
	base, problem = needBase(p, ProblemNoSource)
	return "", base, problem
}

// needBase is what p offers by itself, or none where that is nothing.
func needBase(p *awsProfile, none ProblemKind) (Base, Problem) {
	if base := ownBase(p); base.Kind != "" {
		return base, Problem{}
	}
	if half := p.missingHalf(); half != "" {
		return Base{}, Problem{Kind: ProblemKeysIncomplete, Profile: p.name, Detail: half}
	}
	return Base{}, Problem{Kind: none, Profile: p.name}
}

// needsRole names a key of p that makes sense only beside a role_arn.
func (p *awsProfile) needsRole() string {
	switch {
	case p.sourceProfile != "":
		return "source_profile"
	case p.credentialSource != "":
		return "credential_source"
	case p.has&awsWebIdentity != 0:
		return "web_identity_token_file"
	}
	return ""
}

// sourceKinds are the kinds of source of which the SDKs allow one.
func (p *awsProfile) sourceKinds() []string {
	var kinds []string
	for _, k := range [...]struct {
		name string
		set  bool
	}{
		{"source_profile", p.sourceProfile != ""},
		{"credential_source", p.credentialSource != ""},
		{"web_identity_token_file", p.has&awsWebIdentity != 0},
		{"credential_process", p.has&awsProcess != 0},
	} {
		if k.set {
			kinds = append(kinds, k.name)
		}
	}
	return kinds
}

// ownBase is what a profile offers by itself; no kind where that is nothing.
func ownBase(p *awsProfile) Base {
	base := Base{Profile: p.name}
	switch keys := p.pair(); {
	case keys&awsKeyPair == awsKeyPair && keys&awsKeyToken != 0:
		base.Kind = BaseTemporary
	case keys&awsKeyPair == awsKeyPair:
		base.Kind = BaseStatic
	case p.sso != (SSO{}):
		base.Kind = BaseSSO
	case p.has&awsLogin != 0:
		base.Kind = BaseLogin
	case p.has&awsProcess != 0:
		base.Kind = BaseProcess
	default:
		return Base{}
	}
	return base
}

// envHasKeys knows the older names, too, which the Go SDK still reads.
func envHasKeys(getenv func(string) string) bool {
	either := func(a, b string) bool { return getenv(a) != "" || getenv(b) != "" }
	return either("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY") && either("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY")
}

func loopText(loop []*awsProfile) string {
	var b strings.Builder
	for _, p := range loop {
		b.WriteString(p.name)
		b.WriteString(" → ")
	}
	b.WriteString(loop[0].name)
	return b.String()
}
