package federation

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"halfday/roles"
)

// Host is one of AWS's hosts, and what came of asking it.
type Host struct {
	Name string // with the port where one is set
	STS  bool   // else it is a sign-in host
	// Err is nil where AWS answered, whatever it said; else an *Error.
	Err  error
	Took time.Duration // until the whole answer, a new connection included
	// Skew is how far the clock here is ahead of the answer's Date, to a second
	// or so; Dated tells whether the answer had one.
	Skew  time.Duration
	Dated bool
}

// Probe asks the STS and each of the sign-in hosts that a sign-in to role would
// speak to, with the same proxy, CA and limits. The requests are not signed and
// ask for nothing: AWS refuses them, and says what time it is. Its error is one
// of Load.
func Probe(ctx context.Context, role roles.Role, opts Options) ([]Host, error) {
	s, err := loadWith(ctx, role, opts, func(*SignIn, context.Context) error { return nil })
	if err != nil {
		return nil, err
	}
	defer s.cancel()
	return s.probe(ctx), nil
}

func (s *SignIn) probe(ctx context.Context) []Host {
	asked := append([]*way{s.sts.all[0]}, s.doors.all...)
	hosts := make([]Host, len(asked))
	var tasks sync.WaitGroup
	for i, to := range asked {
		h := &hosts[i]
		h.Name, h.STS = to.url.Host, i == 0
		if h.STS {
			tasks.Go(func() { s.probeHost(ctx, h, to.url, http.MethodPost, "Action=GetCallerIdentity&Version=2011-06-15") })
		} else {
			tasks.Go(func() { s.probeHost(ctx, h, to.url, http.MethodGet, "") })
		}
	}
	tasks.Wait()
	return hosts
}

func (s *SignIn) probeHost(ctx context.Context, h *Host, u *url.URL, method, form string) {
	const op = "reaching AWS"
	req, err := http.NewRequestWithContext(ctx, method, u.String(), strings.NewReader(form))
	if err != nil {
		h.Err = &Error{Kind: KindConfig, Op: op, Host: clean(h.Name, 100)}
		return
	}
	if form != "" {
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
	}
	start := time.Now()
	a, err := s.wire.request(req)
	h.Took = time.Since(start)
	switch {
	case err != nil:
		h.Err = s.netError(op, h.Name, err)
	case h.STS && a.foreign():
		h.Err = &Error{Kind: KindCaptivePortal, Op: op, Host: clean(h.Name, 100), Status: a.status}
	case a.status >= 500:
		h.Err = &Error{Kind: KindAWSDown, Op: op, Host: clean(h.Name, 100), Status: a.status}
	}
	h.Skew, h.Dated = a.skew, a.header.Get("Date") != ""
}
