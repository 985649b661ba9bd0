//go:build bench && linux

package bench

import (
	"testing"

	"halfday/tests/stage"
)

func TestMain(m *testing.M) { stage.Main(m) }
