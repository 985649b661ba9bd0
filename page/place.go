package page

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"strconv"

	"halfday/roles"
)

// Place is where the page is, kept from one start to the next, so that a console
// which ends hours later leads back to it. It prints redacted.
type Place struct {
	Port int    `json:"port"`
	Key  []byte `json:"key"` // random, and of this install: whoever has it can make IDs and cookies
}

// placeKey is how long a key is, in bytes.
const placeKey = 32

// NewPlace is a place of its own, with no port yet.
func NewPlace() Place {
	key := make([]byte, placeKey)
	rand.Read(key)
	return Place{Key: key}
}

// ParsePlace reads a kept place; false where data holds none.
func ParsePlace(data []byte) (Place, bool) {
	var p Place
	if json.Unmarshal(data, &p) != nil || p.Port < 1 || p.Port > 65535 || len(p.Key) != placeKey {
		return Place{}, false
	}
	return p, true
}

// Bytes are the place as ParsePlace reads it, for a file that is this user's
// alone.
func (p Place) Bytes() []byte {
	data, _ := json.Marshal(p) // a number and bytes always can be written
	return append(data, '\n')
}

// Format prints the port alone.
func (p Place) Format(f fmt.State, _ rune) { fmt.Fprintf(f, "page.Place{%d}", p.Port) }

// Host is what stands in the browser's bar.
func (p Place) Host() string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(p.Port)) }

// Address is the address of a path.
func (p Place) Address(path string) string { return "http://" + p.Host() + path }

// id is the opaque name of a role in the way back: who sees it learns nothing of
// the role, and it is another one on each machine.
func (p Place) id(r roles.Role) string {
	return p.derive("role\x00" + r.Profile + "\x00" + r.ID())[:16]
}

// Back is where the ended console of a role leads to.
func (p Place) Back(r roles.Role) string { return p.Address(backPath + p.id(r)) }

// cookie is the name and the value of the cookie of who may see. Cookies do not
// tell ports apart: the name cannot be guessed, so that no other server on this
// machine hits it by chance or on purpose.
func (p Place) cookie() (name, value string) {
	port := strconv.Itoa(p.Port)
	return "halfday_" + p.derive("name\x00" + port)[:16], p.derive("cookie\x00" + port)
}

// token goes along with whatever the document asks for.
func (p Place) token() string { return p.derive("token\x00" + strconv.Itoa(p.Port)) }

// derive makes a value of letters, digits, - and _ that only who has the key can
// make.
func (p Place) derive(what string) string {
	mac := hmac.New(sha256.New, p.Key)
	mac.Write([]byte(what))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// The paths. Those below ownPath are for the document's own requests, and the
// cookie goes nowhere else: not to another server on this machine that the
// person visits.
const (
	ownPath   = "/halfday/"
	homePath  = ownPath // the document: a person goes there, with the cookie
	statePath = ownPath + "state"
	doPath    = ownPath + "do"
	findPath  = ownPath + "find"
	raisePath = ownPath + "raise"
	enterPath = "/enter/"
	backPath  = "/back/" // and the ID of the role that the way leads back to
)

// EnterPath is the path of a one-time link.
func EnterPath(secret string) string { return enterPath + secret }
