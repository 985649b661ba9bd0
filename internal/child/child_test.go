package child

import (
	"slices"
	"testing"
)

func TestEnviron(t *testing.T) {
	got := Environ([]string{"PATH=/bin", "AWS_PROFILE=x", "HALFDAY_A=1", "aws_x=1", "XMODIFIERS=@im=ibus", "LAWS_=1", "=C:=C:\\", "AWS_", "AWS=1"})
	if want := []string{"PATH=/bin", "XMODIFIERS=@im=ibus", "LAWS_=1", "=C:=C:\\", "AWS=1"}; !slices.Equal(got, want) {
		t.Errorf("Environ = %q, want %q", got, want)
	}
}
