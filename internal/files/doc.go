// Package files reads and writes small files with care: none that blocks, none
// without a limit, none half written, none that is somebody else's.
//
// It must not know what is in them.
package files
