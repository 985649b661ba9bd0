package signin

import (
	"context"
	"sync"
	"time"

	"halfday/federation"
	"halfday/internal/redact"
	"halfday/session"
)

// WithCenter does something about the role's session of Identity Center, and
// opens nothing: to be called in place of Run. do is called once AWS can be
// asked, and the hosts in its place may be. The person has been told of any
// problem before it returns. It reports no last word where all went well.
func (f *Flow) WithCenter(ctx context.Context, do func(context.Context) error) Result {
	f.loading = startLoading(ctx, f.Load)
	defer f.loading.close()
	err := f.loaded(ctx)
	if err == nil {
		err = do(ctx)
	}
	if err != nil {
		return f.fail(ctx, err)
	}
	return Result{}
}

// SignInToCenter has the person sign in to the session of Identity Center, also
// where somebody is signed in: in the browser that the role is set to, or with a
// code for any other. It is for what WithCenter does.
func (f *Flow) SignInToCenter(ctx context.Context) error {
	f.asked = true
	f.phase(session.PhaseCenter)
	name := f.Role.SSO.Key()
	if f.UI.Device != nil {
		return f.ended(ctx, f.aws.SignInByDevice(ctx, func(address, complete, code string, until time.Time) {
			f.UI.Device(f.Words.Dialog.Device(name, address, complete, code))
		}))
	}
	watch, stop := context.WithCancel(ctx)
	var opening sync.WaitGroup
	err := f.aws.SignInToCenter(ctx, func(address string) <-chan error {
		failed := make(chan error, 1)
		page := f.Browser.Start()
		opening.Go(func() {
			if err := f.openOnce(watch, redact.New(address), &page); err != nil && watch.Err() == nil {
				failed <- err
			}
		})
		return failed
	}, func(err error) string {
		title, said := f.Words.Dialog.CenterPage(name, err == nil)
		return f.Browser.Note(title, said, err == nil)
	})
	stop()
	opening.Wait()
	return f.ended(ctx, err)
}

// ended is err, unless it is only that the person gave up.
func (f *Flow) ended(ctx context.Context, err error) error {
	if err != nil && (ctx.Err() != nil || federation.KindOf(err) == federation.KindCanceled) {
		return ErrCancelled
	}
	return err
}
