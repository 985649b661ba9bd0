package tray

// title is what stands beside the icon where the person wants it: the time
// left of the session that ends first. Only macOS has a place for it.
func (m menu) title() string {
	if !m.s.TimeInMenuBar {
		return ""
	}
	first, n := m.first()
	if n == 0 {
		return ""
	}
	return clean(m.w.Duration(first.Left(m.now)))
}
