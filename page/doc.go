// Package page is Halfday in a page of the person's own browser: the roles with
// live search, the sessions with the time that is left, and the way back from a
// console that has ended. Its process serves one document on loopback, on a
// listening socket that the tray holds, and tells the tray what was asked for in
// it.
//
// What keeps others out, each by itself: the connection is this user's, the Host
// is exact, names and actions need a cookie that only a one-time link sets, and
// an action needs a token that only the document can read, from the document
// itself. What comes from here is asked about in a dialog before it opens
// anything.
//
// It must not sign in, read files, speak to AWS, start processes, take an MFA
// code, or hold anything that is a secret of AWS's. An address that is given to a
// tab is a one-shot one, held until the tab has it and for a minute at most.
package page
