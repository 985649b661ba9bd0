//go:build linux

package stories

import (
	"testing"

	"halfday/tests/stage"
)

func TestMain(m *testing.M) { stage.Main(m) }
