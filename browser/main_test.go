package browser

import (
	"fmt"
	"net/http"
	"os"
	"testing"
	"time"

	"go.uber.org/goleak"

	"halfday/internal/child"
)

// TestMain also plays the opener's process, and a parent of it that can be
// killed.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 {
		switch os.Args[1] {
		case "serve-open":
			exit(ServeOpen(os.Stdin, os.Stdout))
		case "fetch":
			exit(fetchAndTell(os.Args[2]))
		case "open-and-wait":
			exit(openAndWait(os.Args[2]))
		}
	}
	os.Setenv("GORACE", "atexit_sleep_ms=0") // else every process with -race ends a second later
	goleak.VerifyTestMain(m)
}

// openAndWait opens an address as a sign-in process does, and then stays.
func openAndWait(address string) error {
	if err := child.OwnGroup(); err != nil {
		return err
	}
	opener, err := StartOpener(os.Args[0], []string{"serve-open"})
	if err != nil {
		return err
	}
	if err := opener.Open(nil, address, ""); err != nil {
		return err
	}
	fmt.Println("told")
	time.Sleep(time.Minute)
	return nil
}

// fetchAndTell makes one request, as whatever program this is called.
func fetchAndTell(address string) error {
	resp, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(must(http.NewRequest(http.MethodGet, address, nil)))
	if err != nil {
		fmt.Println("none")
		return nil
	}
	defer resp.Body.Close()
	fmt.Println(resp.StatusCode)
	return nil
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	os.Exit(0)
}
