package stories

import (
	"bufio"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"halfday/roles"
	"halfday/session"
	"halfday/tests/stage"
)

// The page's process answers on the socket that it was handed, the connection
// that woke it first; shows what it is told, says what is asked for, and ends
// with its parent.
func TestPageProcess(t *testing.T) {
	t.Parallel()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	base := "http://" + l.Addr().String()
	woke, err := net.Dial("tcp4", l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer woke.Close()
	accepted, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(stage.Binary(t), "__page", "--accepted")
	home := t.TempDir()
	cmd.Env = []string{"HOME=" + home, "LANG=ja_JP.UTF-8", "PATH=" + os.Getenv("PATH")}
	for _, c := range []interface{ File() (*os.File, error) }{l.(*net.TCPListener), accepted.(*net.TCPConn)} {
		f, err := c.File()
		if err != nil {
			t.Fatal(err)
		}
		cmd.ExtraFiles = append(cmd.ExtraFiles, f)
	}
	accepted.Close()
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill() })
	for _, f := range cmd.ExtraFiles {
		f.Close() // else a connection that is closed there stays open here
	}
	tell := json.NewEncoder(in)
	tell.Encode(map[string]any{"keys": map[string]string{"cookie": "crumb", "token": "word"}, "install": []byte("here")})
	tell.Encode(map[string]any{"state": session.State{Roles: []roles.Role{{Profile: "prod", Account: "111122223333", Partition: "aws"}}}})
	tell.Encode(map[string]any{"link": map[string]string{"secret": "once"}})

	// The connection that woke it is answered, in the person's language.
	io.WriteString(woke, "GET / HTTP/1.1\r\nHost: "+l.Addr().String()+"\r\nConnection: close\r\n\r\n")
	if page, _ := io.ReadAll(woke); !strings.HasPrefix(string(page), "HTTP/1.1 200") || !strings.Contains(string(page), "ロールを検索") || strings.Contains(string(page), "111122223333") {
		t.Fatalf("the first answer is %.200q; it said %s", page, said.String())
	}
	ask := func(method, path, body string, cookies ...*http.Cookie) (*http.Response, string) {
		t.Helper()
		r, err := http.NewRequest(method, base+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Sec-Fetch-Site", "same-origin")
		r.Header.Set("Sec-Fetch-Dest", "empty")
		if strings.HasPrefix(path, "/enter/") {
			r.Header.Set("Sec-Fetch-Dest", "document")
		}
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("X-Halfday-Token", "word")
		r.Header.Set("Origin", base)
		for _, c := range cookies {
			r.AddCookie(c)
		}
		client := http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		data, _ := io.ReadAll(answer.Body)
		return answer, string(data)
	}
	if answer, body := ask("GET", "/state", ""); answer.StatusCode != http.StatusForbidden || body != "" {
		t.Errorf("without the cookie: %s %s", answer.Status, body)
	}
	entered, _ := ask("GET", "/enter/once", "")
	if len(entered.Cookies()) != 1 || entered.Cookies()[0].Value != "crumb" {
		t.Fatalf("the link: %s %v", entered.Status, entered.Cookies())
	}
	mine := entered.Cookies()[0]
	if answer, body := ask("GET", "/state", "", mine); answer.StatusCode != 200 || !strings.Contains(body, `"profile":"prod"`) {
		t.Errorf("with the cookie: %s %s", answer.Status, body)
	}
	if _, body := ask("POST", "/find", `{"address":"https://111122223333-ab12cd34.eu-west-1.console.aws.amazon.com/s3/home"}`, mine); !strings.Contains(body, `"profiles":["prod"]`) || !strings.Contains(body, `"region":"eu-west-1"`) {
		t.Errorf("a copied address finds %s", body)
	}
	ask("POST", "/do", `{"kind":"sign-in","profile":"prod","tab":"t1"}`, mine)
	line, err := bufio.NewReader(out).ReadString('\n')
	if want := `{"kind":"sign-in","profile":"prod","tab":"t1"}`; err != nil || strings.TrimSpace(line) != want {
		t.Errorf("it said %s %v, want %s", line, err, want)
	}
	in.Close()
	if err := cmd.Wait(); err != nil {
		t.Errorf("its end: %v, said %s", err, said.String())
	}
}
