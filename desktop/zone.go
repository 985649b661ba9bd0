package desktop

import "time"

// Zone is the time zone of this computer, which changes when its person
// travels: package time reads it once, at the start of a program that may then
// run for weeks. The zero value is ready. Any goroutine may use it.
type Zone struct{ place zonePlace }

// In gives t as the clock on the wall shows it now.
func (z *Zone) In(t time.Time) time.Time { return t.In(z.place.now()) }
