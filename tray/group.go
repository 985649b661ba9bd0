package tray

import (
	"cmp"
	"slices"
	"strings"

	"halfday/roles"
)

// part is a piece of a long list of roles, given by their places in it: one
// role, or a group of several.
type part struct {
	by    string // what made the group: one of groupings; "" for a range
	title string // of a group: what its roles share
	roles []int
	parts []part // of a group that is divided further
}

func (p part) group() bool { return len(p.roles) > 1 }

// groupings are the ways to group roles, the likeliest to fit first.
var groupings = []string{"prefix", "account", "source_profile"}

// arrange divides the roles at the places in all into parts of a menu: at
// most size of them, and groups within groups up to levels deep.
func arrange(roles []roles.Role, all []int, by string, levels, size int) []part {
	parts := partition(roles, all, by)
	if len(parts) > size {
		if levels < 2 { // no room for groups in ranges
			parts = partition(roles, all, "none")
		}
		parts = ranges(roles, parts, size)
	}
	// The roles that are in no group come first: the native menu has its
	// lines in runs of one kind.
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(btoi(a.group()), btoi(b.group())) })
	if levels < 2 {
		return parts
	}
	for i := range parts {
		p := &parts[i]
		if !p.long(size) {
			continue
		}
		if p.by != "" {
			p.parts = arrange(roles, p.roles, "prefix", 1, size)
		}
		if p.by == "" || slices.ContainsFunc(p.parts, func(q part) bool { return q.long(size) }) {
			p.parts = arrange(roles, p.roles, "none", 1, size)
		}
	}
	return parts
}

// long tells whether the roles do not fit into one submenu.
func (p part) long(size int) bool { return len(p.parts) == 0 && len(p.roles) > size }

// fitting is the first grouping that gives a list which is neither one group,
// or nearly so, nor longer than a menu; or else the one that gives the shortest.
func fitting(roles []roles.Role, all []int, size int) string {
	best, fewest := "none", len(all)
	keys := make(map[string]int)
	for _, by := range groupings {
		clear(keys)
		key := keyOf(roles, all, by)
		largest := 0
		for _, i := range all {
			k := key(i)
			keys[k]++
			largest = max(largest, keys[k])
		}
		n := len(keys)
		if n < 2 || n >= fewest || largest > len(all)*9/10 {
			continue // tells nothing apart
		}
		if n <= size {
			return by
		}
		best, fewest = by, n
	}
	return best
}

// keyOf gives what the roles of one group share.
func keyOf(roles []roles.Role, all []int, by string) func(i int) string {
	switch by {
	case "prefix":
		return prefixes(roles, all)
	case "account":
		return func(i int) string { return roles[i].Account }
	}
	return func(i int) string { return roles[i].SourceProfile }
}

// partition groups the roles that have the same key, in the order of the first
// of each.
func partition(roles []roles.Role, all []int, by string) []part {
	if !slices.Contains(groupings, by) {
		parts := make([]part, len(all))
		for n := range all {
			parts[n].roles = all[n : n+1 : n+1]
		}
		return parts
	}
	key := keyOf(roles, all, by)
	at := make(map[string]int)
	var parts []part
	for _, i := range all {
		k := key(i)
		p, known := at[k]
		if !known {
			p = len(parts)
			at[k] = p
			parts = append(parts, part{by: by, title: k})
		}
		parts[p].roles = append(parts[p].roles, i)
	}
	return parts
}

// prefixes gives the key of grouping by prefix: the name up to its first
// separator; where that is one prefix for all, up to the next, and so on.
func prefixes(roles []roles.Role, all []int) func(i int) string {
	for depth := 1; ; depth++ {
		key := func(i int) string { return prefix(roles[i].Profile, depth) }
		same, whole := true, true
		for n := 0; n < len(all) && same; n++ {
			k := key(all[n])
			same = k == key(all[0])
			whole = whole && k == roles[all[n]].Profile
		}
		if !same || whole {
			return key
		}
	}
}

// prefix is name up to its separator number n, or the whole name where it has
// fewer. What name begins with is no separator.
func prefix(name string, n int) string {
	for i := 1; i < len(name); i++ {
		switch name[i] {
		case '/', '-', '.', '_':
			if n--; n == 0 {
				return name[:i]
			}
		}
	}
	return name
}

// ranges joins parts that are too many for a menu, sorted by name, to at most
// size groups of about equal length.
func ranges(roles []roles.Role, parts []part, size int) []part {
	name := func(p part) string { return roles[p.roles[0]].Profile }
	slices.SortFunc(parts, func(a, b part) int { return byName(name(a), name(b)) })
	n := min((len(parts)+size-1)/size, size)
	joined := make([]part, n)
	for i := range joined {
		some := parts[i*len(parts)/n : (i+1)*len(parts)/n]
		r := &joined[i]
		for _, p := range some {
			r.roles = append(r.roles, p.roles...)
		}
		r.title = middle(name(some[0]), edgeMax) + " … " + middle(name(some[len(some)-1]), edgeMax)
		if slices.ContainsFunc(some, part.group) {
			r.parts = some
		}
	}
	return joined
}

// byName orders names as a person looks for them: A beside a.
func byName(a, b string) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a), strings.ToLower(b)), cmp.Compare(a, b))
}
