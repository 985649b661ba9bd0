package dialogs

import (
	"context"
	"strings"
)

// ListMulti lets the person choose several of items and returns their indices
// in ascending order, none where they chose none; items may be equal. See
// [Entry] for the rest.
func ListMulti(ctx context.Context, title, text string, items []string) ([]int, error) {
	labels := multiLabels(items)
	var answers []string
	ok, err := ask(ctx, func(ctx context.Context) (ok bool, err error) {
		answers, ok, err = showListMulti(ctx, title, text, labels)
		return ok, err
	})
	if err == nil && !ok {
		err = ErrCancelled
	}
	if err != nil {
		return nil, err
	}
	return chosen(labels, rejoin(answers)), nil
}

// joiner is shown as nothing and keeps together what is beside it.
const joiner = "\u2060"

// multiLabels are the labels of listLabels, made so that they can be told
// apart again after dlgs has split the answer at "|" (zenity) or ", "
// (osascript), which stand between the chosen ones.
func multiLabels(items []string) []string {
	plain := make([]string, len(items))
	for i, item := range items {
		// Valid first: else what stands around a joiner could make another one.
		plain[i] = strings.ReplaceAll(strings.ToValidUTF8(item, "\uFFFD"), joiner, "")
	}
	r := strings.NewReplacer("|", "|"+joiner, ", ", ","+joiner+" ")
	labels := listLabels(plain)
	for i, label := range labels {
		labels[i] = r.Replace(label)
	}
	return labels
}

// rejoin puts the pieces of labels together that dlgs has split at "|".
func rejoin(pieces []string) []string {
	var whole []string
	for _, piece := range pieces {
		if n := len(whole); n > 0 && strings.HasPrefix(piece, joiner) {
			whole[n-1] += "|" + piece
			continue
		}
		whole = append(whole, piece)
	}
	return whole
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
