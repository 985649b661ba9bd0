package demo

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"regexp"
	"time"
)

// FirstRole is the first of the invented roles: one that needs a code.
const FirstRole = "atlas-dev"

// VisitTitle opens a sign-in URL of the stand-in as a browser would, redirect
// and cookie included, and gives the title of the page it comes to. Its errors
// do not hold the URL.
func VisitTitle(ctx context.Context, url string) (string, error) {
	jar, _ := cookiejar.New(nil) // it never fails
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return "", errors.New("visiting the console: not an address")
	}
	client := http.Client{Jar: jar, Timeout: 10 * time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	answer, err := client.Do(request)
	if err != nil {
		return "", errors.New("visiting the console: no answer")
	}
	defer answer.Body.Close()
	page, err := io.ReadAll(io.LimitReader(answer.Body, 1<<20))
	if err != nil {
		return "", fmt.Errorf("visiting the console: %w", err)
	}
	title := regexp.MustCompile(`(?s)<title>(.*?)</title>`).FindSubmatch(page)
	if answer.StatusCode != http.StatusOK || title == nil {
		return "", fmt.Errorf("visiting the console: status %d", answer.StatusCode)
	}
	return html.UnescapeString(string(title[1])), nil
}
