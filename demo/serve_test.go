package demo

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/aws/aws-sdk-go-v2/config"

	"halfday/tests/modes"
)

func TestWriteFiles(t *testing.T) {
	r := start(t, Options{})
	dir := filepath.Join(t.TempDir(), "aws")
	for range 2 { // the second time over the first
		if _, _, err := r.WriteFiles(dir); err != nil {
			t.Fatal(err)
		}
	}
	configFile, credentialsFile, err := r.WriteFiles(dir)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o700 | os.ModeDir, configFile: 0o600, credentialsFile: 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode() != modes.Seen(want) {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	text, _ := os.ReadFile(configFile)
	for _, secret := range []string{r.Keys()[0].AccessKeyID, r.Keys()[0].SecretKey} {
		if strings.Contains(string(text), secret) {
			t.Error("the config holds a secret")
		}
	}
	for _, want := range []struct{ profile, arn, source, mfa, externalID, region string }{
		{"atlas-dev", devARN, "maya", mayaMFA, "", "ap-northeast-1"},
		{"atlas-prod-readonly", prodARN, "maya", mayaMFA, "atlas-7f3e", "us-east-1"},
		{"billing-audit", billingARN, "atlas-dev", "", "", "us-east-1"},
	} {
		p, err := config.LoadSharedConfigProfile(t.Context(), want.profile, func(o *config.LoadSharedConfigOptions) {
			o.ConfigFiles, o.CredentialsFiles = []string{configFile}, []string{credentialsFile}
		})
		if err != nil {
			t.Fatal(err)
		}
		if p.RoleARN != want.arn || p.SourceProfileName != want.source || p.MFASerial != want.mfa || p.ExternalID != want.externalID || p.Region != want.region {
			t.Errorf("%s: got %s %s %s %s %s", want.profile, p.RoleARN, p.SourceProfileName, p.MFASerial, p.ExternalID, p.Region)
		}
		for p.Source != nil {
			p = *p.Source
		}
		if p.Credentials.AccessKeyID != r.Keys()[0].AccessKeyID || p.Credentials.SecretAccessKey != r.Keys()[0].SecretKey {
			t.Errorf("%s: the keys differ", want.profile)
		}
	}
}

func TestWriteFilesFollowsNoLink(t *testing.T) {
	r := start(t, Options{})
	dir := t.TempDir()
	precious := filepath.Join(t.TempDir(), "precious")
	if err := os.WriteFile(precious, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(precious, filepath.Join(dir, "credentials")); err != nil {
		t.Skip(err)
	}
	if _, _, err := r.WriteFiles(dir); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(precious); string(b) != "mine" {
		t.Error("the link was followed")
	}
}

func TestServe(t *testing.T) {
	dir := t.TempDir()
	stdin, end := io.Pipe()
	out, stdout := io.Pipe()
	done := make(chan error)
	go func() { done <- Serve(stdin, stdout, dir, "") }()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	var a Addresses
	if err := json.Unmarshal([]byte(line), &a); err != nil {
		t.Fatal(err)
	}
	if a.STS != a.Signin+"/sts" || a.Console != a.Signin+"/console" || !strings.HasPrefix(a.Signin, "http://127.0.0.1:") {
		t.Errorf("got %s", line)
	}
	for _, path := range []string{a.Config, a.Credentials} {
		if filepath.Dir(path) != dir {
			t.Errorf("%s is not in %s", path, dir)
		}
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	_ = end.Close()
	if err := <-done; err != nil {
		t.Error(err)
	}
	left, err := os.ReadDir(dir)
	if err != nil || len(left) != 0 {
		t.Errorf("%d files are left, %v", len(left), err)
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestServeFailures(t *testing.T) {
	if err := Serve(strings.NewReader(""), brokenPipe{}, t.TempDir(), ""); err == nil || !strings.Contains(err.Error(), "telling the demo's addresses: broken pipe") {
		t.Errorf("got %v", err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Serve(strings.NewReader(""), io.Discard, file, ""); err == nil || !strings.Contains(err.Error(), "making the demo's folder") {
		t.Errorf("got %v", err)
	}
}
