package demo

import (
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

// The session of a user who gave a code assumes roles that want one, an hour
// each and chained; it can not be traded for a console, nor for another session.
func TestGetSessionToken(t *testing.T) {
	r := start(t, Options{})
	in := &sts.GetSessionTokenInput{SerialNumber: aws.String(mayaMFA), TokenCode: aws.String("123456"), DurationSeconds: aws.Int32(900)}
	out, err := r.maya().GetSessionToken(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.maya().GetSessionToken(t.Context(), in); err == nil {
		t.Error("the code was taken twice")
	}
	if got := r.trade(out.Credentials, "").status; got != http.StatusBadRequest {
		t.Errorf("traded for a console: got %d", got)
	}
	user := r.as(out.Credentials)
	if _, err := user.GetSessionToken(t.Context(), &sts.GetSessionTokenInput{}); err == nil {
		t.Error("a session gave another one")
	}
	role := r.assume(user, &sts.AssumeRoleInput{RoleArn: aws.String(devARN), RoleSessionName: aws.String("maya")})
	if got := r.trade(role, "43200").status; got != http.StatusBadRequest {
		t.Errorf("twelve hours for a chained role: got %d", got)
	}
	if got := r.trade(role, "").status; got != http.StatusOK {
		t.Errorf("an hour for a chained role: got %d", got)
	}
	plain, err := r.maya().GetSessionToken(t.Context(), &sts.GetSessionTokenInput{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.as(plain.Credentials).AssumeRole(t.Context(), &sts.AssumeRoleInput{RoleArn: aws.String(devARN), RoleSessionName: aws.String("maya")}); err == nil {
		t.Error("a session without a code assumed a role that wants MFA")
	}
}
