package desktop

import "time"

// zonePlace is the zone of the start: package time gives no other.
type zonePlace struct{}

func (*zonePlace) now() *time.Location { return time.Local }
