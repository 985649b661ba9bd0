package page

import (
	"crypto/sha256"
	_ "embed" // the document
	"encoding/base64"
	"encoding/json"
	"html"
	"strings"

	"halfday/text"
)

//go:embed page.html
var shell string

//go:embed page.css
var style string

//go:embed page.js
var script string

// document is the one document in one language. Nothing in it tells persons
// apart.
type document struct {
	before, after []byte // the place of the first news
	policy        string // its Content-Security-Policy
}

// newDocument fills the words in. Style and script stand in the document itself,
// where every browser knows them by their hashes.
func newDocument(words text.Words) document {
	w := words.Page
	forScript, _ := json.Marshal(map[string]string{
		"again": w.Again, "cancel": w.Cancel, "open": w.Open, "production": w.Production, "ended": w.Ended, "none": w.None, "more": w.More,
		"lost": w.Lost, "late": w.Late, "closed": w.Closed, "noPage": w.NoPage, "noOpen": w.NoOpen, "usual": w.Usual,
		"backEnded": w.BackEnded, "backEndedAt": w.BackEndedAt, "backRuns": w.BackRuns,
		"left": w.Left, "alarm": w.Alarm,
	}) // texts always can be written
	page := strings.NewReplacer(
		"{lang}", html.EscapeString(words.Language), "{title}", html.EscapeString(words.Menu.Title), "{search}", html.EscapeString(w.Search), "{hint}", html.EscapeString(w.Hint),
		"{sessions}", html.EscapeString(w.Sessions), "{roles}", html.EscapeString(w.Roles), "{chosen}", html.EscapeString(w.Chosen), "{page}", html.EscapeString(w.PageField),
		"{region}", html.EscapeString(w.Region), "{browser}", html.EscapeString(w.Browser), "{open}", html.EscapeString(w.Open), "{again}", html.EscapeString(w.Again), "{here}", html.EscapeString(w.BackHere),
		"{raise}", html.EscapeString(w.Raise), "{strange}", html.EscapeString(w.Closed), "{day}", html.EscapeString(w.Day),
		"{words}", string(forScript), "{style}", style, "{script}", script,
	).Replace(shell)
	before, after, _ := strings.Cut(page, "{news}")
	return document{
		before: []byte(before), after: []byte(after),
		policy: "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style) +
			"; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
	}
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}
