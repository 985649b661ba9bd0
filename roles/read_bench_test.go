package roles

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"
)

// tenThousand are the files of somebody with 10,000 roles.
func tenThousand() (config, credentials string) {
	var b strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&b, "[profile team-%d/role-%d]\nrole_arn = arn:aws:iam::%012d:role/ops/administrator-%d\nsource_profile = base\n"+
			"mfa_serial = arn:aws:iam::111122223333:mfa/maya\nregion = eu-west-1 # nearest\n\n", i%40, i, 100_000_000_000+i/20, i)
	}
	return b.String(), "[base]\n" + keyLines
}

// BenchmarkRead10000 is the time from the files to the roles. The floor is one
// pass over the same lines in the same run: to open, to read, to split at the
// line ends and at the first =. Compare read with it, and with 100 ms.
func BenchmarkRead10000(b *testing.B) {
	config, credentials := tenThousand()
	f := awsFiles(b, config, credentials)
	b.Run("floor", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			lines, keys := 0, 0
			for _, path := range []string{f.Config, f.Credentials} {
				data, err := os.ReadFile(path)
				if err != nil {
					b.Fatal(err)
				}
				for line := range bytes.Lines(data) {
					lines++
					if _, _, ok := bytes.Cut(line, []byte("=")); ok {
						keys++
					}
				}
			}
			if lines != 60_003 || keys != 40_002 {
				b.Fatal(lines, keys)
			}
		}
	})
	b.Run("read", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if l := ReadRoles(f, environment()); len(l.Roles) != 10_000 || len(l.Warnings) > 0 {
				b.Fatal(len(l.Roles), l.Warnings)
			}
		}
	})
}
