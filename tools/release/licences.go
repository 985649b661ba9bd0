package main

import (
	"bytes"
	"debug/buildinfo"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
)

// part is a module that a program is made of.
type part struct {
	path, version string
	sum           string // "h1:" and a SHA-256 of its files
	licence       string // SPDX identifier
	texts         []string
}

// parts are the modules in the program at path, as its own build information
// names them, with the Go standard library last.
func (r *release) parts(path string, t target) ([]part, error) {
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		return nil, err
	}
	dirs, err := r.moduleDirs(t)
	if err != nil {
		return nil, err
	}
	var all []part
	for _, m := range append(info.Deps, &debug.Module{Path: standard, Version: strings.TrimPrefix(info.GoVersion, "go")}) {
		dir := dirs[m.Path]
		if m.Replace != nil {
			m = m.Replace
		}
		texts, err := licenceTexts(dir)
		if err != nil {
			return nil, fmt.Errorf("licence of %s: %w", m.Path, err)
		}
		p := part{path: m.Path, version: m.Version, sum: m.Sum, licence: licenceName(texts), texts: texts}
		if p.licence == "" {
			return nil, fmt.Errorf("the licence of %s is none that this program knows: read it, and teach licenceName", p.path)
		}
		all = append(all, p)
	}
	slices.SortFunc(all[:len(all)-1], func(a, b part) int { return strings.Compare(a.path, b.path) })
	return all, nil
}

// standard is the path of Go's standard library in a list of parts.
const standard = "std"

// moduleDirs is where the modules of a build for t lie, and the standard library.
func (r *release) moduleDirs(t target) (map[string]string, error) {
	cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}\t{{.Dir}}{{else}}"+standard+"\t{{.Root}}{{end}}", ".")
	cmd.Dir, cmd.Env = r.root, buildEnv(t, r.values["MACOS_MINIMUM"])
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("listing the modules: %w", err)
	}
	dirs := map[string]string{}
	for line := range strings.Lines(string(out)) {
		path, dir, _ := strings.Cut(strings.TrimSpace(line), "\t")
		dirs[path] = dir
	}
	return dirs, nil
}

var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice|patents|unlicense)([.-].*)?$`)

// licenceTexts are the texts of the licence files in dir. Those of a module that
// is part of a larger repository are in the module too: Go puts them there.
func licenceTexts(dir string) ([]string, error) {
	if dir == "" {
		return nil, os.ErrNotExist
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var texts []string
	for _, e := range entries {
		if e.IsDir() || !licenceFile.MatchString(e.Name()) || strings.HasSuffix(e.Name(), ".go") {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		texts = append(texts, strings.TrimSpace(strings.ReplaceAll(string(data), "\r\n", "\n")))
	}
	if len(texts) == 0 {
		return nil, fmt.Errorf("no licence file in %s", filepath.Base(dir))
	}
	return texts, nil
}

// licenceName tells the SPDX identifier of a licence by sentences that only it
// has; "" for one that is not known.
func licenceName(texts []string) string {
	all := strings.Join(strings.Fields(strings.Join(texts, " ")), " ")
	has := func(s string) bool { return strings.Contains(all, s) }
	switch {
	case has("Apache License") && has("Version 2.0"):
		return "Apache-2.0"
	case has("Mozilla Public License") && has("2.0"):
		return "MPL-2.0"
	case has("Redistribution and use in source and binary forms") && (has("Neither the name") || has("names of its contributors may")):
		return "BSD-3-Clause"
	case has("Redistribution and use in source and binary forms"):
		return "BSD-2-Clause"
	case has("Permission to use, copy, modify, and/or distribute this software for any purpose"), has("Permission to use, copy, modify, and distribute this software for any purpose"):
		return "ISC"
	case has("This is free and unencumbered software released into the public domain"):
		return "Unlicense"
	case has("Permission is hereby granted, free of charge") && has("The above copyright notice and this permission notice"):
		return "MIT"
	}
	return ""
}

// licenceBook is one text with the licences of all parts. Equal texts are
// printed once, under the names of all that have them.
func licenceBook(program string, parts []part) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s is made of these parts, each under its own licence.\n\n", program)
	order, who := []string{}, map[string][]string{}
	for _, p := range parts {
		name := p.path + " " + p.version
		if p.path == standard {
			name = "Go standard library " + p.version
		}
		fmt.Fprintf(&b, "  %s (%s)\n", name, p.licence)
		text := strings.Join(p.texts, "\n\n")
		if who[text] == nil {
			order = append(order, text)
		}
		who[text] = append(who[text], name)
	}
	line := strings.Repeat("-", 78)
	for _, text := range order {
		fmt.Fprintf(&b, "\n%s\n%s\n%s\n\n%s\n", line, strings.Join(who[text], "\n"), line, text)
	}
	return b.Bytes()
}
