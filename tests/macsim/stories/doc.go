// Package stories has what a person at a Mac does with Halfday, told with the
// files for macOS. It is tests only, and they need the overlay of package
// macsim: go test ./tests/macsim runs them.
package stories
