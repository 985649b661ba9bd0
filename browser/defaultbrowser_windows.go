package browser

import (
	"context"

	"golang.org/x/sys/windows/registry"
)

// There always is one. Windows knows it as a class of documents, as in
// ChromeHTML, which names its program.
func defaultBrowser(context.Context) (string, error) {
	const choice = `Software\Microsoft\Windows\Shell\Associations\UrlAssociations\https\UserChoice`
	class := registryValue(registry.CURRENT_USER, choice, "ProgId")
	return classBrowser(class, registryValue(registry.CLASSES_ROOT, class+`\Application`, "ApplicationName")), nil
}
