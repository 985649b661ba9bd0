package proxy

import "golang.org/x/sys/windows/registry"

// readSystem reads the Internet options of this person (WinINET).
// Compiled and vetted, never run on Windows.
func readSystem() SystemProxy {
	key, err := registry.OpenKey(registry.CURRENT_USER, `Software\Microsoft\Windows\CurrentVersion\Internet Settings`, registry.QUERY_VALUE)
	if err != nil {
		return SystemProxy{}
	}
	defer key.Close()
	enabled, _, _ := key.GetIntegerValue("ProxyEnable")
	text := func(name string) string { s, _, _ := key.GetStringValue(name); return s }
	return parseInternetOptions(enabled == 1, text("ProxyServer"), text("ProxyOverride"), text("AutoConfigURL"))
}
