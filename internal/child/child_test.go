package child

import (
	"os"
	"slices"
	"strings"
	"testing"
)

func TestEnviron(t *testing.T) {
	got := Environ([]string{"PATH=/bin", "AWS_PROFILE=x", "HALFDAY_A=1", "aws_x=1", "XMODIFIERS=@im=ibus", "LAWS_=1", "=C:=C:\\", "AWS_", "AWS=1"})
	if want := []string{"PATH=/bin", "XMODIFIERS=@im=ibus", "LAWS_=1", "=C:=C:\\", "AWS=1"}; !slices.Equal(got, want) {
		t.Errorf("Environ = %q, want %q", got, want)
	}
}

func TestStripEnviron(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "x")
	t.Setenv("HALFDAY_SIGNIN_ENDPOINT", "x")
	t.Setenv("Aws_Session_Token", "x") // which on Windows is the same as in capitals
	t.Setenv("XMODIFIERS", "@im=ibus")
	StripEnviron()
	for _, kv := range os.Environ() {
		if upper := strings.ToUpper(kv); strings.HasPrefix(upper, "AWS_") || strings.HasPrefix(upper, "HALFDAY_") {
			t.Errorf("%q is still there", kv)
		}
	}
	if os.Getenv("XMODIFIERS") == "" {
		t.Error("the input method is gone")
	}
}
