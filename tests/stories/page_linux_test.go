package stories

import (
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"halfday/tests/stage"
)

// document is Halfday's page in the story's browser: what its script does.
type document struct {
	s     *stage.Stage
	base  string // http://127.0.0.1:PORT
	token string
}

// openPage clicks on the menu's line, and is the page that opens.
func openPage(s *stage.Stage, a *stage.App) *document {
	s.T.Helper()
	n := len(s.Props.Visited())
	a.Click(s.Words.Menu.Title, s.Words.Menu.OpenHalfday)
	return pageOpened(s, n)
}

// pageOpened is the page once it is the n-th that the browser went to, from 0.
func pageOpened(s *stage.Stage, n int) *document {
	s.T.Helper()
	s.Await("the page", func() bool { return len(s.Props.Visited()) == n+1 })
	v := s.Props.Visited()[n]
	base, _, ok := strings.Cut(v.What, "/enter/")
	if !ok || v.Title != "Halfday" {
		s.T.Fatalf("the browser went to %s, which is %q", v.What, v.Title)
	}
	return &document{s: s, base: base}
}

// ask makes a request as the page's script does, with the browser's cookies.
func (d *document) ask(method, path, body string) (status int, answer string) {
	return d.send(method, path, strings.NewReader(body), "same-origin")
}

// send is ask with a body of any length, or as the script of another site.
func (d *document) send(method, path string, body io.Reader, site string) (status int, answer string) {
	d.s.T.Helper()
	r, err := http.NewRequest(method, d.base+"/halfday/"+path, body)
	d.s.Must(err)
	r.Header = http.Header{"Sec-Fetch-Site": {site}, "Sec-Fetch-Mode": {"cors"}, "Sec-Fetch-Dest": {"empty"}}
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Halfday-Token", d.token)
		r.Header.Set("Origin", d.base)
	}
	for _, c := range d.s.Props.Cookies(r.URL.String()) {
		r.AddCookie(c)
	}
	client := http.Client{Timeout: stage.Longest, Transport: &http.Transport{DisableKeepAlives: true}}
	resp, err := client.Do(r)
	if err != nil {
		return 0, err.Error()
	}
	defer resp.Body.Close()
	data, _ := io.ReadAll(resp.Body)
	return resp.StatusCode, string(data)
}

// news is what the page shows, as its script gets it.
type news struct {
	Token string
	Mark  int64
	Go    string
	Roles []struct{ Profile, ID, Account string }
	State struct {
		Sessions []struct{ Profile string }
		Attempts []struct{ Profile string }
	}
}

func (d *document) look(tab string) (n news) {
	d.s.T.Helper()
	status, body := d.ask(http.MethodGet, "state?tab="+tab, "")
	if err := json.Unmarshal([]byte(body), &n); err != nil {
		d.s.T.Fatalf("the page's state: %d %s", status, body)
	}
	d.token = n.Token
	return n
}

// signIn asks for a sign-in, with more fields of the request.
func (d *document) signIn(profile, more string) int {
	d.s.T.Helper()
	status, _ := d.ask(http.MethodPost, "do", fmt.Sprintf(`{"kind":"sign-in","profile":%q%s}`, profile, more))
	return status
}

// What is asked for in the page opens no console by itself: a code, or a question
// that names role and account and says where it comes from, is in between.
func TestPageAsks(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{Roles: oneWithoutACode()})
	s.Write(s.SettingsFile(), "reopen = \"free\"\n")
	a := s.Open()
	page := openPage(s, a)
	n := page.look("")
	if len(n.Roles) != 2 || n.Roles[0].Account != "111122223333" {
		t.Fatalf("the page shows %+v", n.Roles)
	}
	visits := len(s.Props.Visited())
	opened := func() {
		t.Helper()
		visits++
		s.Await("the console", func() bool { return len(s.Props.Visited()) == visits })
	}
	named := func(d *stage.Window, account string) {
		t.Helper()
		for _, part := range []string{account, s.Words.Dialog.FromPage} {
			if !strings.Contains(d.Text(), part) {
				t.Errorf("the dialog lacks %q:\n%s", part, d.Text())
			}
		}
	}

	// A role that wants a code.
	if status := page.signIn(prod, ""); status != http.StatusAccepted {
		t.Fatalf("signing in: %d", status)
	}
	d := s.AwaitDialog(stage.EntryDialog, prod)
	named(d, "4444-5555-6666")
	d.Answer(s.Code())
	opened()
	a.AwaitSession(prod)

	// Kept credentials, which the settings let open freely from the menu; and a role
	// of which AWS asks no code.
	a.ClickIn(prod, s.Words.Menu.OpenAgain)
	opened()
	a.AwaitSession(prod)
	for profile, account := range map[string]string{prod: "4444-5555-6666", dev: "1111-2222-3333"} {
		page.signIn(profile, "")
		d := s.AwaitDialog(stage.QuestionDialog, profile)
		named(d, account)
		d.Cancel()
		s.Await("the end of the sign-in", func() bool { return len(page.look("").State.Attempts) == 0 })
		if len(s.Props.Visited()) != visits {
			t.Fatalf("%s opened after a no", profile)
		}
		page.signIn(profile, "")
		s.AwaitDialog(stage.QuestionDialog, profile).Ok()
		opened()
	}
	s.Await("both sessions on the page", func() bool { return len(page.look("").State.Sessions) == 2 })

	// This tab goes on to the console: its address is for the tab alone.
	page.signIn(prod, `,"tab":"t1"`)
	s.AwaitDialog(stage.QuestionDialog, prod).Ok()
	var led news
	s.Await("the tab's address", func() bool { led = page.look("t1"); return led.Go != "" })
	to := led.Go
	if status, location, _, err := stage.Fetch(t, stage.Firefox, to); err != nil || status != http.StatusFound || !strings.HasPrefix(location, s.AWS.SigninEndpoint()) {
		t.Errorf("the tab got %d to %.40s, %v", status, location, err)
	}
	if n := page.look(fmt.Sprint("t1&after=", led.Mark)); n.Go != "" || len(s.Props.Visited()) != visits {
		t.Errorf("a second address, or a second tab: %d visits, want %d", len(s.Props.Visited()), visits)
	}

	// What no page may ask for.
	dialogs := len(s.Props.All())
	for _, more := range []string{`,"page":"javascript:alert(1)"`, `,"page":"//evil.example/"`, `,"region":"mars-1"`, `,"region":"cn-north-1"`,
		`,"browser":"command: /bin/true"`, `,"browser":"nowhere"`} {
		if status := page.signIn(prod, more); status != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", more, status)
		}
	}
	if status := page.signIn("nobody", ""); status != http.StatusUnprocessableEntity {
		t.Errorf("a role that is none: %d", status)
	}
	if got := len(s.Props.All()); got != dialogs || len(s.Props.Visited()) != visits {
		t.Errorf("%d dialogs, want %d", got, dialogs)
	}
	a.Kill()
	s.AwaitNoProcess() // the page's ends with the tray
}

// Without a tray, halfday page starts it, and a second one opens the page there.
func TestPageWithoutATray(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	if out, code := s.Run("", "page"); code != 0 {
		t.Fatalf("halfday page: %d %s", code, out)
	}
	defer func() {
		for pid := range s.Processes() {
			n, err := strconv.Atoi(pid)
			s.Must(err)
			syscall.Kill(n, syscall.SIGTERM)
		}
		s.AwaitNoProcess()
	}()
	first := pageOpened(s, 0)
	if out, code := s.Run("", "page"); code != 0 {
		t.Fatalf("halfday page: %d %s", code, out)
	}
	if second := pageOpened(s, 1); second.base != first.base || len(second.look("").Roles) == 0 {
		t.Errorf("the page is at %s, then at %s", first.base, second.base)
	}
	if out, code := s.Run("", "page", "x"); code != 2 || !strings.Contains(out, "x") {
		t.Errorf("an argument too many: %d %s", code, out)
	}
}

// The page is where it was at the next start, or elsewhere where that is taken;
// a page that was left open goes on, one that may not see says how to get on.
func TestPageKeepsItsPort(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	page := openPage(s, a)
	page.look("")
	if info, err := os.Stat(s.StateFile("page.json")); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the page's file: %v, %v", info, err)
	}
	a.Quit()
	if status, why := page.ask(http.MethodGet, "state", ""); status != 0 {
		t.Errorf("without a tray: %d %s", status, why)
	}
	a = s.Open()
	s.Await("the page", func() bool { status, _ := page.ask(http.MethodGet, "state", ""); return status == http.StatusOK })
	a.Quit()

	l, err := net.Listen("tcp4", strings.TrimPrefix(page.base, "http://"))
	s.Must(err)
	defer l.Close()
	a = s.Open()
	if other := openPage(s, a); other.base == page.base || len(other.look("").Roles) == 0 {
		t.Errorf("the page is at %s, which is taken", other.base)
	}
	if log := s.Read(s.StateFile("halfday.log")); !strings.Contains(log, "the page has another port") {
		t.Errorf("the log does not say so:\n%s", log)
	}
}

// Another user gets not a byte, and starts no process.
func TestPageOfAnotherUser(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can be another user")
	}
	shell, err := exec.LookPath("bash")
	if err != nil {
		t.Skip("no bash")
	}
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Open()
	var kept struct{ Port int }
	s.Await("the port", func() bool { return json.Unmarshal([]byte(s.Read(s.StateFile("page.json"))), &kept) == nil })
	host := fmt.Sprint("127.0.0.1:", kept.Port)
	for _, other := range []bool{true, false} {
		cmd := exec.Command(shell, "-c", `exec 3<>/dev/tcp/127.0.0.1/$0 && printf 'GET /halfday/ HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$1" >&3 && cat <&3`, fmt.Sprint(kept.Port), host)
		cmd.Dir = "/"
		if other {
			cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		}
		got, _ := cmd.Output()
		serves := false
		for _, line := range s.Processes() {
			serves = serves || strings.Contains(line, "__page")
		}
		if answered := strings.HasPrefix(string(got), "HTTP/1.1 200"); answered == other || serves == other || other && len(got) > 0 {
			t.Errorf("another user: %v; it got %.60q, the page's process runs: %v", other, got, serves)
		}
	}
}

// Two trays at a time, as with a copied home: the second takes another port, and
// in the one browser of the person both pages work.
func TestPageOfTwoTrays(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	s.Open("-page")
	first := pageOpened(s, 0)
	s.Must(os.CopyFS(s.Path("other"), os.DirFS(s.Path("home/.local/state"))))
	s.Must(os.Mkdir(s.Path("other run"), 0o700))
	s.Env = append(s.Env, "XDG_STATE_HOME="+s.Path("other"), "XDG_RUNTIME_DIR="+s.Path("other run"))
	s.Open("-page")
	second := pageOpened(s, 1)
	if first.base == second.base {
		t.Errorf("both pages are at %s", first.base)
	}
	for _, page := range []*document{first, second, first} {
		if n := page.look(""); len(n.Roles) == 0 {
			t.Errorf("%s shows no roles", page.base)
		}
	}
	if log := s.Read(s.Path("other/halfday/halfday.log")); !strings.Contains(log, "the page has another port") {
		t.Errorf("the log does not say so:\n%s", log)
	}
	second.signIn(prod, "")
	s.AwaitDialog(stage.EntryDialog, prod).Answer(s.Code())
	s.Await("the session on its page", func() bool { return len(second.look("").State.Sessions) == 1 })
	if n := first.look(""); len(n.State.Sessions) != 0 {
		t.Errorf("the other page shows %+v", n.State.Sessions)
	}
}

// endless is a body of so many bytes, which counts those that were taken.
type endless struct{ left, taken int64 }

func (e *endless) Read(p []byte) (int, error) {
	n := min(int64(len(p)), e.left)
	if n == 0 {
		return 0, io.EOF
	}
	e.left -= n
	e.taken += n
	return int(n), nil
}

// A flood of requests and a body without an end are refused, whoever sends them,
// and cost Halfday no memory.
func TestPageFlood(t *testing.T) {
	t.Parallel()
	s := stage.New(t, stage.Set{})
	a := s.Open()
	page := openPage(s, a)
	page.look("")
	most := func(pid string) (bytes int64) {
		_, line, _ := strings.Cut(s.Read("/proc/"+pid+"/status"), "VmHWM:")
		fmt.Sscan(line, &bytes)
		return bytes << 10
	}
	before := map[string]int64{}
	for pid := range s.Processes() {
		before[pid] = most(pid)
	}
	flood := func(site string) map[int]int {
		var mu sync.Mutex
		var all sync.WaitGroup
		got := map[int]int{}
		for range 10 {
			all.Go(func() {
				for range 100 {
					status, _ := page.send(http.MethodGet, "state?after=-1", nil, site)
					mu.Lock()
					got[status]++
					mu.Unlock()
				}
			})
		}
		all.Wait()
		return got
	}
	if got := flood("cross-site"); got[http.StatusForbidden] != 1000 {
		t.Errorf("another site got %v", got)
	}
	page.look("") // nobody else is refused for that
	const large = 1 << 30
	for site, want := range map[string]int{"same-origin": http.StatusRequestEntityTooLarge, "cross-site": http.StatusForbidden} {
		body := &endless{left: large}
		// The connection may break while the rest is on its way.
		if status, why := page.send(http.MethodPost, "do", body, site); status != want && !(status == 0 && strings.Contains(why, "reset")) {
			t.Errorf("%s, 1 GiB: %d %s", site, status, why)
		}
		if body.taken > large/16 {
			t.Errorf("%s: %d bytes were taken", site, body.taken)
		}
	}
	if got := flood("same-origin"); got[http.StatusOK] == 0 || got[http.StatusTooManyRequests] == 0 || got[http.StatusOK]+got[http.StatusTooManyRequests] != 1000 {
		t.Errorf("the page itself got %v", got)
	}
	for pid, was := range before {
		if now := most(pid); was == 0 || now > was+32<<20 {
			t.Errorf("%s: %d bytes, then %d", s.Processes()[pid], was, now)
		}
	}
	a.AwaitMenu("the menu", func(lines []stage.Entry) bool { return len(lines) > 0 })
}
