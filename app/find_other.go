//go:build !darwin

package app

// severalKey is held to choose several rows of a list.
const severalKey = "Ctrl"

// iconHides tells whether the system may hide the icon, without a word.
const iconHides = false
