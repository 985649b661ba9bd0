package child

import "strings"

// Environ is environ without the variables that children need not know: those
// of AWS, which may be secret, and those of Halfday.
func Environ(environ []string) []string {
	kept := make([]string, 0, len(environ))
	for _, kv := range environ {
		upper := strings.ToUpper(kv) // on Windows the case does not count
		if !strings.HasPrefix(upper, "AWS_") && !strings.HasPrefix(upper, "HALFDAY_") {
			kept = append(kept, kv)
		}
	}
	return kept
}
