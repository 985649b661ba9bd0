package signin

import (
	"context"
	"sync"
	"time"

	"halfday/federation"
)

// loading is the reading of what AWS needs to know, in the background.
type loading struct {
	stop context.CancelFunc
	// begin lets it begin: while a question is about to show it would take
	// the processor from that.
	begin func()
	done  chan struct{} // closed when aws and err are there
	aws   AWS
	err   error
}

func startLoading(ctx context.Context, load func(context.Context) (AWS, error)) *loading {
	ctx, stop := context.WithCancel(ctx)
	begun := make(chan struct{})
	l := &loading{stop: stop, begin: sync.OnceFunc(func() { close(begun) }), done: make(chan struct{})}
	go func() {
		defer close(l.done)
		<-begun
		l.aws, l.err = load(ctx)
	}()
	return l
}

// MayAskEarly tells whether the question for the code may come Early: it has to
// name nothing that only Load finds out, as hosts in AWS's place, which override
// says of the environment, and nothing that it starts gets what Load takes out of
// that.
func (f *Flow) MayAskEarly(getenv func(string) string, override bool) bool {
	return f.Request.Role != nil && !f.Role.Endpoints && !override && f.Program.Code == nil &&
		getenv("AWS_SECRET_ACCESS_KEY")+getenv("AWS_SECRET_KEY")+getenv("AWS_SESSION_TOKEN") == "" // a dialog of osascript would get them
}

// wait gives what was read, once it was let begin.
func (l *loading) wait(ctx context.Context) (AWS, error) {
	select {
	case <-l.done:
		return l.aws, l.err
	case <-ctx.Done():
		return nil, cause(ctx)
	}
}

// close ends the reading, and what was begun with what was read.
func (l *loading) close() {
	l.stop()
	l.begin()
	<-l.done
	if l.err == nil {
		l.aws.Close()
	}
}

// loaded waits until AWS can be asked, and may be: from here on f.aws is there.
func (f *Flow) loaded(ctx context.Context) (err error) {
	f.loading.begin()
	if f.aws, err = f.loading.wait(ctx); err != nil {
		return err
	}
	return f.agreeHosts(ctx)
}

// ready is loaded, and connects.
func (f *Flow) ready(ctx context.Context) error {
	err := f.loaded(ctx)
	if err == nil {
		f.aws.Start()
	}
	return err
}

// needsCode tells whether a code is to be asked for, as far as is known.
func (f *Flow) needsCode() bool {
	if f.aws == nil {
		return f.Role.MFASerial != "" && len(f.Request.Source) == 0
	}
	return f.aws.NeedsCode()
}

// expected is how long the console will last, and why no longer, as far as is
// known.
func (f *Flow) expected() (time.Duration, federation.Reason) {
	if f.shares() {
		return federation.OneCode(f.Length), federation.ReasonOneCode
	}
	if f.aws == nil {
		return federation.Expected(f.Role, f.Length, f.Learned)
	}
	return f.aws.Expected()
}
