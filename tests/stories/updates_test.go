//go:build linux

package stories

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"halfday/tests/stage"
)

// releases is where the newest release's signature is, as its maker put it there.
type releases struct {
	*httptest.Server
	key ed25519.PrivateKey

	mu     sync.Mutex
	file   string
	asked  int
	header http.Header
}

const minisignID = "EdSTORYKEY" // the algorithm, and eight bytes of an id

func newReleases(t *testing.T) *releases {
	r := &releases{key: ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))}
	r.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.asked++
		r.header = q.Header.Clone()
		fmt.Fprint(w, r.file)
	}))
	t.Cleanup(r.Close)
	return r
}

// publish puts the signature of a release there: minisign's file of four lines.
func (r *releases) publish(comment string) {
	of := []byte("the list of checksums")
	signature := ed25519.Sign(r.key, of)
	in := base64.StdEncoding.EncodeToString
	r.mu.Lock()
	defer r.mu.Unlock()
	r.file = "untrusted comment: x\n" + in(append([]byte(minisignID), signature...)) + "\ntrusted comment: " + comment + "\n" +
		in(ed25519.Sign(r.key, append(signature, comment...))) + "\n"
}

func (r *releases) tamper() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.file = strings.Replace(r.file, "Halfday v", "Halfday v1", 1)
}

func (r *releases) requests() (int, http.Header) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asked, r.header
}

// About looks for a newer version once the person says yes, in one request that
// tells nothing of them; each week only where they say yes to that, too, and each
// version is said once. What the maker did not sign is not believed.
func TestUpdates(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	r := newReleases(t)
	public := append([]byte(minisignID), r.key.Public().(ed25519.PublicKey)...)
	s.Env = append(s.Env, "HALFDAY_UPDATES="+r.URL+"/download/newest.minisig "+base64.StdEncoding.EncodeToString(public))
	w := s.Words
	about := func(a *stage.App) {
		a.Click(w.Menu.About)
		s.AwaitDialog(stage.QuestionDialog, w.Dialog.UpdatesAsk).Ok()
	}

	a := s.Open()
	a.Click(w.Menu.About)
	s.AwaitDialog(stage.QuestionDialog, w.Dialog.UpdatesAsk).Cancel()
	if n, _ := r.requests(); n != 0 {
		t.Errorf("%d requests before anybody said yes", n)
	}
	r.publish("Halfday v99.0.0")
	r.tamper()
	about(a)
	s.AwaitDialog(stage.InfoDialog, w.Update.Forged.What[:20]).Ok()
	s.AwaitDialog(stage.QuestionDialog, w.Update.Weekly.What[:20]).Ok() // asked once
	s.Await("the choice in the settings", func() bool {
		return strings.Contains(s.Read(s.SettingsFile()), "check_for_updates = true")
	})
	r.publish("Halfday v99.0.0")
	about(a)
	if d := s.AwaitDialog(stage.InfoDialog, "Halfday 99.0.0 is there"); !strings.Contains(d.Text(), r.URL) {
		t.Errorf("it does not say where: %s", d.Text())
	} else {
		d.Ok()
	}
	n, header := r.requests()
	delete(header, "Accept-Encoding")
	if n != 2 || len(header) != 0 {
		t.Errorf("%d requests, the last with %v", n, header)
	}
	if got := len(s.Notes.Shown()); got != 0 {
		t.Errorf("%d notifications", got)
	}
	a.Quit()

	// Each start looks whether a week is over.
	a = s.Open()
	s.Await("the notification", func() bool { return len(s.Notes.Shown()) == 1 })
	if got := s.Notes.Shown()[0]; !strings.Contains(got.Body, "99.0.0") {
		t.Errorf("it says %q", got.Body)
	}
	note := s.StateFile("updates")
	s.Await("the note of it", func() bool { return s.Read(note) == "99.0.0" })
	a.Quit()
	for _, week := range []bool{false, true} {
		if week {
			before := time.Now().Add(-8 * 24 * time.Hour)
			s.Must(os.Chtimes(note, before, before))
		}
		a = s.Open()
		a.Seen(dev)
		if week {
			s.Await("the request of the week", func() bool { n, _ := r.requests(); return n == 4 })
			s.Await("the note to be renewed", func() bool { i, err := os.Stat(note); return err == nil && time.Since(i.ModTime()) < time.Hour })
		}
		a.Quit()
	}
	if n, _ := r.requests(); n != 4 || len(s.Notes.Shown()) != 1 {
		t.Errorf("%d requests and %d notifications, want 4 and 1", n, len(s.Notes.Shown()))
	}
}
