package main

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"text/template"
)

var versionForm = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+(-[0-9A-Za-z.]+)?$`)

// readIdentity reads the names and addresses of the program. A value goes into
// XML, shell, YAML and installer scripts as it is, so that characters with a
// meaning in any of them are refused here.
func readIdentity(path string) (map[string]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	values := map[string]string{}
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSuffix(line, "\r")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, value, ok := strings.Cut(line, "=")
		if !ok || name == "" || value == "" {
			return nil, fmt.Errorf("%s:%d: want NAME=value", filepath.Base(path), i+1)
		}
		if strings.ContainsAny(value, "\"'`$\\&|\t") || name != "MAINTAINER" && strings.ContainsAny(value, "<>") {
			return nil, fmt.Errorf("%s:%d: the value of %s has a character that some file gives a meaning to", filepath.Base(path), i+1, name)
		}
		values[name] = value
	}
	var missing []error
	for _, name := range []string{"VERSION", "NAME", "PROGRAM", "ID", "SUMMARY", "SUMMARY_JA", "PUBLISHER", "MAINTAINER",
		"COPYRIGHT", "HOMEPAGE", "REPOSITORY", "ISSUES", "DOWNLOADS", "MACOS_MINIMUM", "TOAST_ACTIVATOR"} {
		if values[name] == "" {
			missing = append(missing, fmt.Errorf("%s: no %s", filepath.Base(path), name))
		}
	}
	return values, errors.Join(missing...)
}

// fill writes the template at from, a path below packaging, to the file to.
// extra values stand beside those of the release.
func (r *release) fill(from, to string, extra map[string]string) error {
	text, err := r.filled(from, extra)
	if err != nil {
		return err
	}
	return write(to, text)
}

func (r *release) filled(from string, extra map[string]string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(r.root, "packaging", filepath.FromSlash(from)))
	if err != nil {
		return nil, err
	}
	// Double square brackets: braces mean something in many of the files.
	t, err := template.New(from).Delims("[[", "]]").Option("missingkey=error").Funcs(template.FuncMap{"words": strings.Fields}).Parse(string(data))
	if err != nil {
		return nil, err
	}
	values := maps.Clone(r.values)
	maps.Copy(values, extra)
	var b bytes.Buffer
	err = t.Execute(&b, values)
	return b.Bytes(), err
}
