package command

import (
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"halfday/home"
	"halfday/roles"
	"halfday/session"
	"halfday/text"
	"halfday/tray"
)

// roleJSON is one element of halfday roles --json: an interface for scripts,
// so its names stay.
type roleJSON struct {
	Profile         string   `json:"profile"`
	Kind            string   `json:"kind"` // iam_role, identity_center; with --all what else a profile is
	RoleARN         string   `json:"role_arn"`
	Account         string   `json:"account"`
	Partition       string   `json:"partition"`
	Region          string   `json:"region"`
	SourceProfile   string   `json:"source_profile"`
	MFASerial       string   `json:"mfa_serial"`
	ExternalID      string   `json:"external_id"`
	RoleSessionName string   `json:"role_session_name"`
	DurationSeconds int      `json:"duration_seconds"`
	ConsoleSeconds  int      `json:"console_seconds"` // how long its console will last as far as is known; 0 where it cannot work
	Chain           []string `json:"chain"`
	SSOSession      string   `json:"sso_session"` // of Identity Center: the section's name; "" for a profile of the older form
	RoleName        string   `json:"role_name"`   // of Identity Center
	Problem         string   `json:"problem"`
}

// rolesArgs are the arguments of halfday roles.
type rolesArgs struct {
	json   bool
	all    bool // the profiles that are no roles, too
	filter roles.RoleFilter
}

func parseRoles(args []string) (a rolesArgs, err error) {
	flags := flag.NewFlagSet("roles", flag.ContinueOnError)
	flags.BoolVar(&a.json, "json", false, "")
	flags.BoolVar(&a.all, "all", false, "")
	flags.StringVar(&a.filter.Account, "account", "", "")
	flags.BoolVar(&a.filter.Problems, "problems", false, "")
	a.filter.Text, err = parse(flags, args, 1)
	return a, err
}

// roles prints what the AWS files define. It runs nothing and connects
// nowhere.
func listRoles(args []string) int {
	p := home.Load()
	a, err := parseRoles(args)
	if err != nil {
		return usage(p, err, p.Words.Terminal.RolesUsage)
	}
	list := p.Roles(session.ReadMemory(p.StoreFile()).Lessons)
	all := len(list.Roles)
	if !a.all && (a.json || all > 0) {
		list.Others = nil // they are the reason why there are none
	}
	list.Roles = slices.DeleteFunc(list.Roles, func(r roles.Role) bool { return !a.filter.Match(r) })
	switch {
	case a.json:
		err = printJSON(os.Stdout, list, p.Words)
	case len(list.Roles) == 0 && all > 0:
		_, err = fmt.Println(p.Words.Terminal.NoRoleMatches)
	default:
		err = printTable(os.Stdout, list, p.Words)
		printWarnings(os.Stderr, list, p.Words)
	}
	if err != nil {
		return failed(fmt.Errorf("writing the list of roles: %w", err))
	}
	return exitOK
}

func printJSON(w io.Writer, list roles.Listing, words text.Words) error {
	out := make([]roleJSON, 0, len(list.Roles))
	for _, r := range list.Roles {
		out = append(out, roleJSON{
			Profile: r.Profile, Kind: string(r.Kind), RoleARN: r.RoleARN, Account: r.Account,
			Partition: r.Partition, Region: r.Region,
			SourceProfile: r.SourceProfile, MFASerial: r.MFASerial,
			ExternalID: r.ExternalID, RoleSessionName: r.RoleSessionName,
			DurationSeconds: r.DurationSeconds, ConsoleSeconds: int(r.Console / time.Second), Chain: append([]string{}, r.Chain...), // never null
			Problem: roleProblem(r, words), SSOSession: r.SSO.Session, RoleName: r.SSO.RoleName,
		})
	}
	for _, o := range list.Others {
		out = append(out, roleJSON{Profile: o.Profile, Kind: string(o.Kind), Chain: []string{o.Profile}, Problem: words.Terminal.NoRole(string(o.Kind))})
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(out); err != nil {
		return err
	}
	_, err := w.Write(escapeControls(b.Bytes()))
	return err
}

func printTable(w io.Writer, list roles.Listing, words text.Words) error {
	rows := [][]string{text.RoleColumns}
	for _, r := range list.Roles {
		rows = append(rows, []string{
			text.Clean(r.Profile, 60), dash(r.Account), dash(text.Clean(r.Region, 20)),
			dash(text.Clean(r.SourceProfile, 40)), dash(text.Clean(roles.ARNName(r.MFASerial), 40)),
			dash(lasts(r, words)), roleProblem(r, words),
		})
	}
	var b strings.Builder
	if len(list.Roles) == 0 {
		b.WriteString(words.Menu.NoRoles + "\n")
	} else {
		writeColumns(&b, rows)
	}
	for _, o := range list.Others { // why they have no line
		b.WriteString(text.Clean(o.Profile, 60) + ": " + words.Terminal.NoRole(string(o.Kind)) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func lasts(r roles.Role, words text.Words) string {
	if r.Console == 0 {
		return ""
	}
	return words.Lasts(r.Console, r.ConsoleWhy)
}

// writeColumns aligns the columns of a table on a terminal.
func writeColumns(b *strings.Builder, rows [][]string) {
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], text.Columns(cell))
		}
	}
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			line += cell + strings.Repeat(" ", widths[i]-text.Columns(cell)+2)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
}

func printWarnings(w io.Writer, list roles.Listing, words text.Words) {
	for _, x := range list.Warnings {
		fmt.Fprintln(w, "halfday: "+words.Menu.Warning(string(x.Kind), x.File, x.Line))
	}
}

// roleProblem is what a person reads about a role that cannot work.
func roleProblem(r roles.Role, words text.Words) string {
	if r.Problem.Kind == roles.ProblemNone {
		return ""
	}
	return words.Problem(tray.Problem(r)).String()
}

func dash(s string) string { return cmp.Or(s, "-") }

// escapeControls writes the control and format characters in JSON as \u
// escapes, which package encoding/json leaves as they are from U+007F on: a
// terminal would obey them, and a page show the text in another order. data is
// valid JSON, and so is the result, of the same value.
func escapeControls(data []byte) []byte {
	out := make([]byte, 0, len(data))
	for _, r := range string(data) {
		if r < 0x7f || !unicode.In(r, unicode.Cc, unicode.Cf) {
			out = utf8.AppendRune(out, r)
			continue
		}
		for _, half := range utf16.AppendRune(nil, r) {
			out = fmt.Appendf(out, `\u%04x`, half)
		}
	}
	return out
}
