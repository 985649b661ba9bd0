package tests

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	namedTests = regexp.MustCompile("((?:`[A-Za-z]+`(?:, )?)+) \\(([^)]*)\\)")
	oneTest    = regexp.MustCompile("`([A-Za-z]+)`")
)

// Each test that SECURITY.md names stands where it says, so that no promise loses
// its test by a change of name.
func TestSecurityTable(t *testing.T) {
	data, err := os.ReadFile("../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(data), "| promise | test |")
	rows := 0
	for row := range strings.Lines(table) {
		cells := strings.Split(row, "|")
		if len(cells) < 4 || strings.HasPrefix(cells[1], "---") {
			continue
		}
		rows++
		groups := namedTests.FindAllStringSubmatch(cells[2], -1)
		if len(groups) == 0 {
			t.Errorf("%s: no test", cells[1])
		}
		for _, group := range groups {
			for _, name := range oneTest.FindAllStringSubmatch(group[1], -1) {
				if !slices.ContainsFunc(strings.Split(group[2], ", "), func(place string) bool { return hasTest(t, place, name[1]) }) {
					t.Errorf("%s is not in %s", name[1], group[2])
				}
			}
		}
	}
	if rows == 0 {
		t.Error("no table")
	}
}

// hasTest tells whether a file or a folder has a test of that name.
func hasTest(t *testing.T, place, name string) bool {
	place = filepath.Join("..", place)
	files, err := filepath.Glob(filepath.Join(place, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	return slices.ContainsFunc(append(files, place), func(file string) bool {
		data, err := os.ReadFile(file)
		return err == nil && strings.Contains(string(data), "\nfunc "+name+"(")
	})
}
