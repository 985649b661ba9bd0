package demo

import (
	"encoding/xml"
	"net/http"
	"strings"
)

const iamVersion = "2010-05-08"

type deviceXML struct {
	UserName, SerialNumber, EnableDate string
}

type mfaDevicesXML struct {
	XMLName     xml.Name    `xml:"https://iam.amazonaws.com/doc/2010-05-08/ ListMFADevicesResponse"`
	IsTruncated bool        `xml:"ListMFADevicesResult>IsTruncated"`
	Devices     []deviceXML `xml:"ListMFADevicesResult>MFADevices>member"`
	RequestID   string      `xml:"ResponseMetadata>RequestId"`
}

// listMFADevices tells a user's own MFA devices: all of IAM that Halfday asks for.
func listMFADevices(_ *call, who *credentials) reply {
	_, user, isUser := strings.Cut(who.arn, ":user/")
	if !isUser {
		return invalid("Must specify userName when calling with non-User credentials").reply()
	}
	answer := mfaDevicesXML{RequestID: newRequestID()}
	for _, serial := range who.serials {
		answer.Devices = append(answer.Devices, deviceXML{user[strings.LastIndex(user, "/")+1:], serial, "2026-01-01T00:00:00Z"})
	}
	return xmlReply(http.StatusOK, answer, answer.RequestID)
}
