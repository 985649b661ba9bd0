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
	XMLName     xml.Name    `xml:"ListMFADevicesResponse"`
	Namespace   string      `xml:"xmlns,attr"`
	IsTruncated bool        `xml:"ListMFADevicesResult>IsTruncated"`
	Devices     []deviceXML `xml:"ListMFADevicesResult>MFADevices>member"`
	RequestID   string      `xml:"ResponseMetadata>RequestId"`
}

// iam answers the one action of IAM that Halfday asks for: a user's own MFA
// devices.
func (s *Server) iam(c *call) reply {
	who, e := s.authenticate(c)
	if e != nil {
		return e.reply()
	}
	_, user, isUser := strings.Cut(who.arn, ":user/")
	switch version := c.form.Get("Version"); {
	case c.formErr != nil:
		return (&apiError{http.StatusBadRequest, "MalformedInput", "The request body is not a form."}).reply()
	case version != iamVersion:
		return invalid("Could not find version " + version).reply()
	case c.action != ActionListMFADevices:
		return (&apiError{http.StatusBadRequest, "InvalidAction", "Could not find operation " + c.action + " for version " + iamVersion}).reply()
	case !isUser:
		return invalid("Must specify userName when calling with non-User credentials").reply()
	}
	answer := mfaDevicesXML{Namespace: "https://iam.amazonaws.com/doc/" + iamVersion + "/", RequestID: newRequestID()}
	for _, serial := range who.serials {
		answer.Devices = append(answer.Devices, deviceXML{user[strings.LastIndex(user, "/")+1:], serial, "2026-01-01T00:00:00Z"})
	}
	return xmlReply(http.StatusOK, answer, answer.RequestID)
}
