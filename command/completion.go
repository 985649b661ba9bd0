package command

import (
	"fmt"
	"os"
	"strings"

	"halfday/home"
)

// completion prints the script that teaches a shell the words of halfday.
func completion(args []string) int {
	words := home.Load().Words
	if len(args) == 1 && strings.TrimLeft(args[0], "-") == "h" || len(args) == 1 && args[0] == "--help" {
		fmt.Print(words.Doctor.CompletionUsage)
		return exitOK
	}
	if len(args) != 1 || completionScripts[args[0]] == "" {
		m := words.Doctor.CompletionUnknown(strings.Join(args, " "))
		fmt.Fprintf(os.Stderr, "halfday: %s\n\n%s", m, words.Doctor.CompletionUsage)
		return exitConfig
	}
	fmt.Print(completionScripts[args[0]])
	return exitOK
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
