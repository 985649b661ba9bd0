package macsim

import (
	"bufio"
	"flag"
	"fmt"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"halfday/internal/objc/names"
	"halfday/tests/macsim/objc"
)

var typings = flag.String("typings", "", "folder of @nativescript/macos-node-api, unpacked, to renew testdata/macos-types.txt from")

const typesFile = "testdata/macos-types.txt"

// unlisted are messages that the typings leave out: a runtime of JavaScript
// counts references by itself, and makes objects otherwise.
var unlisted = map[string]bool{"+new": true, "retain": true, "release": true, "drain": true, "+respondsToSelector:": true}

// Every class, message, block and value is as Apple's SDK has it.
func TestTypings(t *testing.T) {
	if *typings != "" {
		renew(t)
	}
	have := readTypes(t)
	for class, entries := range both() {
		for _, entry := range entries {
			m := names.Read(entry)
			if unlisted[m.Name] {
				continue
			}
			declared, ok := have[class+" "+m.Name]
			if !ok {
				t.Errorf("%s %s is not in %s: make macos-types", class, m.Name, typesFile)
				continue
			}
			if problem := compare(m, declared); problem != "" {
				t.Errorf("%s %s: %s, but the SDK has %s", class, entry, problem, declared)
			}
		}
	}
	for name, member := range listedValues {
		declared, ok := have[member]
		if got := ourValue(t, name); !ok || got != declared {
			t.Errorf("%s is %s, but %s is %q", name, got, member, declared)
		}
	}
}

// both are what Halfday sends and what it is sent, but for our own messages.
func both() map[string][]string {
	all := maps.Clone(names.Messages)
	maps.Copy(all, objc.Protocols)
	delete(all, "")
	return all
}

// Every value in the code is one of the list.
func TestValuesAreListed(t *testing.T) {
	for _, name := range values(t).Names() {
		if _, listed := listedValues[name]; !listed && !told[name] {
			t.Errorf("%s is in internal/objc/values.go and not in the list", name)
		}
	}
	for name := range told {
		ourValue(t, name)
	}
}

func values(t *testing.T) *types.Scope {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "../../internal/objc/values.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := (&types.Config{Importer: importer.Default()}).Check("objc", set, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return pkg.Scope()
}

func ourValue(t *testing.T, name string) string {
	t.Helper()
	c, ok := values(t).Lookup(name).(*types.Const)
	if !ok {
		t.Errorf("%s is not in internal/objc/values.go", name)
		return ""
	}
	return constant.ToInt(c.Val()).ExactString()
}

// compare says how a message differs from its declaration in TypeScript.
func compare(m names.Message, declared string) string {
	result, arguments := split(declared)
	if !fits(m.Result, result) {
		return "the result differs"
	}
	ours := letters(m.Arguments)
	if len(ours) != len(arguments) {
		return "the number of arguments differs"
	}
	for i := range ours {
		if !fits(ours[i], arguments[i]) {
			return fmt.Sprintf("argument %d differs", i+1)
		}
	}
	return ""
}

// split takes a declaration apart: name(a: T, b: U): R; or name: R;
func split(declared string) (result string, arguments []string) {
	declared = strings.TrimSuffix(declared, ";")
	open := strings.Index(declared, "(")
	colon := strings.Index(declared, ":")
	if open < 0 || colon < open {
		return strings.TrimSpace(declared[colon+1:]), nil
	}
	depth, start, end := 0, open+1, 0
	for i := open; i < len(declared); i++ {
		switch declared[i] {
		case '(', '<', '{', '[':
			depth++
		case ')', ']', '}':
			depth--
		case '>':
			if declared[i-1] != '=' {
				depth--
			}
		}
		if depth == 1 && declared[i] == ',' || depth == 0 {
			if arg := strings.TrimSpace(declared[start:i]); arg != "" {
				_, kind, _ := strings.Cut(arg, ":")
				arguments = append(arguments, strings.TrimSpace(kind))
			}
			start = i + 1
		}
		if depth == 0 {
			end = i
			break
		}
	}
	return strings.TrimSpace(strings.TrimPrefix(declared[end+1:], ":")), arguments
}

// letters takes types as @encode writes them apart.
func letters(s string) []string {
	var all []string
	for s != "" {
		n := 1
		switch s[0] {
		case '<':
			n = strings.Index(s, ">") + 1
		case '{':
			n = strings.Index(s, "}") + 1
		case '^':
			n = 2
		}
		all, s = append(all, s[:n]), s[n:]
	}
	return all
}

var plain = regexp.MustCompile(`^(number|boolean|void)\b`)

// fits tells whether a type of C can be one of TypeScript.
func fits(ours, theirs string) bool {
	theirs = strings.TrimSuffix(theirs, " | null")
	switch {
	case ours == "v":
		return theirs == "void"
	case ours == "B":
		return theirs == "boolean"
	case ours == "d":
		return theirs == "number"
	case strings.Contains("qQis", ours):
		return theirs == "number" || strings.HasPrefix(theirs, "interop.Enum<")
	case ours == "{dd}":
		return theirs == "CGPoint" || theirs == "CGSize"
	case ours == ":":
		return theirs == "string"
	case ours == "*", ours == "^@":
		return theirs == "string" || strings.HasPrefix(theirs, "interop.Pointer")
	case ours[0] == '<':
		result, arguments := split("f" + strings.Replace(strings.TrimSuffix(theirs, " | null"), " => ", ": ", 1))
		inner := letters(ours[1 : len(ours)-1])
		if result != "void" || len(inner) != len(arguments) {
			return false
		}
		for i := range inner {
			if !fits(inner[i], arguments[i]) {
				return false
			}
		}
		return true
	}
	return ours == "@" && !plain.MatchString(theirs) && !strings.HasPrefix(theirs, "interop.Enum<")
}

func readTypes(t *testing.T) map[string]string {
	t.Helper()
	f, err := os.Open(typesFile)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string]string{}
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if key, declared, ok := strings.Cut(lines.Text(), "\t"); ok && !strings.HasPrefix(key, "#") {
			all[key] = declared
		}
	}
	return all
}

// renew writes the lines that the list needs.
func renew(t *testing.T) {
	t.Helper()
	sdk := readSDK(t, filepath.Join(*typings, "types"))
	var lines []string
	for class, entries := range both() {
		for _, entry := range entries {
			m := names.Read(entry)
			if unlisted[m.Name] {
				continue
			}
			if declared := sdk.find(class, m.Name); declared != "" {
				lines = append(lines, class+" "+m.Name+"\t"+declared)
			} else {
				t.Errorf("the typings have no %s %s", class, m.Name)
			}
		}
	}
	for _, member := range listedValues {
		enum, name, _ := strings.Cut(member, ".")
		found := regexp.MustCompile(`(?m)^  ` + name + `: (-?\d+),$`).FindStringSubmatch(sdk.body[enum])
		if found == nil {
			t.Errorf("the typings have no %s", member)
			continue
		}
		lines = append(lines, member+"\t"+found[1])
	}
	slices.Sort(lines)
	head := "# Lines of @nativescript/macos-node-api 0.4.0 (registry of npm), typings made from the SDK of macOS 26.\n" +
		"# Copyright OpenJS Foundation and other contributors; licence: macos-types.LICENSE beside this file.\n" +
		"# Written by make macos-types.\n"
	if err := os.WriteFile(typesFile, []byte(head+strings.Join(slices.Compact(lines), "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// sdk is what the typings declare, by name.
type sdk struct {
	body  map[string]string
	above map[string][]string
}

var declaration = regexp.MustCompile(`(?m)^declare (?:abstract )?(?:class|interface|const) (\w+)(?:<[^{]*>)?(?: extends ([\w, ]+?))?(?: implements ([\w, ]+?))?(?::)? \{$`)

func readSDK(t *testing.T, dir string) sdk {
	t.Helper()
	s := sdk{map[string]string{}, map[string][]string{}}
	files, err := filepath.Glob(filepath.Join(dir, "*.d.ts"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no typings in %s: %v", dir, err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		for _, at := range declaration.FindAllStringSubmatchIndex(text, -1) {
			name := text[at[2]:at[3]]
			end := strings.Index(text[at[1]:], "\n}")
			if end < 0 {
				continue
			}
			s.body[name] += text[at[1]:at[1]+end] + "\n"
			for _, group := range []int{4, 6} {
				if at[group] >= 0 {
					for parent := range strings.SplitSeq(text[at[group]:at[group+1]], ",") {
						s.above[name] = append(s.above[name], strings.TrimSpace(parent))
					}
				}
			}
		}
	}
	return s
}

// find looks for a message in a class and in those above it.
func (s sdk) find(class, name string) string { return s.look(class, name, map[string]bool{}) }

func (s sdk) look(class, name string, seen map[string]bool) string {
	if seen[class] {
		return ""
	}
	seen[class] = true
	selector, static := strings.CutPrefix(name, "+")
	word := script(selector)
	pattern := `(?m)^  (?:readonly )?` + word + `\??(?:<[^(]*>)?[(:].*;$`
	if static {
		pattern = `(?m)^  static (?:readonly )?` + word + `\??(?:<.*?>)?[(:].*;$`
	}
	if line := regexp.MustCompile(pattern).FindString(s.body[class]); line != "" {
		line = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(line), "static "), "readonly ")
		// What a method of any class is called on does not matter here.
		line = regexp.MustCompile(`<(?:\w+, )?This extends [^(]*\(\.\.\.args: any\) => any>\(this: This(, )?`).ReplaceAllString(line, "(")
		return line
	}
	for _, parent := range s.above[class] {
		if line := s.look(parent, name, seen); line != "" {
			return line
		}
	}
	return ""
}

// script is a selector as JavaScript has it.
func script(selector string) string {
	parts := strings.Split(selector, ":")
	for i := 1; i < len(parts); i++ {
		if parts[i] != "" {
			parts[i] = strings.ToUpper(parts[i][:1]) + parts[i][1:]
		}
	}
	return strings.Join(parts, "")
}
