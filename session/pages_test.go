package session

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPageAt(t *testing.T) {
	for destination, want := range map[string]Page{
		"":           {},
		"cloudwatch": {"cloudwatch", "r"},
		"/s3/home":   {"/s3/home", "r"},
		"/s3?tab=a":  {"/s3", "r"},
		"https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1&code=SECRET&state=x#logsV2:log-groups": {"/cloudwatch/home#logsV2:log-groups", "r"},
		"https://user:SECRET@console.aws.amazon.com/a":                                                                    {"/a", "r"},
		"//elsewhere/x":                 {"/x", "r"},
		"mailto:a@b.c":                  {Region: "r"},
		"/" + strings.Repeat("a", 2000): {},
		"/a\x01b":                       {},
	} {
		if got := PageAt(destination, "r"); got != want {
			t.Errorf("%q: got %+v, want %+v", destination, got, want)
		}
	}
}

func TestPages(t *testing.T) {
	var all Pages
	for i := range 20 {
		all = all.add("dev", Page{Where: fmt.Sprint("/", i)})
	}
	all = all.add("prod", Page{Where: "s3", Region: "eu-west-1"})
	all = all.add("dev", Page{Where: "/15"}) // once more: first
	all = all.add("dev", Page{})
	all = all.add("dev", Page{Where: "https://elsewhere.example/"})
	want := []Page{{Where: "/15"}, {Where: "/19"}, {Where: "/18"}, {Where: "/17"}, {Where: "/16"}, {Where: "/14"}, {Where: "/13"}, {Where: "/12"}}
	if diff := cmp.Diff(want, all.Of("dev")); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	for i := range 300 {
		all = all.add(fmt.Sprint("role-", i), Page{Where: "s3"})
	}
	if len(all) != maxPages || all[0].Profile != "role-299" {
		t.Errorf("got %d pages, the first of %s", len(all), all[0].Profile)
	}
}

func TestPagesAreStored(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sessions.json")
	for _, where := range []string{"s3", "/ec2/home#Instances:"} {
		if err := Remember(path, "dev", nil, Page{Where: where, Region: "eu-west-1"}); err != nil {
			t.Fatal(err)
		}
	}
	want := Pages{{"dev", Page{"/ec2/home#Instances:", "eu-west-1"}}, {"dev", Page{"s3", "eu-west-1"}}}
	if diff := cmp.Diff(want, ReadMemory(path).Pages); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
