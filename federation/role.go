package federation

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"halfday/roles"
)

// Options are what a sign-in wants beyond the role.
type Options struct {
	// ConfigFile and CredentialsFile are the paths of the AWS files.
	ConfigFile, CredentialsFile string
	// Length of the console session, 15 min to 12 h; 0: 12 h.
	Length time.Duration
	// Learned is what AWS took for the role the last time: the ladder begins
	// there. The zero Rung: at the top.
	Learned Rung
	// Issuer is where AWS leads to when the session is over, or a name; "": halfday
	// (IAM User Guide, "Enable custom identity broker access to the AWS console").
	Issuer string
	// Region is what the console shows; "": the role's.
	Region string
	// Destination is the page to open, as the function of that name takes it.
	Destination string
	// SigninEndpoint stands in for the sign-in host; see checkSigninEndpoint.
	SigninEndpoint string
	// Proxy gives the proxy to a host, nil for none, as http.Transport.Proxy; nil
	// is what the environment says.
	Proxy func(*http.Request) (*url.URL, error)
	// CABundle is a file of certificates (PEM) that are trusted where neither
	// AWS_CA_BUNDLE nor the profile's ca_bundle names one; "": the system's.
	CABundle string
	// TokenCache is the folder of the tokens of Identity Center; "": the AWS CLI's.
	TokenCache string
	// Locks is a private folder, in which sign-ins to Identity Center keep out of
	// each other's way.
	Locks string
	// Foreign tells whether the client end of a connection on loopback is another
	// user's.
	Foreign func(client, server net.Addr) bool
	// UserName is the person's, HostName the machine's: for the name of the role
	// session, and in the place of {user} and {host} in what follows.
	UserName, HostName string
	// SessionName is the RoleSessionName of the role itself; "": as the AWS files
	// say. SourceIdentity and Tags ("key=value") go with the session; "" and none
	// for none. AWS wants sts:SetSourceIdentity and sts:TagSession for them in the
	// role's trust policy (IAM User Guide, "Monitor and control actions taken with
	// assumed roles" and "Pass session tags in AWS STS").
	SessionName, SourceIdentity string
	Tags                        []string
	// Source are the source credentials, from TradeCode of another role with the
	// same source; the zero Credentials where they are as the AWS files say.
	Source Credentials
	// SignOutFirst ends the browser's session before the new one begins.
	// Partition aws only: it rests on an undocumented address.
	SignOutFirst bool
}

const (
	minDuration = 900   // of credentials and console sessions, in seconds
	maxDuration = 43200 // of credentials and console sessions, in seconds
	oneHour     = 3600  // all that AWS grants to a chained role, in seconds
)

// secondsOf gives the DurationSeconds of a hop.
func secondsOf(h roles.Hop, limited bool) int {
	d := h.DurationSeconds
	if d == 0 {
		d = oneHour
	}
	if limited {
		d = min(d, oneHour)
	}
	return min(max(d, minDuration), maxDuration)
}

// own tells whether the source credentials are the role's own, so that nothing
// is assumed.
func own(r roles.Role) bool { return r.Kind == roles.KindIdentityCenter }

// temporaryBase tells whether the files say that the source credentials are
// temporary. A credential_process may still give such.
func temporaryBase(r roles.Role) bool {
	return slices.Contains([]roles.BaseKind{roles.BaseTemporary, roles.BaseSSO, roles.BaseLogin}, r.Base.Kind)
}

// limitedByFiles tells whether the role's credentials last an hour at most, as
// far as the files tell. AWS takes a SessionDuration with credentials of Identity Center.
func limitedByFiles(r roles.Role) bool { return !own(r) && (temporaryBase(r) || len(r.Hops) > 1) }

// sessionName makes a RoleSessionName of a user's name.
func sessionName(user string) string {
	const prefix = "halfday"
	name := allowed(user)
	if name == "" {
		return prefix
	}
	name = prefix + "-" + name
	return name[:min(len(name), maxName)]
}

// maxName is the most that a RoleSessionName or a SourceIdentity has; 2 is the
// least (STS API reference, AssumeRole).
const maxName = 64

// allowed makes a text of those letters that AWS takes in such names,
// [A-Za-z0-9_+=,.@-], with - for what lies between.
func allowed(text string) string {
	parts := strings.FieldsFunc(text, func(r rune) bool { return !strings.ContainsRune(letters+digits+"_+=,.@-", r) })
	name := strings.Join(parts, "-")
	return name[:min(len(name), maxName)]
}
