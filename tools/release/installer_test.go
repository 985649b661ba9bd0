package main

import (
	"os"
	"strings"
	"testing"
)

// The installer lies where people download to: a program that it starts by a
// bare name would be looked for there first.
func TestInstallerStartsByFullPath(t *testing.T) {
	data, err := os.ReadFile("../../packaging/windows/installer.nsi")
	if err != nil {
		t.Fatal(err)
	}
	started := 0
	for i, line := range strings.Split(string(data), "\n") {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "Exec") && !strings.Contains(line, "::Exec") {
			continue
		}
		started++
		if !strings.HasPrefix(line, `nsExec::Exec '"$SYSDIR\`) && !strings.HasPrefix(line, `Exec '"$INSTDIR\`) {
			t.Errorf("line %d starts a program that is not named in full: %s", i+1, line)
		}
	}
	if started == 0 {
		t.Error("nothing is started")
	}
}
