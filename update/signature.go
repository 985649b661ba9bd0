package update

import (
	"bytes"
	"crypto/ed25519"
	"encoding/base64"
	"strings"
)

// Lengths in minisign's files (https://jedisct1.github.io/minisign, "Signature
// format" and "Public key format").
const (
	algorithmSize = 2
	keyIDSize     = 8
)

// commentPrefix begins the line of a signature file that minisign's second
// signature covers; releasePrefix begins what the release job writes there.
const (
	commentPrefix = "trusted comment: "
	releasePrefix = "Halfday v"
)

// publicKey is minisign's: an Ed25519 key that has an id.
type publicKey struct {
	id  []byte
	key ed25519.PublicKey
}

// parseKey reads minisign's public key, as its file has it in the second line.
func parseKey(s string) (publicKey, error) {
	b, err := base64.StdEncoding.DecodeString(s)
	if err != nil || len(b) != algorithmSize+keyIDSize+ed25519.PublicKeySize || string(b[:algorithmSize]) != "Ed" {
		return publicKey{}, ErrNoAddress
	}
	return publicKey{b[algorithmSize : algorithmSize+keyIDSize], b[algorithmSize+keyIDSize:]}, nil
}

// version reads the version from minisign's signature of a release's list of
// checksums. The signature of the list is not checked, since the list is not
// there; the second one, of the first and the trusted comment, is.
func (k publicKey) version(file []byte) (string, error) {
	lines := strings.Split(strings.ReplaceAll(strings.TrimSuffix(string(file), "\n"), "\r\n", "\n"), "\n")
	if len(lines) != 4 {
		return "", ErrForged
	}
	signature, err1 := base64.StdEncoding.DecodeString(lines[1])
	comment, found := strings.CutPrefix(lines[2], commentPrefix)
	global, err2 := base64.StdEncoding.DecodeString(lines[3])
	if err1 != nil || err2 != nil || !found || len(signature) != algorithmSize+keyIDSize+ed25519.SignatureSize ||
		!bytes.Equal(signature[algorithmSize:algorithmSize+keyIDSize], k.id) ||
		!ed25519.Verify(k.key, append(signature[algorithmSize+keyIDSize:], comment...), global) {
		return "", ErrForged
	}
	version, found := strings.CutPrefix(comment, releasePrefix)
	if _, ok := parse(version); !found || !ok {
		return "", ErrForged
	}
	return version, nil
}
