package session

import "net/url"

// Page is a page of the console that a person chose for a role: where it is,
// and in which region.
type Page struct {
	// Where is a service as in federation.Destination, or a path with its
	// fragment; "" is as usual. It has no query: that of a console's address may
	// hold what is for one session.
	Where  string `json:"where,omitempty"`
	Region string `json:"region,omitempty"` // "" as usual
}

// PageAt is the page at a destination, for Pages: what of it may be stored. It
// is zero where there is nothing to store.
func PageAt(destination, region string) Page {
	u, err := url.Parse(destination)
	if err != nil || destination == "" {
		return Page{}
	}
	p := Page{Where: u.EscapedPath(), Region: region}
	if u.Fragment != "" {
		p.Where += "#" + u.EscapedFragment()
	}
	if !p.usable() {
		return Page{}
	}
	return p
}

// UsedPage is a page that was opened for a role.
type UsedPage struct {
	Profile string `json:"profile"`
	Page
}

// Pages are those that were opened, the last one first.
type Pages []UsedPage

const (
	maxPages    = 120 // in all
	maxPagesOne = 8   // of a role
)

// add puts a page first.
func (all Pages) add(profile string, p Page) Pages {
	if p.Where == "" || !p.usable() || !canKeep(profile) {
		return all
	}
	next := Pages{{profile, p}}
	own := 1
	for _, u := range all {
		if u == next[0] {
			continue
		}
		if u.Profile == profile {
			own++
		}
		if len(next) < maxPages && (u.Profile != profile || own <= maxPagesOne) {
			next = append(next, u)
		}
	}
	return next
}

// Of gives the pages of a role, the last one first.
func (all Pages) Of(profile string) (pages []Page) {
	for _, u := range all {
		if u.Profile == profile {
			pages = append(pages, u.Page)
		}
	}
	return pages
}
