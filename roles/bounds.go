package roles

import "bytes"

// The bounds of an AWS file. The SDK, by which roles are signed in to, copies a
// value for each line that goes on with it: with 5 MiB of such lines it reads for
// minutes.
const (
	maxContinued = 1000     // lines of a file that go on with a value
	maxValueLine = 64 << 10 // bytes of one line, and of a value with the lines that go on with it
)

// OutOfBounds is FILE:LINE where the SDK would read the AWS files for minutes, ""
// where it would not. A role's Problem says so by itself. Any goroutine may call it.
func OutOfBounds(f Files) string {
	profiles, _ := readAWSFiles(f)
	return profiles.tooLong
}

// outOfBounds gives the first line that is too much, from 1; 0 where there is
// none.
func outOfBounds(text []byte) int {
	number, continued, value := 0, 0, 0
	for line := range bytes.Lines(text) {
		number++
		body, indented := line, line[0] == ' ' || line[0] == '\t'
		if indented {
			body = bytes.TrimSpace(line)
		}
		switch {
		case len(body) == 0 || body[0] == '#' || body[0] == ';' || body[0] == '\n' || body[0] == '\r':
		case !indented || bytes.ContainsAny(body, "=:["):
			value = len(line)
		default:
			continued++
			value += len(line)
		}
		if continued > maxContinued || max(value, len(line)) > maxValueLine {
			return number
		}
	}
	return 0
}
