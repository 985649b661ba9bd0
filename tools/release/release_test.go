package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const root = "../.."

func testRelease(t *testing.T) *release {
	t.Helper()
	r, err := newRelease(root, t.TempDir(), "9.8.7-dev", "0123456789ab", "2026-11-22", "1795300000")
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestIdentity(t *testing.T) {
	good, err := os.ReadFile(root + "/packaging/identity.env")
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, old, new, want string }{
		{"as it is", "", "", ""},
		{"a quote", "PUBLISHER=The", `PUBLISHER="The`, "PUBLISHER"},
		{"a shell variable", "PUBLISHER=The", "PUBLISHER=$HOME", "PUBLISHER"},
		{"markup", "SUMMARY=AWS", "SUMMARY=<b>AWS", "SUMMARY"},
		{"no identifier", "\nID=", "\nIDD=", "no ID"},
		{"no value", "NAME=Halfday", "NAME=", "NAME=value"},
	} {
		path := filepath.Join(t.TempDir(), "identity.env")
		if err := os.WriteFile(path, []byte(strings.Replace(string(good), tt.old, tt.new, 1)), 0o644); err != nil {
			t.Fatal(err)
		}
		switch _, err := readIdentity(path); {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: got %v, want %q in it", tt.name, err, tt.want)
		}
	}
}

func TestVersionForm(t *testing.T) {
	for version, want := range map[string]bool{"0.1.0": true, "1.20.3-dev": true, "1.2": false, "v1.2.3": false, "1.2.3-dev build": false, "": true} {
		if _, err := newRelease(root, t.TempDir(), version, "", "", ""); (err == nil) != want {
			t.Errorf("%q: got %v", version, err)
		}
	}
}

// Every template can be filled, and nothing is left to fill.
func TestTemplates(t *testing.T) {
	r := testRelease(t)
	extra := map[string]string{"ARCH": "amd64", "LICENCES": "", "KIND": "deb", "FILE": "f", "WHAT": "w", "OUT": "o",
		"ZIP_SHA256": "0", "SOURCE_SHA256": "0", "STUB": "amd64-unicode", "ENTRY": "568"}
	for _, name := range []string{"linux/halfday.desktop", "linux/halfday.metainfo.xml", "linux/halfday.1", "linux/nfpm.yaml", "linux/copyright",
		"linux/changelog", "linux/lintian-overrides", "macos/Info.plist", "macos/cask.rb", "macos/formula.rb", "windows/winres.json",
		"windows/manifest.xml", "windows/installer.nsi"} {
		text, err := r.filled(name, extra)
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if bytes.Contains(text, []byte("[[")) || bytes.Contains(text, []byte("<no value>")) {
			t.Errorf("%s is not filled in:\n%s", name, text)
		}
	}
	if _, err := r.filled("windows/winres.json", nil); err == nil {
		t.Error("a missing value is no error")
	}
	text, err := r.filled("windows/winres.json", extra)
	if err != nil || !json.Valid(text) {
		t.Errorf("winres.json: %v\n%s", err, text)
	}
}

func TestLicenceName(t *testing.T) {
	for text, want := range map[string]string{
		"Apache License\n  Version 2.0, January 2004": "Apache-2.0",
		"Permission is hereby granted, free of charge, to any person\n... The above copyright notice and this permission notice shall": "MIT",
		"Redistribution and use in source and binary forms, ... * Neither the name of Google":                                          "BSD-3-Clause",
		"Redistribution and use in source\nand binary forms, with or without":                                                          "BSD-2-Clause",
		"You may look at this software.": "",
	} {
		if got := licenceName([]string{text}); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// A licence that several parts share is printed once, and each part is named.
func TestLicenceBook(t *testing.T) {
	book := string(licenceBook("Halfday", []part{
		{path: "a", version: "v1", licence: "MIT", texts: []string{"MIT of a and b"}},
		{path: "b", version: "v2", licence: "MIT", texts: []string{"MIT of a and b"}},
		{path: "std", version: "1.26", licence: "BSD-3-Clause", texts: []string{"BSD"}},
	}))
	if strings.Count(book, "MIT of a and b") != 1 || !strings.Contains(book, "a v1\nb v2\n") || !strings.Contains(book, "Go standard library 1.26 (BSD-3-Clause)") {
		t.Errorf("got\n%s", book)
	}
}

func TestPartsList(t *testing.T) {
	r := testRelease(t)
	list, err := r.partsList(target{system: "linux", arch: "amd64"}, []byte("program"), []part{
		{path: "example.org/a", version: "v1.0.0+incompatible", sum: "h1:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=", licence: "MIT"}})
	if err != nil {
		t.Fatal(err)
	}
	var b bom
	if err := json.Unmarshal(list, &b); err != nil {
		t.Fatal(err)
	}
	if b.Format != "CycloneDX" || !strings.HasPrefix(b.Serial, "urn:uuid:") || len(b.Serial) != 45 || b.Metadata.Timestamp != "2026-11-21T22:26:40Z" {
		t.Errorf("got\n%s", list)
	}
	// The sum in go.sum is the hash of a list of files: of "test" here.
	c := b.Components[0]
	if c.Hashes[0].Content != "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" || c.PURL != "pkg:golang/example.org/a@v1.0.0%2Bincompatible" {
		t.Errorf("got %+v", c)
	}
	if got := b.Dependencies[0].On; len(got) != 1 || got[0] != c.Ref {
		t.Errorf("depends on %v, want %s", got, c.Ref)
	}
	other, err := r.partsList(target{system: "linux", arch: "amd64"}, []byte("another"), nil)
	if err != nil || bytes.Contains(other, []byte(b.Serial)) {
		t.Errorf("another program has the same serial number (%v)", err)
	}
}

// An archive holds names, contents and which files are programs, and nothing
// else of the files here.
func TestArchives(t *testing.T) {
	at := time.Unix(1795300000, 0).UTC()
	made := map[string][]byte{}
	for range 2 {
		dir := filepath.Join(t.TempDir(), "halfday")
		if err := os.MkdirAll(dir+"/bin", 0o700); err != nil {
			t.Fatal(err)
		}
		for name, mode := range map[string]os.FileMode{"bin/halfday": 0o700, "README.md": 0o600} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(name), mode); err != nil {
				t.Fatal(err)
			}
		}
		for name, pack := range map[string]func(dir, path string, at time.Time) error{"a.tar.gz": tarball, "a.zip": zipFile} {
			path := filepath.Join(t.TempDir(), name)
			if err := pack(dir, path, at); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if made[name] != nil && !bytes.Equal(made[name], data) {
				t.Errorf("%s: two archives of the same differ", name)
			}
			made[name] = data
		}
	}
	const want = "drwxr-xr-x halfday/, -rw-r--r-- halfday/README.md, drwxr-xr-x halfday/bin/, -rwxr-xr-x halfday/bin/halfday"
	z, err := zip.NewReader(bytes.NewReader(made["a.zip"]), int64(len(made["a.zip"])))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range z.File {
		got = append(got, f.Mode().String()+" "+f.Name)
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("zip: got %v, want %s", got, want)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(made["a.tar.gz"]))
	if err != nil {
		t.Fatal(err)
	}
	got = nil
	for r := tar.NewReader(unzipped); ; {
		h, err := r.Next()
		if err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if h.Uid != 0 || h.Uname != "" || !h.ModTime.Equal(at) {
			t.Errorf("%s: uid %d, name %q, time %v", h.Name, h.Uid, h.Uname, h.ModTime)
		}
		got = append(got, h.FileInfo().Mode().String()+" "+h.Name)
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("tar: got %v, want %s", got, want)
	}
}

func TestBuildEnv(t *testing.T) {
	t.Setenv("GOFLAGS", "-race")
	t.Setenv("GOAMD64", "v4")
	t.Setenv("CGO_CFLAGS", "-march=native")
	env := strings.Join(buildEnv(target{system: "linux", arch: "amd64"}, "13.0"), "\n")
	for _, bad := range []string{"-race", "v4", "-march"} {
		if strings.Contains(env, bad) {
			t.Errorf("%s of this machine goes into the build", bad)
		}
	}
	if env := strings.Join(buildEnv(target{system: "darwin", arch: "arm64", cgo: true}, "13.0"), "\n"); !strings.Contains(env, "CGO_LDFLAGS=-mmacosx-version-min=13.0") {
		t.Error("the oldest macOS is not told to the linker")
	}
}
