//go:build soak && linux

package stories

import "testing"

// The panel restarts a hundred times in a row.
func TestSoakHostRestarts(t *testing.T) { hostRestarts(t, 100) }
