package desktop

import (
	"cmp"
	"time"
)

// Language is the language that the person reads in, as in "ja_JP.UTF-8" or
// "ja-JP"; "" where the system does not say. getenv's locale variables go
// first: who sets them in a terminal wants them there.
func Language(getenv func(string) string) string {
	if named := cmp.Or(getenv("LC_ALL"), getenv("LC_MESSAGES"), getenv("LANG")); named != "" {
		return named
	}
	return systemLanguage()
}

// Zone is the time zone of this computer, which changes when its person
// travels: package time reads it once, at the start of a program that may then
// run for weeks. The zero value is ready. Any goroutine may use it.
type Zone struct{ source zoneSource }

// In gives t as the clock on the wall shows it now.
func (z *Zone) In(t time.Time) time.Time { return t.In(z.source.now()) }

// zoneOffset is what Windows adds to UTC now, in seconds. Its biases are
// minutes that are taken from local time to UTC.
// https://learn.microsoft.com/en-us/windows/win32/api/timezoneapi/ns-timezoneapi-time_zone_information
func zoneOffset(season uint32, bias, standard, daylight int32) int {
	const inStandard, inDaylight = 1, 2 // TIME_ZONE_ID_STANDARD, TIME_ZONE_ID_DAYLIGHT
	switch season {
	case inStandard:
		bias += standard
	case inDaylight:
		bias += daylight
	}
	return -60 * int(bias)
}

// zoneAt is the zone of the start for as long as it agrees with the clock on
// the wall, since it knows when summer ends; else one that is always so far
// from UTC.
func zoneAt(start *time.Location, now time.Time, offset int) *time.Location {
	if _, is := now.In(start).Zone(); is == offset {
		return start
	}
	return time.FixedZone("", offset)
}
