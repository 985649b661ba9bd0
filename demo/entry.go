package demo

import "time"

// The services of an Entry.
const (
	ServiceSTS     = "sts"
	ServiceIAM     = "iam"
	ServiceSignin  = "signin"
	ServiceConsole = "console"
	ServiceCenter  = "center" // Identity Center: its two services and its page
	ServiceOther   = "other"
)

// The actions of an Entry, as AWS spells them.
const (
	ActionAssumeRole        = "AssumeRole"
	ActionGetSessionToken   = "GetSessionToken"
	ActionGetCallerIdentity = "GetCallerIdentity"
	ActionListMFADevices    = "ListMFADevices"
	ActionGetSigninToken    = "getSigninToken"
	ActionLogin             = "login"
	ActionLogout            = "logout"
)

// Entry is a request and how it was answered. What was not sent is empty. It
// prints without its secrets.
type Entry struct {
	At      time.Time `json:"at"`
	Conn    int       `json:"conn"` // number of the connection, from 1
	Service string    `json:"service"`
	Action  string    `json:"action,omitempty"`
	Method  string    `json:"method,omitempty"`
	Host    string    `json:"host,omitempty"`
	Path    string    `json:"path,omitempty"`

	AccessKeyID   Secret `json:"access_key_id,omitempty"`  // that signed, or that is to be traded
	Region        string `json:"region,omitempty"`         // of the credential scope
	SignedService string `json:"signed_service,omitempty"` // of the credential scope

	RoleARN         string `json:"role_arn,omitempty"`
	RoleSessionName string `json:"role_session_name,omitempty"`
	ExternalID      string `json:"external_id,omitempty"`
	SourceIdentity  string `json:"source_identity,omitempty"`
	Tags            string `json:"tags,omitempty"` // "key=value", the first alone
	SerialNumber    string `json:"serial_number,omitempty"`
	TokenCode       Secret `json:"token_code,omitempty"`
	DurationSeconds string `json:"duration_seconds,omitempty"` // as it was sent

	SessionDuration string `json:"session_duration,omitempty"` // as it was sent
	Issuer          string `json:"issuer,omitempty"`
	Destination     string `json:"destination,omitempty"`

	// Of the answer, where AWS gave it: 0 where nothing was answered yet, or
	// Options.Around answered.
	Status int    `json:"status,omitempty"`
	Code   string `json:"code,omitempty"` // of an STS or Identity Center error
}
