package command

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"halfday/demo"
	"halfday/home"
	"halfday/internal/child"
)

// demoServer is the hidden process that plays AWS for a demo.
func demoServer(args []string) int {
	if len(args) != 1 {
		return exitConfig
	}
	if err := demo.Serve(os.Stdin, os.Stdout, args[0], systemWords().Language); err != nil {
		return failed(err)
	}
	return exitOK
}

// startDemo starts a stand-in for AWS and makes this process and its children
// use it: invented roles in a private folder, nothing of the person's own. It
// returns what ends it again.
func startDemo() (end func(), err error) {
	dir, err := os.MkdirTemp("", "halfday-demo-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for the demo: %w", err)
	}
	path, args := home.Command("__demo-server", dir)
	server, err := child.StartServer(path, args)
	var addresses demo.Addresses
	if err == nil {
		err = json.Unmarshal(server.Line, &addresses)
	}
	if err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	useDemo(dir, addresses)
	return func() {
		server.Close()
		os.RemoveAll(dir)
	}, nil
}

// useDemo points the environment at the stand-in.
func useDemo(dir string, a demo.Addresses) {
	child.StripEnviron()
	os.Setenv(home.DemoVariable, dir)
	os.Setenv("AWS_CONFIG_FILE", a.Config)
	os.Setenv("AWS_SHARED_CREDENTIALS_FILE", a.Credentials)
	os.Setenv("AWS_ENDPOINT_URL_STS", a.STS)
	os.Setenv("AWS_ENDPOINT_URL_IAM", a.IAM)
	os.Setenv("AWS_ENDPOINT_URL_SSO_OIDC", a.OIDC)
	os.Setenv("AWS_ENDPOINT_URL_SSO", a.Portal)
	os.Setenv(home.EndpointVariable, a.Signin)
}

// terminalDemo signs in to the first invented role in the terminal, down to
// the console page, for machines without a display. Without a person at the
// terminal it types a code itself, and says so.
func terminalDemo(p home.Home) int {
	fmt.Fprintln(os.Stderr, p.Words.Terminal.NoDisplay.What+" "+p.Words.Terminal.DemoTerminal)
	ctx, stop := untilSignal(context.Background()) // the folder is to be cleared away
	defer stop()
	args := []string{"sign-in", "--print-url"}
	var in io.Reader = os.Stdin
	if !term.IsTerminal(int(os.Stdin.Fd())) {
		fmt.Fprintln(os.Stderr, p.Words.Terminal.DemoCode(demoCode))
		args = append(args, "--code-stdin")
		in = strings.NewReader(demoCode + "\n")
	}
	path, args := home.Command(append(args, demo.FirstRole)...)
	address, err := child.Output(ctx, path, args, nil, in)
	title := ""
	if err == nil {
		title, err = demo.VisitTitle(ctx, strings.TrimSpace(string(address)))
	}
	switch {
	case ctx.Err() != nil:
		return exitCancelled
	case err != nil:
		return failed(err)
	}
	fmt.Println(p.Words.Terminal.DemoPage(title))
	return exitOK
}

// demoCode is a code that the stand-in takes; it refuses 000000.
const demoCode = "123456"
