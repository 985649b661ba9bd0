package browser

import (
	"context"

	"golang.org/x/sys/windows/registry"
)

// There always is one; its name is that of a program's class, as in ChromeHTML.
func defaultBrowser(context.Context) (string, error) {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Windows\Shell\Associations\UrlAssociations\https\UserChoice`, registry.QUERY_VALUE)
	if err != nil {
		return "", nil
	}
	defer key.Close()
	name, _, err := key.GetStringValue("ProgId")
	if err != nil {
		return "", nil
	}
	return name, nil
}
