//go:build unix

package desktop

import "testing"

// Windows has no AppImages.
func TestExecutable(t *testing.T) {
	self := func() (string, error) { return "/tmp/.mount_half/usr/bin/halfday", nil }
	for _, tt := range []struct {
		name string
		vars map[string]string
		want string
	}{
		{"plain", nil, "/tmp/.mount_half/usr/bin/halfday"},
		{"AppImage", map[string]string{"APPIMAGE": "/opt/Half day.AppImage", "APPDIR": "/tmp/.mount_half"}, "/opt/Half day.AppImage"},
		{"another AppImage", map[string]string{"APPIMAGE": "/opt/term.AppImage", "APPDIR": "/tmp/.mount_term"}, "/tmp/.mount_half/usr/bin/halfday"},
		{"a name that begins alike", map[string]string{"APPIMAGE": "/opt/x.AppImage", "APPDIR": "/tmp/.mount_ha"}, "/tmp/.mount_half/usr/bin/halfday"},
		{"relative", map[string]string{"APPIMAGE": "x.AppImage", "APPDIR": "/tmp/.mount_half"}, "/tmp/.mount_half/usr/bin/halfday"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got, err := executable(env(tt.vars), self); err != nil || got != tt.want {
				t.Errorf("got %q, %v, want %q", got, err, tt.want)
			}
		})
	}
}
