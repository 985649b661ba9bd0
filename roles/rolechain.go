package roles

import (
	"slices"
	"strings"
)

// maxSources bounds the source profiles below a role. AWS names no limit, but
// each is a call to STS, and nobody has been seen with more than three.
const maxSources = 16

// roleSource is where the credentials for a role come from.
type roleSource struct {
	path    []*awsProfile // the base first, the role last
	hops    []Hop
	base    Base
	problem Problem
}

// chain follows the source profiles of p down to the base credentials, by the
// order of the Go SDK: a source profile's own keys win over its source_profile
// and sign its role, where it has one.
func (r *roleReader) chain(p *awsProfile) roleSource {
	w := sourceWalk{r: r, top: p, path: []*awsProfile{p}}
	var source roleSource
	source.base, source.problem = w.base()
	for i, q := range slices.Backward(w.path) {
		last := i == len(w.path)-1
		if !last || !w.again || i != 1 { // source_profile = itself: once is enough
			source.path = append(source.path, q)
		}
		if !last || !w.again && q.roleARN != "" {
			source.hops = append(source.hops, Hop{
				Profile:         q.name,
				RoleARN:         q.roleARN,
				ExternalID:      q.externalID,
				RoleSessionName: q.roleSessionName,
				DurationSeconds: q.durationSeconds,
			})
		}
	}
	return source
}

// sourceWalk is the way from a role down to its base.
type sourceWalk struct {
	r     *roleReader
	top   *awsProfile
	path  []*awsProfile // the role first
	again bool          // the path ends at the role's own profile, for its keys
}

func (w *sourceWalk) base() (Base, Problem) {
	for p := w.top; ; {
		if base, problem := w.endsAt(p); base.Kind != "" || problem.Kind != ProblemNone {
			return base, problem
		}
		q := w.r.byName[p.sourceProfile]
		switch {
		case q == nil:
			return Base{}, Problem{Kind: ProblemSourceMissing, Profile: p.sourceProfile}
		case q == w.top && q.pair()&awsKeyPair == awsKeyPair,
			q == w.top && q == p && (q.sso != (SSO{}) || q.has&awsLogin != 0):
			w.path, w.again = append(w.path, q), true
			return ownBase(q), Problem{}
		}
		if i := slices.Index(w.path, q); i >= 0 {
			return Base{}, Problem{Kind: ProblemSourceLoop, Detail: loopText(w.path[i:])}
		}
		if len(w.path) > maxSources {
			return Base{}, Problem{Kind: ProblemSourceTooLong, Profile: p.name}
		}
		w.path = append(w.path, q)
		p = q
	}
}

// endsAt gives the base or the problem at which the walk ends; neither where it
// goes on to the source profile of p.
func (w *sourceWalk) endsAt(p *awsProfile) (Base, Problem) {
	// The SDKs refuse a profile with half a key pair, needed or not.
	if half := p.refusedHalf(); half != "" {
		return Base{}, Problem{Kind: ProblemKeysIncomplete, Profile: p.name, Detail: half}
	}
	kinds := p.sourceKinds()
	if p != w.top {
		if p.roleARN == "" && len(kinds) > 0 && kinds[0] != "credential_process" { // refused by the SDKs, too
			return Base{}, Problem{Kind: ProblemSourceWithoutRole, Profile: p.name, Detail: kinds[0]}
		}
		if p.pair()&awsKeyPair == awsKeyPair {
			return ownBase(p), Problem{}
		}
		if p.roleARN == "" {
			return needBase(p, ProblemNoKeys)
		}
		if problem := arnProblem(p); problem.Kind != ProblemNone {
			return Base{}, problem
		}
	}

	switch {
	case len(kinds) > 1:
		return Base{}, Problem{Kind: ProblemTwoSources, Profile: p.name, Detail: strings.Join(kinds, ", ")}
	case p.sourceProfile != "":
		return Base{}, Problem{}
	case p.has&awsWebIdentity != 0:
		return Base{}, Problem{Kind: ProblemWebIdentity, Profile: p.name}
	case strings.EqualFold(p.credentialSource, "Environment"):
		if !envHasKeys(w.r.getenv) {
			return Base{Kind: BaseEnvironment}, Problem{Kind: ProblemEnvironment, Profile: p.name}
		}
		return Base{Kind: BaseEnvironment}, Problem{}
	case p.credentialSource != "":
		return Base{}, Problem{Kind: ProblemCredentialSource, Profile: p.name, Detail: p.credentialSource}
	}
	// The SDKs let a profile's own credentials sign its own role.
	return needBase(p, ProblemNoSource)
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

// sourceKinds are the kinds of source of which the SDKs allow one. All but the
// last make sense only beside a role_arn.
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
	switch keys := p.pair(); {
	case keys&awsKeyPair == awsKeyPair && keys&awsKeyToken != 0:
		return Base{p.name, BaseTemporary}
	case keys&awsKeyPair == awsKeyPair:
		return Base{p.name, BaseStatic}
	case p.sso != (SSO{}):
		return Base{p.name, BaseSSO}
	case p.has&awsLogin != 0:
		return Base{p.name, BaseLogin}
	case p.has&awsProcess != 0:
		return Base{p.name, BaseProcess}
	}
	return Base{}
}

// envHasKeys knows the older names, too, which the Go SDK still reads.
func envHasKeys(getenv func(string) string) bool {
	either := func(a, b string) bool { return getenv(a) != "" || getenv(b) != "" }
	return either("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY") && either("AWS_SECRET_ACCESS_KEY", "AWS_SECRET_KEY")
}

func loopText(loop []*awsProfile) string {
	return strings.Join(append(profileNames(loop), loop[0].name), " → ")
}

func profileNames(profiles []*awsProfile) (names []string) {
	for _, p := range profiles {
		names = append(names, p.name)
	}
	return names
}
