//go:build linux && !soak

package stories

import "time"

// The short form of what make soak does, for every run of the tests.
const (
	soakSignIns   = 20
	soakRoles     = 20
	soakClicks    = 2 * time.Second
	soakKillEvery = 6 // calls of a save
)
