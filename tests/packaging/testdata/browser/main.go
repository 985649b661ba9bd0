// Command browser is a browser under Wine, where those of Linux are no programs
// of Windows and nobody's there: it fetches its address, and adds what came last
// to a file beside it.
package main

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
)

func main() {
	f, err := os.OpenFile(os.Args[0]+".log", os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		os.Exit(1)
	}
	defer f.Close()
	jar, _ := cookiejar.New(nil)
	page, err := (&http.Client{Jar: jar}).Get(os.Args[len(os.Args)-1])
	if err != nil {
		fmt.Fprintln(f, err)
		return
	}
	defer page.Body.Close()
	fmt.Fprintln(f, page.Status)
	io.Copy(f, page.Body)
}
