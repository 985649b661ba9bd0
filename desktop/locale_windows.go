package desktop

import (
	"time"

	"golang.org/x/sys/windows"
)

func systemLanguage() string {
	languages, err := windows.GetUserPreferredUILanguages(windows.MUI_LANGUAGE_NAME)
	if err != nil || len(languages) == 0 {
		return ""
	}
	return languages[0]
}

type zoneSource struct{}

func (*zoneSource) now() *time.Location {
	var info windows.Timezoneinformation
	now := time.Now()
	season, err := windows.GetTimeZoneInformation(&info)
	if err != nil {
		return time.Local
	}
	return zoneAt(time.Local, now, zoneOffset(season, info.Bias, info.StandardBias, info.DaylightBias))
}
