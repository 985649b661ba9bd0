package demo

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// WriteFiles writes config and credentials for the roles and keys that exist into
// dir, which it makes where it is missing, readable by this user alone.
// Files of an earlier call are replaced.
func (s *Server) WriteFiles(dir string) (config, credentials string, err error) {
	var c, k strings.Builder
	fmt.Fprintf(&c, "# Halfday's demo: everything here is invented.\n")
	fmt.Fprintf(&k, "# Halfday's demo: these keys work nowhere else.\n")
	keys, center := s.options.Keys, false
	for _, key := range keys {
		fmt.Fprintf(&k, "\n[%s]\naws_access_key_id = %s\naws_secret_access_key = %s\n", key.Profile, key.AccessKeyID, key.SecretKey)
		if key.Token != "" {
			fmt.Fprintf(&k, "aws_session_token = %s\n", key.Token)
		}
	}
	setting := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&c, "%s = %s\n", name, value)
		}
	}
	for _, r := range s.options.Roles {
		if r.Center != "" {
			center = true
			fmt.Fprintf(&c, "\n[profile %s]\nsso_session = %s\nsso_account_id = %s\nsso_role_name = %s\nregion = %s\n", r.Profile, CenterSession, accountOf(r.ARN), r.Center, r.Region)
			continue
		}
		fmt.Fprintf(&c, "\n[profile %s]\nrole_arn = %s\nsource_profile = %s\n", r.Profile, r.ARN, cmp.Or(r.Source, keys[0].Profile))
		if r.MFA && r.Source == "" && len(keys[0].MFASerials) > 0 {
			setting("mfa_serial", keys[0].MFASerials[0])
		}
		setting("external_id", r.ExternalID)
		setting("region", r.Region)
		if r.DurationSeconds != 0 {
			setting("duration_seconds", strconv.Itoa(r.DurationSeconds))
		}
	}
	if center {
		fmt.Fprintf(&c, "\n[sso-session %s]\nsso_start_url = %s\nsso_region = %s\nsso_registration_scopes = sso:account:access\n", CenterSession, CenterStartURL, CenterRegion)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", "", fmt.Errorf("making the demo's folder: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", "", fmt.Errorf("opening the demo's folder: %w", err)
	}
	defer root.Close()
	for name, text := range map[string]string{"config": c.String(), "credentials": k.String()} {
		// Made anew, so that neither an old mode nor a link in its place counts.
		err := root.Remove(name)
		if err == nil || os.IsNotExist(err) {
			err = root.WriteFile(name, []byte(text), 0o600)
		}
		if err != nil {
			return "", "", fmt.Errorf("writing the demo's files: %w", err)
		}
	}
	return filepath.Join(dir, "config"), filepath.Join(dir, "credentials"), nil
}

// Addresses is the line that Serve prints.
type Addresses struct {
	STS         string `json:"sts"`    // for AWS_ENDPOINT_URL_STS
	Signin      string `json:"signin"` // for HALFDAY_SIGNIN_ENDPOINT
	Console     string `json:"console"`
	IAM         string `json:"iam"`         // for AWS_ENDPOINT_URL_IAM
	OIDC        string `json:"oidc"`        // for AWS_ENDPOINT_URL_SSO_OIDC
	Portal      string `json:"portal"`      // for AWS_ENDPOINT_URL_SSO
	Config      string `json:"config"`      // path
	Credentials string `json:"credentials"` // path
}

// Serve is "halfday __demo-server": it serves on a free port of 127.0.0.1 with
// pages in a language, writes the files of WriteFiles into dir, prints its
// [Addresses] as one line of JSON, and serves until stdin ends. Then it takes the
// two files away again.
func Serve(stdin io.Reader, stdout io.Writer, dir, language string) (err error) {
	s := New(Options{Roles: append(DefaultRoles(), CenterRoles()...), Language: language})
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listening on loopback: %w", err)
	}
	server := &http.Server{Handler: s, ReadHeaderTimeout: time.Minute, ErrorLog: log.New(io.Discard, "", 0)}
	go func() { _ = server.Serve(l) }() // ends by Close alone; what it says then is no news
	defer server.Close()
	config, credentials, err := s.WriteFiles(dir)
	if err != nil {
		return err
	}
	defer func() {
		_ = os.Remove(config) // dir and what is left in it are its maker's
		_ = os.Remove(credentials)
	}()
	base := "http://" + l.Addr().String()
	line, err := json.Marshal(Addresses{base + "/sts", base, base + "/console", base + "/iam", base + "/oidc", base + "/sso", config, credentials})
	if err == nil {
		_, err = stdout.Write(append(line, '\n'))
	}
	if err != nil {
		return fmt.Errorf("telling the demo's addresses: %w", err)
	}
	if _, err := io.Copy(io.Discard, stdin); err != nil {
		return fmt.Errorf("waiting for the end of the demo: %w", err)
	}
	return nil
}
