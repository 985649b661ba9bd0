//go:build !darwin

package desktop

func onReopen(func()) {}

func attachMenu() {}
