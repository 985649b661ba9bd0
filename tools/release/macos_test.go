package main

import (
	"bytes"
	"debug/macho"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The bundle as far as it can be read here: its property list, its icon and the
// programs in its program. Without cgo, which needs a Mac.
func TestApp(t *testing.T) {
	r := testRelease(t)
	for _, step := range []string{"app", "app-zip", "brew"} {
		if err := steps[step](r); err != nil {
			t.Fatalf("%s: %v", step, err)
		}
	}
	contents := filepath.Join(r.out, "Halfday.app", "Contents")

	list, err := os.ReadFile(filepath.Join(contents, "Info.plist"))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := readPlist(list)
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{
		"CFBundleIdentifier": "app.halfday.Halfday", "CFBundleExecutable": "halfday", "CFBundleIconFile": "halfday",
		"CFBundlePackageType": "APPL", "CFBundleShortVersionString": "9.8.7", "CFBundleVersion": "9.8.7",
		"LSMinimumSystemVersion": "13.0", "LSUIElement": "true", "NSHighResolutionCapable": "true", "NSPrincipalClass": "NSApplication",
	} {
		if got := keys[key]; got != want {
			t.Errorf("Info.plist: %s is %q, want %q", key, got, want)
		}
	}

	program, err := macho.OpenFat(filepath.Join(contents, "MacOS", keys["CFBundleExecutable"]))
	if err != nil {
		t.Fatal(err)
	}
	defer program.Close()
	var cpus []macho.Cpu
	for _, arch := range program.Arches {
		cpus = append(cpus, arch.Cpu)
		if arch.Type != macho.TypeExec || arch.Offset%(16<<10) != 0 {
			t.Errorf("%v: type %v at %d", arch.Cpu, arch.Type, arch.Offset)
		}
		if got := minimumSystem(arch.File); got == "" || got > "13" {
			t.Errorf("%v: runs from macOS %q, want 13 or earlier", arch.Cpu, got)
		}
		if !hasUUID(arch.File) {
			t.Errorf("%v: no LC_UUID, without which macOS 26 does not start it", arch.Cpu)
		}
	}
	if fmt.Sprint(cpus) != "[CpuArm64 CpuAmd64]" {
		t.Errorf("programs for %v", cpus)
	}

	t.Run("seal", func(t *testing.T) { testSeal(t, contents) })

	icon, err := os.ReadFile(filepath.Join(contents, "Resources", keys["CFBundleIconFile"]+".icns"))
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"ic07", "ic10", "ic11", "ic12", "ic13", "ic14"} { // ic11 and up are @2x
		if !bytes.Contains(icon, []byte(kind)) {
			t.Errorf("no %s in the icon", kind)
		}
	}
	if len(icon) < 8 || string(icon[:4]) != "icns" || int(binary.BigEndian.Uint32(icon[4:])) != len(icon) {
		t.Error("the icon is broken")
	}

	cask, err := os.ReadFile(filepath.Join(r.out, "halfday_9.8.7-dev_cask.rb"))
	if err != nil || strings.Contains(string(cask), "[[") || !strings.Contains(string(cask), `depends_on macos: :ventura`) {
		t.Errorf("the cask: %v\n%s", err, cask)
	}
}

// readPlist gives the text values and the truths of a property list's top.
func readPlist(data []byte) (map[string]string, error) {
	values := map[string]string{}
	d := xml.NewDecoder(bytes.NewReader(data))
	depth, key := 0, ""
	for {
		token, err := d.Token()
		if err == io.EOF {
			return values, nil
		}
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			depth++
			if depth != 3 { // plist, dict
				continue
			}
			if e.Name.Local != "key" && e.Name.Local != "string" {
				values[key] = e.Name.Local // true, false, array
				continue
			}
			var text string
			if err := d.DecodeElement(&text, &e); err != nil {
				return nil, err
			}
			depth--
			if e.Name.Local == "key" {
				if _, twice := values[text]; twice {
					return nil, fmt.Errorf("%s stands there twice", text)
				}
				key = text
			} else {
				values[key] = text
			}
		}
	}
}

func hasUUID(f *macho.File) bool {
	const uuid = 0x1b
	return slices.ContainsFunc(f.Loads, func(l macho.Load) bool { return f.ByteOrder.Uint32(l.Raw()) == uuid })
}

// minimumSystem is the oldest macOS that a program says it runs on.
func minimumSystem(f *macho.File) string {
	const buildVersion = 0x32
	for _, l := range f.Loads {
		raw := l.Raw()
		if f.ByteOrder.Uint32(raw) == buildVersion {
			v := f.ByteOrder.Uint32(raw[12:])
			return fmt.Sprintf("%d.%d", v>>16, v>>8&0xff)
		}
	}
	return ""
}

func TestPlistMistakes(t *testing.T) {
	for _, bad := range []string{
		"<plist><dict><key>a</key><string>b</string></dict>",
		"<plist><dict><key>a</key><string>b</key></dict></plist>",
		"<plist><dict><key>a</key><true/><key>a</key><true/></dict></plist>",
	} {
		if got, err := readPlist([]byte(bad)); err == nil {
			t.Errorf("%s: got %v, want an error", bad, got)
		}
	}
}

func TestUniversal(t *testing.T) {
	if _, err := universal([][]byte{[]byte("\x7fELF and what comes behind it")}); err == nil {
		t.Error("a program for Linux was taken")
	}
}
