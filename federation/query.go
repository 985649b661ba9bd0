package federation

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	v4 "github.com/aws/aws-sdk-go-v2/aws/signer/v4"

	"halfday/identitycenter"
)

// query is one request to STS or IAM, which take forms and answer in XML. It is
// signed and sent once, over the connection of a way, and keeps what happened.
type query struct {
	service string // as signatures have it: sts, iam
	op      string // as in Error
	to      *way
	creds   *keys
	form    url.Values

	sent bool  // a byte of it may have left
	err  error // of the connection, which is of no use any more
}

// ask sends the query. read reads an answer that is no error, and tells whether
// it is whole.
func (q *query) ask(ctx context.Context, w *wire, read func(body []byte) bool) *Error {
	code := q.form.Get("TokenCode")
	e := &Error{Kind: KindSignInAnswer, Op: q.op, Region: clean(q.to.region, 40), Host: clean(q.to.url.Host, 100)}
	req, err := q.request(ctx)
	if err != nil {
		e.Kind, e.Detail = KindConfig, "the request could not be made"
		return e
	}
	a, sent, err := w.send(q.to.link, req)
	q.sent, q.err = sent, err
	e.CodeSpent, e.Status = sent && code != "", a.status
	switch {
	case err != nil:
		e.Kind, e.Err = classifyNet(err)
		if e.CodeSpent && (e.Kind == KindNoNetwork || e.Kind == KindTimeout) {
			e.Kind, e.Wait = KindCodeMaybeSpent, UntilNextCode(time.Now())
		}
		return e
	case a.foreign():
		e.Kind = KindCaptivePortal
		return e
	case a.status == http.StatusOK && read(a.body):
		return nil
	}
	var said struct {
		Code    string `xml:"Error>Code"`
		Message string `xml:"Error>Message"`
	}
	_ = xml.Unmarshal(a.body, &said) // as far as it can be read
	blanked := func(s string) string {
		return scrub(s, q.creds.SecretAccessKey, q.creds.SessionToken, q.creds.AccessKeyID, code)
	}
	switch {
	case a.status >= 300 && said.Code != "":
		e.Kind, e.Code = classifySTS(a.status, said.Code, said.Message), clean(blanked(said.Code), 60)
	case a.status >= 500:
		e.Kind = KindAWSDown
	case a.status == http.StatusTooManyRequests:
		e.Kind = KindThrottled
	}
	switch e.Kind {
	case KindCodeRejected:
		e.Wait = UntilNextCode(time.Now())
	case KindClockSkew:
		e.Skew = cmp.Or(a.skew, skewIn(said.Message)).Round(time.Second)
	case KindDurationRoleMax, KindDurationChain:
		e.Limit = oneHour * time.Second
	case KindThrottled, KindAWSDown:
		e.Wait = identitycenter.RetryAfter(a.header)
	case KindAccessDenied, KindAWSRefused:
		e.Detail = clean(blank(blanked(said.Message)), 300)
	}
	return e
}

// request makes the HTTP request, with its signature.
func (q *query) request(ctx context.Context) (*http.Request, error) {
	body := q.form.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(q.to.url.String(), "/")+"/", strings.NewReader(body))
	if err != nil {
		return nil, errors.New("making the request")
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	req.Header.Set("User-Agent", "halfday")
	sum := sha256.Sum256([]byte(body))
	return req, v4.NewSigner().SignHTTP(ctx, q.creds.signing(), req, hex.EncodeToString(sum[:]), q.service, q.to.region, time.Now())
}

// UntilNextCode is the time until an authenticator shows its next code: they
// change on every full half minute of UTC (RFC 6238 with AWS's 30 s step).
func UntilNextCode(now time.Time) time.Duration {
	const step = 30 * time.Second
	return step - time.Duration(now.UnixNano())%step
}
