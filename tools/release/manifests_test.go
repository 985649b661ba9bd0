package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// What the schemas of winget (microsoft/winget-cli, 1.10.0) and scoop say of the
// keys that we use. A key that begins with * must be there.
var (
	address  = "^https?://.+$"
	sum      = "^[A-Fa-f0-9]{64}$"
	someText = "^.{3,256}$"
	wingetID = `^[^.\s\\/:*?"<>|]{1,32}(\.[^.\s\\/:*?"<>|]{1,32}){1,7}$`
	common   = map[string]string{"*PackageIdentifier": wingetID, "*PackageVersion": `^[^\\/:*?"<>|]+$`, "*ManifestVersion": `^1\.10\.0$`}
	schemas  = map[string]map[string]string{
		"windows/winget/version.yaml": {"*DefaultLocale": "^[a-zA-Z]{2,3}(-[a-zA-Z]{1,8})*$", "*ManifestType": "^version$"},
		"windows/winget/locale.en-US.yaml": {"*PackageLocale": "^[a-zA-Z]{2,3}(-[a-zA-Z]{1,8})*$", "*Publisher": "^.{2,256}$", "PublisherSupportUrl": address,
			"*PackageName": "^.{2,256}$", "PackageUrl": address, "*License": "^.{3,512}$", "LicenseUrl": address, "Copyright": "^.{3,512}$",
			"*ShortDescription": someText, "Moniker": "^.{1,40}$", "*ManifestType": "^defaultLocale$"},
		"windows/winget/installer.yaml": {"Platform": "^(Windows.Desktop|Windows.Universal)$", "MinimumOSVersion": `^\d+(\.\d+){0,3}$`,
			"InstallerType": "^(msix|msi|appx|exe|zip|inno|nullsoft|wix|burn|pwa|portable|font)$", "Scope": "^(user|machine)$",
			"UpgradeBehavior": "^(install|uninstallPrevious|deny)$", "ProductCode": "^.{1,255}$", "*Installers": "^$",
			"*Installers.Architecture": "^(x86|x64|arm|arm64|neutral)$", "*Installers.InstallerUrl": address, "*Installers.InstallerSha256": sum,
			"*ManifestType": "^installer$"},
		"windows/scoop.json": {"*version": `^[\w.\-+]+$`, "description": someText, "*homepage": address, "*license": someText, "architecture": "",
			"architecture.64bit": "", "architecture.arm64": "", "bin": `\.exe$`, "shortcuts": "",
			"*architecture.64bit.url": address, "*architecture.64bit.hash": sum, "architecture.64bit.extract_dir": someText,
			"*architecture.arm64.url": address, "*architecture.arm64.hash": sum, "architecture.arm64.extract_dir": someText},
	}
)

func TestManifests(t *testing.T) {
	r := testRelease(t)
	r.out = t.TempDir()
	for _, arch := range []string{"amd64", "arm64"} {
		for _, end := range []string{"-setup.exe", ".zip"} {
			if err := os.WriteFile(filepath.Join(r.out, r.name(target{system: "windows", arch: arch})+end), []byte(arch+end), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := r.manifests(); err != nil {
		t.Fatal(err)
	}
	names := r.manifestNames()
	if len(names) != len(schemas) {
		t.Errorf("%d manifests, %d schemas", len(names), len(schemas))
	}
	sums := map[string]bool{}
	for from, to := range names {
		data, err := os.ReadFile(filepath.Join(r.out, to))
		if err != nil {
			t.Error(err)
			continue
		}
		keys := yamlKeys(string(data))
		if strings.HasSuffix(to, ".json") {
			var all map[string]any
			if err := json.Unmarshal(data, &all); err != nil {
				t.Errorf("%s: %v", to, err)
			}
			keys = map[string][]string{}
			jsonKeys("", all, keys)
		}
		rules := map[string]string{}
		for _, part := range []map[string]string{common, schemas[from]} {
			for key, form := range part {
				if from != "windows/scoop.json" || len(part) != len(common) {
					rules[key] = form
				}
			}
		}
		for key, form := range rules {
			if must := strings.TrimPrefix(key, "*"); must != key && len(keys[must]) == 0 {
				t.Errorf("%s: no %s", to, must)
			} else {
				for _, value := range keys[must] {
					if form != "" && !regexp.MustCompile(form).MatchString(value) {
						t.Errorf("%s: %s is %q", to, must, value)
					}
					if form == sum {
						sums[value] = true
					}
				}
			}
		}
		for key := range keys {
			_, may := rules[key]
			if _, must := rules["*"+key]; !may && !must {
				t.Errorf("%s: %s is in no schema", to, key)
			}
		}
	}
	if len(sums) != 4 {
		t.Errorf("%d sums for two setups and two archives", len(sums))
	}
}

// yamlKeys gives the values of each key of a manifest of winget, which has no
// more of YAML than lists of one level.
func yamlKeys(data string) map[string][]string {
	keys := map[string][]string{}
	list := ""
	for line := range strings.Lines(data) {
		line = strings.TrimRight(line, "\n")
		inside := strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "  ")
		key, value, pair := strings.Cut(strings.TrimLeft(line, "- "), ": ")
		switch {
		case line == "" || line[0] == '#':
		case inside && pair:
			keys[list+"."+key] = append(keys[list+"."+key], value)
		case inside:
			keys[list] = []string{key}
		case pair:
			keys[key] = append(keys[key], value)
		default:
			list = strings.TrimSuffix(line, ":")
			keys[list] = []string{""}
		}
	}
	return keys
}

func jsonKeys(in string, value any, keys map[string][]string) {
	object, ok := value.(map[string]any)
	if in != "" {
		keys[in] = append(keys[in], fmt.Sprint(value))
		in += "."
	}
	if ok {
		for key, below := range object {
			jsonKeys(in+key, below, keys)
		}
	}
}
