// Package stage is where the stories in tests/ take place: a home with AWS
// files, AWS played by package demo, a session bus with a panel and a
// notification service, a dialog program and a browser that do what the story
// says; and, in Desk, the real desktop. Only tests import it. It must not use
// the network beyond loopback, or anything of the person's own.
package stage
