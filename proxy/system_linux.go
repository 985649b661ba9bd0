package proxy

// readSystem asks GSettings, which GNOME and its relatives follow. Without
// that program there are no such settings.
func readSystem() SystemProxy {
	return parseGSettings(output("gsettings", "list-recursively", "org.gnome.system.proxy"))
}
