//go:build desktop && linux

package desktop

import (
	"testing"

	"halfday/tests/stage"
)

func TestMain(m *testing.M) { stage.Main(m) }
