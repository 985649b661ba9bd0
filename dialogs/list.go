package dialogs

import "strings"

// invisible is shown as nothing, and is no white space.
const invisible = "\u200b"

// listLabels are the labels of a list of items, safe to tell apart by what the
// dialog gives back, without a visible change: invisible stands before a leading
// dash, which would make the label an option of the dialog program; before
// "false", which is osascript's word for Cancel; for an empty label; and after
// a label that was there before.
func listLabels(items []string) []string {
	labels := make([]string, len(items))
	seen := make(map[string]bool, len(items))
	for i, item := range items {
		label := strings.TrimSpace(oneLine(item))
		if label == "" || label == "false" || strings.HasPrefix(label, "-") {
			label = invisible + label
		}
		for seen[label] {
			label += invisible
		}
		seen[label] = true
		labels[i] = label
	}
	return labels
}

// chosen finds the labels that were chosen.
func chosen(labels, answers []string) []int {
	is := make(map[string]bool, len(answers))
	for _, a := range answers {
		is[strings.TrimSpace(a)] = true
	}
	var indices []int
	for i, label := range labels {
		if is[strings.TrimSpace(label)] {
			indices = append(indices, i)
		}
	}
	return indices
}
