package browser

import (
	"os"
	"testing"

	"golang.org/x/sys/windows"
)

// Otherwise foreign could tell nothing, and nobody would see it.
func TestWindowsNamesOwners(t *testing.T) {
	c, s, err := ends(connection(t))
	if err != nil {
		t.Fatal(err)
	}
	if pid, found := ownerOf(c, s); !found || pid != uint32(os.Getpid()) {
		t.Errorf("the client is %d, %v", pid, found)
	}
	wine := windows.NewLazySystemDLL("ntdll.dll").NewProc("wine_get_version").Find() == nil // names no owner of what was accepted
	if pid, found := ownerOf(s, c); !found || !wine && pid != uint32(os.Getpid()) {
		t.Errorf("the server is %d, %v", pid, found)
	}
	if !isOurs(uint32(os.Getpid())) || isOurs(0) {
		t.Error("we are not ours, or the system's idle process is")
	}
}
