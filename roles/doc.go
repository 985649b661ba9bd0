// Package roles reads the AWS files: which profiles are roles, what a sign-in
// needs to know about each, and why one cannot work.
//
// [ReadRoles] reads them, [WatchFiles] tells when to read them again, and
// [AppendRole] adds one. [Role] is the one type of a role in the program.
//
// The package must not run anything or connect anywhere, and it holds no
// words that a person reads.
package roles
