package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
)

// The part of CycloneDX 1.5 that is used here.
type (
	bom struct {
		Format       string         `json:"bomFormat"`
		Spec         string         `json:"specVersion"`
		Serial       string         `json:"serialNumber"`
		Version      int            `json:"version"`
		Metadata     bomMetadata    `json:"metadata"`
		Components   []bomComponent `json:"components"`
		Dependencies []bomDepends   `json:"dependencies"`
	}
	bomMetadata struct {
		Timestamp string       `json:"timestamp"`
		Component bomComponent `json:"component"`
	}
	bomComponent struct {
		Type     string       `json:"type"`
		Ref      string       `json:"bom-ref"`
		Name     string       `json:"name"`
		Version  string       `json:"version"`
		PURL     string       `json:"purl,omitempty"`
		Hashes   []bomHash    `json:"hashes,omitempty"`
		Licenses []bomLicence `json:"licenses,omitempty"`
	}
	bomHash struct {
		Algorithm string `json:"alg"`
		Content   string `json:"content"`
	}
	bomLicence struct {
		License struct {
			ID string `json:"id"`
		} `json:"license"`
	}
	bomDepends struct {
		Ref string   `json:"ref"`
		On  []string `json:"dependsOn"`
	}
)

// partsList is the software bill of materials of the program for t, whose
// contents are program.
func (r *release) partsList(t target, program []byte, parts []part) ([]byte, error) {
	sum := sha256.Sum256(program)
	main := bomComponent{
		Type: "application", Ref: r.values["PROGRAM"] + "@" + r.values["VERSION"] + "?" + t.String(), Name: r.values["PROGRAM"], Version: r.values["VERSION"],
		Hashes: []bomHash{{"SHA-256", hex.EncodeToString(sum[:])}}, Licenses: licences("MIT"),
	}
	b := bom{
		Format: "CycloneDX", Spec: "1.5", Version: 1,
		// A name-based identifier: the same program has the same.
		Serial:   serial(sum),
		Metadata: bomMetadata{Timestamp: r.values["TIMESTAMP"], Component: main},
	}
	depends := bomDepends{Ref: main.Ref, On: []string{}}
	for _, p := range parts {
		c := bomComponent{Type: "library", Name: p.path, Version: p.version, Licenses: licences(p.licence)}
		c.PURL = "pkg:golang/" + p.path + "@" + strings.ReplaceAll(p.version, "+", "%2B")
		c.Ref = c.PURL
		if hash, ok := strings.CutPrefix(p.sum, "h1:"); ok {
			raw, err := base64.StdEncoding.DecodeString(hash)
			if err != nil {
				return nil, fmt.Errorf("reading the sum of %s: %w", p.path, err)
			}
			c.Hashes = []bomHash{{"SHA-256", hex.EncodeToString(raw)}}
		}
		b.Components = append(b.Components, c)
		depends.On = append(depends.On, c.Ref)
	}
	b.Dependencies = []bomDepends{depends}
	out, err := json.MarshalIndent(b, "", "  ")
	return append(out, '\n'), err
}

func licences(id string) []bomLicence {
	var l bomLicence
	l.License.ID = id
	return []bomLicence{l}
}

// serial makes a UUID of version 8, the one for contents of one's own.
func serial(sum [sha256.Size]byte) string {
	u := sum[:16]
	u[6] = u[6]&0x0f | 0x80
	u[8] = u[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", u[:4], u[4:6], u[6:8], u[8:10], u[10:])
}
