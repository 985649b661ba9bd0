package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// seal binds the parts of the bundle of contents to each other as codesign does on
// a Mac, ad hoc: a list of the hashes of its files, and a signature in each of
// programs, which binds that list and Info.plist. It returns them signed. No Mac
// has read it.
func (r *release) seal(contents string, programs [][]byte) ([][]byte, error) {
	info, err := os.ReadFile(filepath.Join(contents, "Info.plist"))
	if err != nil {
		return nil, err
	}
	list, err := codeResources(contents)
	if err != nil {
		return nil, err
	}
	var signed [][]byte
	for _, p := range programs {
		s, err := signAdHoc(p, bundleParts{r.values["ID"], info, list})
		if err != nil {
			return nil, err
		}
		signed = append(signed, s)
	}
	return signed, write(filepath.Join(contents, "_CodeSignature", "CodeResources"), list)
}

// codeResources is the list of the files below contents, where the program is not
// yet. Its rules say what counts to whoever compares: everything, but Info.plist,
// which the signature binds; the program macOS leaves out by itself. The older
// halves, files and rules, have to be there, and count since OS X 10.9.5 no more.
func codeResources(contents string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>files</key>
	<dict/>
	<key>files2</key>
	<dict>
`)
	err := each(contents, func(name, file string, info fs.FileInfo) error {
		if info.IsDir() || name == "Info.plist" {
			return nil
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(data)
		fmt.Fprintf(&b, "\t\t<key>%s</key>\n\t\t<dict>\n\t\t\t<key>hash2</key>\n\t\t\t<data>%s</data>\n\t\t</dict>\n", name, base64.StdEncoding.EncodeToString(sum[:]))
		return nil
	})
	b.WriteString(`	</dict>
	<key>rules</key>
	<dict/>
	<key>rules2</key>
	<dict>
		<key>^.*</key>
		<true/>
		<key>^Info\.plist$</key>
		<dict>
			<key>omit</key>
			<true/>
			<key>weight</key>
			<real>20</real>
		</dict>
	</dict>
</dict>
</plist>
`)
	return b.Bytes(), err
}
