//go:build unix

package desktop

import (
	"fmt"
	"os"
	"sync"
	"time"
)

// zoneFile is the zone of the system: the file, or a link to it.
const zoneFile = "/etc/localtime"

// zoneSource is where the zone was last time.
type zoneSource struct {
	mu   sync.Mutex
	mark string // of the file that it was read from
	read *time.Location
}

func (z *zoneSource) now() *time.Location {
	if _, chosen := os.LookupEnv("TZ"); chosen {
		return time.Local // for this program alone
	}
	return z.from(zoneFile)
}

// from reads the zone in a file, where that is another than the last time.
func (z *zoneSource) from(file string) *time.Location {
	z.mu.Lock()
	defer z.mu.Unlock()
	info, err := os.Stat(file)
	if err != nil {
		return time.Local
	}
	link, _ := os.Readlink(file) // zones installed together may be of the same age
	mark := fmt.Sprint(link, info.ModTime(), info.Size())
	if mark == z.mark {
		return z.read
	}
	location := time.Local
	// #nosec G304 -- the system's own file
	if data, err := os.ReadFile(file); err == nil {
		if l, err := time.LoadLocationFromTZData("Local", data); err == nil {
			location = l
		}
	}
	z.mark, z.read = mark, location
	return location
}
