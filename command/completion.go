package command

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"

	"halfday/home"
)

// completion prints the script that teaches a shell the words of halfday.
func completion(args []string) int {
	words := home.Load().Words.Doctor
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
