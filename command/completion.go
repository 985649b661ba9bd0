package command

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"unicode"

	"halfday/home"
	"halfday/roles"
)

// completion prints the script that teaches a shell the words of halfday.
func completion(args []string) int {
	words := home.Load().Words.Terminal
	shell, err := parse(flag.NewFlagSet("completion", flag.ContinueOnError), args, 1)
	switch script := completionScripts[shell]; {
	case errors.Is(err, flag.ErrHelp):
		fmt.Print(words.CompletionUsage)
		return exitOK
	case err == nil && script != "":
		fmt.Print(script)
		return exitOK
	}
	fmt.Fprintf(os.Stderr, "halfday: %s\n\n%s", words.CompletionUnknown(strings.Join(args, " ")), words.CompletionUsage)
	return exitConfig
}

// completionScripts ask halfday itself: it knows the roles, and the scripts
// never grow old.
var completionScripts = map[string]string{
	"bash": `_halfday() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(halfday __complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
complete -F _halfday halfday
`,
	"zsh": `#compdef halfday
_halfday() {
    local -a found
    found=("${(@f)$(halfday __complete words "${(@Q)words[2,CURRENT-1]}" "$PREFIX" 2>/dev/null)}")
    [[ -n $found ]] && compadd -a found
}
if [[ $funcstack[1] = _halfday ]]; then
    _halfday # autoloaded from fpath: this is the first call
else
    compdef _halfday halfday
fi
`,
	"fish": `function __halfday_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -e words[1]
    halfday __complete words $words "$last" 2>/dev/null
end
complete -c halfday -f -a '(__halfday_complete)'
`,
}

// completeWords is the hidden halfday __complete: it lists, one a line, what
// the word at the cursor may become. The scripts of halfday completion call it:
//
//	__complete bash LINE          the command line up to the cursor
//	__complete words WORD… WORD   the words after halfday, without quotes; the
//	                              shell itself chooses and quotes
func completeWords(args []string) int {
	if len(args) == 0 {
		return exitConfig
	}
	p := home.Load()
	roles := func() []roles.Role { return p.Roles(nil).Roles }
	var lines []string
	switch {
	case args[0] == "bash" && len(args) == 2:
		words, last := shellWords(args[1])
		if len(words) > 0 { // else the cursor stands on the command itself
			lines = last.insert(candidates(append(words[1:], last.text), roles))
		}
	case args[0] == "words" && len(args) > 1:
		lines = candidates(args[1:], roles)
	default:
		return exitConfig
	}
	for _, line := range lines {
		fmt.Println(line)
	}
	return exitOK
}

// subcommands are those for people.
var subcommands = []string{"sign-in", "sign-out", "open", "page", "roles", "doctor", "completion", "login-item", "version", "help"}

// flagsOf lists the flags of each subcommand; those with a value end in =.
var flagsOf = map[string][]string{
	"":         {"-demo", "-remind=", "-v", "-h"},
	"sign-in":  {"--print-url", "--code-stdin", "--role-arn=", "--mfa-serial=", "--source-profile=", "--region=", "--page=", "--browser=", "--sso-session=", "-v", "-h"},
	"sign-out": {"-h"},
	"page":     {"-h"},
	"roles":    {"--json", "--account=", "--problems", "--all", "-h"},
	"doctor":   {"--problems", "-h"},
}

// candidates gives what the last of words may become, in order, as far as that
// depends on the words before it.
func candidates(words []string, list func() []roles.Role) []string {
	before, last := words[:len(words)-1], words[len(words)-1]
	command := ""
	if len(before) > 0 && !strings.HasPrefix(before[0], "-") {
		command = before[0]
	}
	flags := flagsOf[command]
	if len(before) > 0 {
		switch f := wantsValue(flags, before[len(before)-1]); {
		case f == "--browser=":
			return browserNames()
		case valueOf[f] != nil:
			return names(list(), valueOf[f])
		case f != "":
			return nil
		}
	}
	if strings.HasPrefix(last, "-") && !slices.Contains(before, "--") {
		var names []string
		for _, f := range flags {
			names = append(names, strings.TrimSuffix(f, "="))
		}
		return names
	}
	if command == "" {
		return subcommands
	}
	given := 0 // arguments that are no flags and no values of flags
	for i, w := range before[1:] {
		if !strings.HasPrefix(w, "-") && wantsValue(flags, before[i]) == "" {
			given++
		}
	}
	if given > 0 {
		return nil
	}
	switch command {
	case "sign-in":
		return names(list(), func(r roles.Role) string {
			if r.Problem.Kind != roles.ProblemNone {
				return ""
			}
			return r.Profile
		})
	case "sign-out":
		return names(list(), func(r roles.Role) string { return r.SSO.Key() })
	case "doctor", "roles":
		return names(list(), func(r roles.Role) string { return r.Profile })
	case "completion":
		return []string{"bash", "zsh", "fish"}
	case "login-item":
		return []string{"on", "off", "status"}
	}
	return nil
}

// wantsValue gives the flag that word is, where a value has to follow it.
func wantsValue(flags []string, word string) string {
	if !strings.HasPrefix(word, "-") {
		return ""
	}
	for _, f := range flags {
		if strings.TrimLeft(f, "-") == strings.TrimLeft(word, "-")+"=" {
			return f
		}
	}
	return ""
}

// valueOf is what of a role may follow a flag.
var valueOf = map[string]func(roles.Role) string{
	"--account=":        func(r roles.Role) string { return r.Account },
	"--source-profile=": func(r roles.Role) string { return r.Base.Profile },
	"--mfa-serial=":     func(r roles.Role) string { return r.MFASerial },
	"--role-arn=":       func(r roles.Role) string { return r.RoleARN },
	"--sso-session=":    func(r roles.Role) string { return r.SSO.Key() },
	"--region=":         func(r roles.Role) string { return r.Region },
}

// names collects what of gives, each once, in order. What would not fit on one
// line of a shell's list is left out.
func names(roles []roles.Role, of func(roles.Role) string) []string {
	var all []string
	seen := make(map[string]bool)
	for _, r := range roles {
		name := of(r)
		if name == "" || seen[name] || strings.ContainsFunc(name, unicode.IsControl) {
			continue
		}
		seen[name] = true
		all = append(all, name)
	}
	return all
}
