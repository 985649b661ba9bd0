//go:build !darwin

package desktop

func completePath() {}
