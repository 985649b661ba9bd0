//go:build packages && linux

package packaging

import (
	"testing"

	"halfday/tests/stage"
)

func TestMain(m *testing.M) { stage.Main(m) }
