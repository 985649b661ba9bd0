package demo

import (
	"encoding/xml"
	"strings"
)

type deviceXML struct {
	UserName, SerialNumber, EnableDate string
}

type mfaDevicesXML struct {
	XMLName     xml.Name `xml:"ListMFADevicesResult"`
	IsTruncated bool
	Devices     []deviceXML `xml:"MFADevices>member"`
}

// listMFADevices tells a user's own MFA devices: all of IAM that Halfday asks for.
func (*Server) listMFADevices(_ *call, who *credentials) (any, *apiError) {
	_, user, isUser := strings.Cut(who.arn, ":user/")
	if !isUser {
		return nil, invalid("Must specify userName when calling with non-User credentials")
	}
	var answer mfaDevicesXML
	for _, serial := range who.serials {
		answer.Devices = append(answer.Devices, deviceXML{user[strings.LastIndex(user, "/")+1:], serial, "2026-01-01T00:00:00Z"})
	}
	return answer, nil
}
