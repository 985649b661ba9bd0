package settings

import (
	"bytes"
	_ "embed" // template.toml
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"

	"halfday/internal/files"
)

// Set changes one key of the file at path and leaves every other byte as it
// is: comments, order, keys that are not ours, line ends. value is a bool, a
// string, a time.Duration, a []time.Duration or a []string, and has to be one that Read
// accepts. Without a file it writes the template with the key. The file
// is replaced as a whole, for its owner only; a link stays a link.
//
// Any goroutine may call it. What an editor or another process writes between
// reading and replacing is lost; that is a matter of milliseconds.
func Set(path, key string, value any) error { return change(path, keyPath{key: key}, value) }

// SetRole does the same for a key of the role of profile. Where value is nil it
// takes the key away.
func SetRole(path, profile, key string, value any) error {
	if profile == "" {
		return fmt.Errorf("setting %s: %w", key, errValue)
	}
	return change(path, keyPath{profile, key}, value)
}

func change(path string, at keyPath, value any) (err error) {
	writing.Lock()
	defer writing.Unlock()
	defer func() {
		if err != nil {
			err = fmt.Errorf("setting %s: %w", at.key, err)
		}
	}()
	data, err := readFile(path)
	missing := errors.Is(err, fs.ErrNotExist)
	if missing {
		data, err = []byte(template), nil
	}
	if err != nil {
		return err
	}
	changed, err := set(data, at, value)
	if err != nil || !missing && bytes.Equal(changed, data) {
		return err
	}
	return writeFile(path, changed)
}

// Create writes the template at path, unless there is something.
func Create(path string) error {
	writing.Lock()
	defer writing.Unlock()
	_, err := readFile(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return writeFile(path, []byte(template))
}

// template is a settings file in which every key is commented out with its
// default.
//
//go:embed template.toml
var template string

// writing is held from the reading of a file to its replacing.
var writing sync.Mutex

var errValue = errors.New("not a usable value")

// NotUsable tells whether Set or SetRole refused the value, so that another one
// can be asked for; other errors are about the file.
func NotUsable(err error) bool { return errors.Is(err, errValue) }

// set gives data with another value at a place.
func set(data []byte, at keyPath, value any) ([]byte, error) {
	expected, _ := parse(data)
	take := expected.take(at)
	if take == nil {
		return nil, errValue
	}
	if value == nil {
		return removed(data, at), nil
	}
	text := encode(value)
	line := at.key + " = " + text
	one := scan([]byte(line))
	if len(one) != 1 || !take(one[0].value) {
		return nil, errValue
	}

	file := scan(data)
	ways := [][]byte{replaced(data, file, at, text), inserted(data, file, at, line)}
	if at.role == "" {
		top := len(data) - len(bytes.TrimPrefix(data, bom))
		ways = append(ways, newLine(data, top, line)) // right whatever else the file holds: the first of several counts
	} else {
		table := "[" + tableRole + "." + quote(at.role) + "]\n" + line
		if len(bytes.TrimPrefix(data, bom)) > 0 {
			table = "\n" + table
		}
		ways = append(ways, newLine(data, len(data), table))
	}
	for _, changed := range ways {
		if changed == nil {
			continue
		}
		if after, _ := parse(changed); reflect.DeepEqual(after, expected) {
			return changed, nil
		}
	}
	return nil, errValue
}

// replaced puts the value in the place of the one that counts, or of one that
// is not TOML; nil where there is neither.
func replaced(data []byte, file []statement, at keyPath, text string) []byte {
	var old *statement
	for i, s := range file {
		if s.path() == at && (old == nil || s.ok && !old.ok) {
			old = &file[i]
		}
	}
	if old == nil {
		return nil
	}
	return slices.Concat(data[:old.from], []byte(text), data[old.to:])
}

// inserted adds a line: under the header of the role's table, or else under the
// commented-out key, as the template has it, or under the last key that is in no
// table; nil where there is none of these.
func inserted(data []byte, file []statement, at keyPath, line string) []byte {
	end := -1
	for _, s := range file {
		switch {
		case at.role != "":
			if s.header && s.role == at.role {
				return newLine(data, s.end, line)
			}
		case s.inTable:
		case s.comment:
			example, _, found := strings.Cut(string(data[s.start:s.end]), "=")
			if found && strings.Trim(example, "# \t") == at.key {
				return newLine(data, s.end, line)
			}
		default:
			end = s.end
		}
	}
	if end < 0 {
		return nil
	}
	return newLine(data, end, line)
}

// removed takes away every line for a place.
func removed(data []byte, at keyPath) []byte {
	var rest []byte
	from := 0
	for _, s := range scan(data) {
		if s.path() == at {
			rest = append(rest, data[from:s.start]...)
			from = s.end
		}
	}
	return append(rest, data[from:]...)
}

// newLine adds lines at a place that is the beginning of one, or the end of
// the file, with the line ends of the file.
func newLine(data []byte, at int, lines string) []byte {
	lines += "\n"
	if at > 0 && data[at-1] != '\n' && !bytes.Equal(data[:at], bom) {
		lines = "\n" + lines
	}
	if i := bytes.IndexByte(data, '\n'); i > 0 && data[i-1] == '\r' {
		lines = strings.ReplaceAll(lines, "\n", "\r\n")
	}
	return slices.Concat(data[:at], []byte(lines), data[at:])
}

// maxFile is the most bytes of a settings file that are read.
const maxFile = 256 << 10

// readFile reads a settings file. It never blocks on a FIFO or a device.
func readFile(path string) ([]byte, error) {
	data, err := files.Read(path, maxFile)
	if err != nil {
		return nil, fmt.Errorf("reading the settings: %w", err)
	}
	return data, nil
}

// Sweep takes away what a Set for the file at path left that was killed. No Set
// may run at the same time.
func Sweep(path string) { files.Sweep(followed(path)) }

// followed is the file that a link leads to.
func followed(path string) string {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		return target
	}
	return path
}

// writeFile replaces a settings file: after a crash there is the old one or
// the new one. A link is followed, since people keep such files elsewhere.
func writeFile(path string, data []byte) error {
	path = followed(path)
	err := files.ErrTooLarge
	if len(data) <= maxFile {
		if err = os.MkdirAll(filepath.Dir(path), 0o700); err == nil {
			err = files.Replace(path, data)
		}
	}
	if err != nil {
		return fmt.Errorf("writing the settings: %w", err)
	}
	return nil
}
