//go:build bench && linux

package bench

import (
	"os/exec"
	"testing"
)

// shellSignIn is the sign-in that people write for themselves, from a code in
// $CODE to an open browser.
const shellSignIn = `
set -e
answer=$(aws sts assume-role --profile maya --region eu-central-1 --role-arn "$ROLE" --role-session-name bench \
	--serial-number "$SERIAL" --token-code "$CODE")
session=$(echo "$answer" | jq -c '.Credentials | {sessionId: .AccessKeyId, sessionKey: .SecretAccessKey, sessionToken: .SessionToken}')
token=$(curl -sS --fail --cacert "$AWS_CA_BUNDLE" "$HALFDAY_SIGNIN_ENDPOINT/federation" -d Action=getSigninToken \
	-d SessionDuration=43200 --data-urlencode "Session=$session" | jq -r .SigninToken)
xdg-open "$HALFDAY_SIGNIN_ENDPOINT/federation?Action=login&Issuer=bench&Destination=$(jq -rn --arg d "$HALFDAY_SIGNIN_ENDPOINT/console" '$d|@uri')&SigninToken=$(jq -rn --arg t "$token" '$t|@uri')"
`

const peerRuns = 5

// measureShell is what the promise of a sign-in is compared with. It gives
// nothing where the programs are missing.
func measureShell(t *testing.T, s standins) []figure {
	for _, name := range []string{"aws", "curl", "jq"} {
		if _, err := exec.LookPath(name); err != nil {
			t.Logf("not compared with aws, curl and jq: no %s", name)
			return nil
		}
	}
	aws, bus := startFarAWS(t, benchRoles, roundTrip), startBenchBus(t)
	var took samples
	for range peerRuns {
		h := newBenchHome(t, s, bus, append(aws.env(), "CODE="+aws.code(),
			"ROLE="+aws.server.Roles()[0].ARN, "SERIAL="+aws.server.Keys()[0].MFASerials[0])...)
		began := clock()
		h.run("/bin/sh", "-c", shellSignIn)
		opener := h.await("opener")
		took.took(between(began, opener.at))
		aws.leadsToConsole(opener.rest, roleName(0))
	}
	return []figure{{"  aws, curl and jq in a shell", "ms", 0, took}}
}

// signInAndForget leaves a tray as a person does who has had enough: one
// sign-in, whose session is forgotten.
func signInAndForget(aws *farAWS, bus *benchBus, h *benchHome, icon benchIcon, role string) {
	bus.press(icon, role)
	h.await("dialog")
	h.await("answer")
	h.await("opener")
	aws.leadsToConsole(h.await("answered").rest, role)
	bus.press(icon, "Forget")
	bus.awaitGone(icon, "Forget")
}
