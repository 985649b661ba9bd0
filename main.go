// Halfday opens the AWS console for half a day, from the menu bar.
//
// Package main hands over to package command and must not do anything else.
package main

import (
	"os"

	"halfday/command"
)

func main() {
	os.Exit(command.Run(os.Args[1:]))
}
