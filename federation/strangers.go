package federation

import "slices"

// Strangers are the hosts, with their ports, that this sign-in sends a code, a
// token or credentials to and that are none of the partition's: those that the
// files or the environment set in AWS's place, as the clients resolved them.
// Each comes once; in AWS's own order of a sign-in. It connects nowhere.
func (s *SignIn) Strangers() []string {
	hosts := slices.Clone(s.base.strangers)
	if s.override && !s.centerOnly {
		set := s.sts.list()[0].url
		if own, _ := s.stsAt(s.ctx, s.Region(), nil); own == nil || own.Host != set.Host {
			hosts = append(hosts, set.Host)
		}
	}
	if s.opts.SigninEndpoint != "" && !s.centerOnly { // then there is no other door
		hosts = append(hosts, s.doors.list()[0].url.Host)
	}
	var once []string
	for _, h := range hosts {
		if h = clean(h, 100); h != "" && !slices.Contains(once, h) {
			once = append(once, h)
		}
	}
	return once
}

// StrangerIAM is the host that answers in IAM's place, "" where IAM itself
// does. A sign-in does not ask it.
func (s *SignIn) StrangerIAM() string {
	if s.iam == nil || s.iam.Host == s.partition.IAM {
		return ""
	}
	return clean(s.iam.Host, 100)
}

// stranger checks and notes the endpoint that is set for a service of the source
// credentials, if any.
func (b *baseSource) stranger(endpoint *string) error {
	if endpoint == nil {
		return nil
	}
	u, err := checkEndpoint(*endpoint)
	if err == nil {
		b.strangers = append(b.strangers, u.Host)
	}
	return err
}
