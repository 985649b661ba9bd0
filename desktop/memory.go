package desktop

// Harden keeps this process's memory, which holds credentials, away from
// others: on Linux no process of the same user can attach to it or read its
// memory, and it leaves no core file. On macOS it leaves no core file, on Windows
// it does nothing. A program that this process starts gets the limit on core
// files, which it may raise, but not the rest: each of Halfday's own processes
// that holds a secret calls Harden. Those of a dialog of the tray's and of an
// address to open hold none.
//
// The files of /proc/self then belong to root. The process itself still reads
// all of them, /proc/net included; other processes of the user no longer see
// its environment, its open files or the path of its program.
func Harden() error { return harden() }

// Trim gives back the memory of this process that only its start needed. On
// Linux that is code and tables of the program's file: nearly all of them are
// touched when packages initialise, few of them later. The system reads again
// what is needed again. Elsewhere it does nothing. It takes a millisecond and
// may be called at any time, from any goroutine.
func Trim() error { return trim() }
