// Package identitycenter signs in to IAM Identity Center and gets from it what
// a person may use: role credentials, accounts, roles.
//
// A [Client] speaks to the two services of a session's region, and a [Cache]
// keeps tokens where the AWS CLI keeps them, in its form: who signed in with
// one of the two is signed in with both.
// A sign-in is an authorization code with PKCE that the browser brings to an
// address on loopback, or a device code.
//
// The package must not open a browser, hold words that a person reads, or let a
// token, a code, a verifier or a client secret reach logs, errors or any file
// but that cache. It imports no room but roles, and sends by the client that it
// is given: CA, proxy and limits are that one's.
package identitycenter
