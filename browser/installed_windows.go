package browser

import (
	"context"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows/registry"
)

// browsers reads the list of browsers in the registry, that of the user first.
// Compiled and vetted, never run on Windows.
func browsers() []Browser {
	const clients = `Software\Clients\StartMenuInternet`
	var found []Browser
	for _, root := range []registry.Key{registry.CURRENT_USER, registry.LOCAL_MACHINE} {
		list, err := registry.OpenKey(root, clients, registry.ENUMERATE_SUB_KEYS)
		if err != nil {
			continue
		}
		keys, _ := list.ReadSubKeyNames(-1)
		list.Close()
		for _, key := range keys {
			path := clients + `\` + key
			b, ok := clientBrowser(key, registryValue(root, path, ""), registryValue(root, path+`\shell\open\command`, ""))
			if !ok {
				continue
			}
			if _, err := os.Stat(b.plain[0]); err != nil {
				continue // uninstalled
			}
			if b.brand != nil {
				base := os.Getenv("LocalAppData")
				if b.brand.engine == firefoxEngine {
					base = os.Getenv("AppData")
				}
				b.readProfiles(filepath.Join(base, b.brand.windows))
			}
			found = append(found, b)
		}
	}
	return named(found)
}

// registryValue is a value of a key, that without a name for ""; "" for none.
func registryValue(root registry.Key, path, name string) string {
	key, err := registry.OpenKey(root, path, registry.QUERY_VALUE)
	if err != nil {
		return ""
	}
	defer key.Close()
	text, _, _ := key.GetStringValue(name)
	return text
}

// There always is one. Windows knows it as a class of documents, as in
// ChromeHTML, which names its program.
func defaultBrowser(context.Context) (string, error) {
	const choice = `Software\Microsoft\Windows\Shell\Associations\UrlAssociations\https\UserChoice`
	class := registryValue(registry.CURRENT_USER, choice, "ProgId")
	return classBrowser(class, registryValue(registry.CLASSES_ROOT, class+`\Application`, "ApplicationName")), nil
}
