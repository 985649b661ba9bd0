package command

// severalKey is held to choose several rows of a list.
const severalKey = "Ctrl"
