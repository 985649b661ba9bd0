package command

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"text/tabwriter"

	"halfday/session"
	"halfday/text"
)

// roleJSON is one element of halfday roles --json: an interface for scripts,
// so its names stay.
type roleJSON struct {
	Profile         string   `json:"profile"`
	RoleARN         string   `json:"role_arn"`
	Account         string   `json:"account"`
	Partition       string   `json:"partition"`
	Region          string   `json:"region"`
	SourceProfile   string   `json:"source_profile"`
	MFASerial       string   `json:"mfa_serial"`
	ExternalID      string   `json:"external_id"`
	RoleSessionName string   `json:"role_session_name"`
	DurationSeconds int      `json:"duration_seconds"`
	Chain           []string `json:"chain"`
	Problem         string   `json:"problem"`
}

// roles prints what the AWS files define. It runs nothing and connects
// nowhere.
func roles(args []string) int {
	p := newPlace()
	flags := flag.NewFlagSet("roles", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	asJSON := flags.Bool("json", false, "")
	if err := flags.Parse(args); err != nil || flags.NArg() > 0 {
		if err == nil {
			err = usageError{unknownArgument, flags.Arg(0), ""}
		}
		return usage(err, p.words.Terminal, p.words.Terminal.RolesUsage)
	}
	list := session.ReadRoles(p.files, os.Getenv)
	var err error
	if *asJSON {
		err = printJSON(os.Stdout, list, p.words)
	} else {
		err = printTable(os.Stdout, list, p.words)
		printWarnings(os.Stderr, list, p.words)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "halfday: writing the list of roles: %v\n", err)
		return exitFailed
	}
	return exitOK
}

func printJSON(w io.Writer, list session.Listing, words text.Words) error {
	out := make([]roleJSON, 0, len(list.Roles))
	for _, r := range list.Roles {
		chain := r.Chain
		if chain == nil {
			chain = []string{}
		}
		out = append(out, roleJSON{
			Profile: r.Profile, RoleARN: r.RoleARN, Account: r.Account,
			Partition: r.Partition, Region: r.Region,
			SourceProfile: r.SourceProfile, MFASerial: r.MFASerial,
			ExternalID: r.ExternalID, RoleSessionName: r.RoleSessionName,
			DurationSeconds: r.DurationSeconds, Chain: chain,
			Problem: roleProblem(r, words),
		})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}

func printTable(w io.Writer, list session.Listing, words text.Words) error {
	if len(list.Roles) == 0 {
		_, err := fmt.Fprintln(w, words.Menu.NoRoles)
		return err
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, strings.Join(words.Terminal.RoleColumns, "\t"))
	for _, r := range list.Roles {
		fmt.Fprintln(t, strings.Join([]string{
			text.Clean(r.Profile, 60), dash(r.Account), dash(text.Clean(r.Region, 20)),
			dash(text.Clean(r.SourceProfile, 40)), dash(text.Clean(device(r.MFASerial), 40)),
			roleProblem(r, words),
		}, "\t"))
	}
	return t.Flush()
}

func printWarnings(w io.Writer, list session.Listing, words text.Words) {
	for _, x := range list.Warnings {
		fmt.Fprintln(w, "halfday: "+words.Menu.Warning(string(x.Kind), x.File, x.Line))
	}
}

// roleProblem is what a person reads about a role that cannot work.
func roleProblem(r session.Role, words text.Words) string {
	if r.Problem.Kind == session.ProblemNone {
		return ""
	}
	return words.Problem(rolesProblem(r)).String()
}

func rolesProblem(r session.Role) text.Problem {
	return text.Problem{
		Kind:    string(r.Problem.Kind),
		Role:    text.Clean(r.Profile, 60),
		Profile: text.Clean(r.Problem.Profile, 60),
		Detail:  text.Clean(r.Problem.Detail, 200),
		Account: r.Account,
	}
}

func device(serial string) string { return serial[strings.LastIndex(serial, "/")+1:] }

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
