package session

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// severalWorld is one where prod, dev and test share the code of a device.
func severalWorld(t *testing.T) *world {
	w := newWorld(t, policyOf(none))
	w.mu.Lock()
	w.list.Roles = slices.Clone(w.list.Roles)
	for i := range w.list.Roles {
		w.list.Roles[i].Base.Profile = "me"
		w.list.Roles[i].RoleARN = "arn:" + w.list.Roles[i].Profile
	}
	w.mu.Unlock()
	w.b.Reload()
	synctest.Wait()
	w.b.SignInSeveral([]string{"prod", "dev", "test", "other"})
	synctest.Wait()
	return w
}

// The first of a group asks; with what its code brought the others go on at
// once, and then nobody holds it. It is for roles of its device and source only.
func TestSeveral(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := severalWorld(t)
		defer w.quit()
		w.wantPhases("prod starting", "dev queued", "test queued", "other starting")
		first := w.process("prod")
		if got := strings.Join(first.req.Several, " "); got != "prod dev test other" || first.req.Source != nil {
			t.Errorf("the first is asked for %q", got)
		}
		first.phase(PhaseAssume)
		shared := []byte("shared")
		first.say(Event{Kind: EventShared, Kept: Kept{Credentials: shared}})
		w.wantPhases("prod assume", "dev starting", "test starting", "other starting")
		for _, profile := range []string{"dev", "test"} {
			if req := w.process(profile).req; string(req.Source) != "shared" || req.Several != nil {
				t.Errorf("%s gets %q", profile, req.Source)
			}
		}
		if req := w.process("other").req; req.Source != nil {
			t.Error("a role of another device got what the code brought")
		}
		if string(shared) == "shared" {
			t.Error("nobody waits for it any more, and it was not overwritten")
		}
		w.succeed("prod", time.Hour, "")
		w.process("dev").say(Event{Kind: EventFailed, Problem: "access_denied"})
		w.succeed("test", time.Hour, "")
		if got := w.profiles(); len(got) != 2 {
			t.Errorf("sessions: %q", got)
		}
	})
}

// Who cancels the one question cancels them all; a failure after the code was
// taken is that role's own.
func TestSeveralCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := severalWorld(t)
		defer w.quit()
		w.process("prod").say(Event{Kind: EventCancelled})
		w.wantPhases("other starting")
	})
	synctest.Test(t, func(t *testing.T) {
		w := severalWorld(t)
		defer w.quit()
		w.do(w.b.Cancel, "dev")
		w.wantPhases("prod starting", "test queued", "other starting")
		w.process("prod").phase(PhaseCode)
		w.do(w.b.Cancel, "prod")
		w.wantPhases("other starting")
	})
}

// While the screen is locked nothing is shared: who comes back is asked.
func TestSeveralLocked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := severalWorld(t)
		defer w.quit()
		w.process("prod").phase(PhaseAssume)
		w.b.Locked()
		synctest.Wait()
		w.process("prod").say(Event{Kind: EventShared, Kept: Kept{Credentials: []byte("shared")}})
		w.succeed("prod", time.Hour, "")
		w.wantPhases("dev starting", "test queued", "other starting")
		if req := w.process("dev").req; req.Source != nil || len(req.Several) == 0 {
			t.Errorf("dev gets %q, and is asked for %q", req.Source, req.Several)
		}
	})
}
