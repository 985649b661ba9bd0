package command

import (
	"context"
	"flag"
	"fmt"
	"os"
	"sync"
	"time"

	"halfday/app"
	"halfday/desktop"
	"halfday/home"
	"halfday/internal/child"
	"halfday/settings"
)

// trayArgs are the arguments of halfday without a subcommand.
type trayArgs struct {
	demo    bool
	verbose bool
	page    bool // open Halfday's page, too
	remind  time.Duration
}

func parseTray(args []string) (a trayArgs, err error) {
	flags := flag.NewFlagSet("halfday", flag.ContinueOnError)
	flags.BoolVar(&a.demo, "demo", false, "")
	flags.BoolVar(&a.verbose, "v", false, "")
	flags.BoolVar(&a.page, "page", false, "")
	flags.DurationVar(&a.remind, "remind", 0, "")
	_, err = parse(flags, args, 0)
	return a, err
}

// again are the arguments of a start after this one, which opens no page.
func (a trayArgs) again() []string {
	args := []string{"-remind=" + a.remind.String()}
	if a.demo {
		args = append(args, "-demo")
	}
	if a.verbose {
		args = append(args, "-v")
	}
	return args
}

// runTray is halfday in the menu bar.
func runTray(args []string) int {
	a, err := parseTray(args)
	if err != nil {
		p := home.Load()
		return usage(p, err, p.Words.Terminal.Usage)
	}
	hardenProcess()
	launched := child.InheritActivation() // this shows no window by itself
	end := func() {}
	if a.demo {
		ofDemo, err := startDemo()
		if err != nil {
			return failed(err)
		}
		end = sync.OnceFunc(ofDemo)
		defer end()
	}
	p := home.Load()
	if a.demo {
		fmt.Fprintln(os.Stderr, p.Words.Terminal.DemoHint)
		if !desktop.Display() {
			return terminalDemo(p)
		}
	}
	log, closeLog := openLog(p, a.verbose)
	defer closeLog()

	if !desktop.Display() {
		return cannotRun(p.Words.Terminal.NoDisplay.String())
	}
	instance, err := desktop.Acquire(p.Dirs.Runtime)
	if err != nil {
		return secondStart(p, launched, a.page, err)
	}
	defer instance.Close()
	settings.Sweep(p.SettingsFile()) // no other tray is there to write them

	ctx, stop := untilSignal(context.Background())
	defer stop()
	if err := awaitBus(ctx, desktop.SessionBus, log); err != nil {
		return withoutBus(ctx, p)
	}
	started := time.Now()
	lost, err := app.Run(ctx, p, app.Options{Version: versionText(), Remind: a.remind, Page: a.page}, instance, log)
	switch {
	case err != nil:
		return cannotRun(err.Error())
	case lost:
		instance.Close()
		return anew(ctx, p, a, started, end, log)
	}
	return exitOK
}
