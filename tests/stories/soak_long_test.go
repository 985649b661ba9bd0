//go:build linux && soak

package stories

import "time"

const (
	soakSignIns   = 1000
	soakRoles     = 50
	soakClicks    = time.Minute
	soakKillEvery = 1
)
