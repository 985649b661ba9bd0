package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFinal(t *testing.T) {
	r := testRelease(t)
	if err := r.final(); err == nil || !strings.Contains(err.Error(), "MAINTAINER") || !strings.Contains(err.Error(), "SNAPSHOT=1") {
		t.Errorf("with invented addresses: %v", err)
	}
	r.root = t.TempDir()
	for name, value := range r.values {
		r.values[name] = strings.NewReplacer(".example", ".org", "/halfday-app/", "/owner/").Replace(value)
	}
	if err := r.final(); err == nil || !strings.Contains(err.Error(), "minisign.pub") {
		t.Errorf("without a key: %v", err)
	}
	if err := os.MkdirAll(filepath.Join(r.root, "packaging"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(r.root, "packaging", "minisign.pub"), []byte("untrusted comment: x\nRWQx\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := r.final(); err != nil {
		t.Error(err)
	}
}
