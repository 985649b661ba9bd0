package statusnotifier

import "github.com/godbus/dbus/v5"

// itemObject has the methods of org.kde.StatusNotifierItem.
type itemObject struct{ i *Item }

// Activate is called where a click does not open the menu: LXQt for a left
// click, GNOME for a double one.
func (o itemObject) Activate(x, y int32) *dbus.Error { return o.activated() }

// SecondaryActivate is called for a click with the middle button.
func (o itemObject) SecondaryActivate(x, y int32) *dbus.Error { return o.activated() }

// ContextMenu is called by hosts that cannot show the menu themselves.
func (o itemObject) ContextMenu(x, y int32) *dbus.Error { return o.activated() }

// Scroll means nothing here; a host that gets an error for it may log it.
func (itemObject) Scroll(delta int32, orientation string) *dbus.Error { return nil }

// ProvideXdgActivationToken comes before the click that the token is for. Calls
// are answered side by side: so takeToken has taken it already.
func (itemObject) ProvideXdgActivationToken(token string) *dbus.Error { return nil }

func (o itemObject) activated() *dbus.Error {
	o.i.opts.Activated(o.i.tokenOfClick())
	return nil
}

// takeToken sees each message in the order in which they come.
func (i *Item) takeToken(m *dbus.Message) {
	if m.Type != dbus.TypeMethodCall || m.Headers[dbus.FieldMember].Value() != "ProvideXdgActivationToken" || len(m.Body) != 1 {
		return
	}
	if token, ok := m.Body[0].(string); ok {
		i.mu.Lock()
		i.token = token
		i.mu.Unlock()
	}
}

// tokenOfClick is the token for the click of now: it serves once.
func (i *Item) tokenOfClick() string {
	i.mu.Lock()
	defer i.mu.Unlock()
	token := i.token
	i.token = ""
	return token
}

// tooltip is (sa(iiay)ss): the name and the picture of an icon, title, text.
type tooltip struct {
	IconName string
	Icon     []Pixmap
	Title    string
	Text     string
}

// values are the item's properties.
func (o itemObject) values() map[string]dbus.Variant {
	o.i.mu.Lock()
	s := o.i.state
	o.i.mu.Unlock()
	v := map[string]dbus.Variant{}
	for name, value := range map[string]any{
		"Category":           "ApplicationStatus",
		"Id":                 o.i.opts.ID,
		"Title":              o.i.opts.Title,
		"Status":             "Active",
		"WindowId":           int32(0),
		"IconName":           "",
		"IconThemePath":      "",
		"IconPixmap":         s.Icon.pixmaps(),
		"IconAccessibleDesc": o.i.opts.Title,
		"ToolTip":            tooltip{Icon: []Pixmap{}, Title: s.Tooltip},
		"XAyatanaLabel":      s.Label,
		"XAyatanaLabelGuide": s.Label,
		"ItemIsMenu":         true, // a click opens the menu, where a host can
		"Menu":               menuPath,
	} {
		v[name] = dbus.MakeVariant(value)
	}
	return v
}

// propertiesObject has the methods of org.freedesktop.DBus.Properties for one
// interface, whose properties nobody writes to.
type propertiesObject struct {
	of     string
	values func() map[string]dbus.Variant
}

// Get gives a property.
func (o propertiesObject) Get(of, name string) (dbus.Variant, *dbus.Error) {
	if v, ok := o.values()[name]; ok && of == o.of {
		return v, nil
	}
	return dbus.Variant{}, dbus.NewError("org.freedesktop.DBus.Error.UnknownProperty", []any{"No property " + name})
}

// GetAll gives all properties.
func (o propertiesObject) GetAll(of string) (map[string]dbus.Variant, *dbus.Error) {
	if of != o.of {
		return map[string]dbus.Variant{}, nil
	}
	return o.values(), nil
}

// Set sets none.
func (o propertiesObject) Set(of, name string, _ dbus.Variant) *dbus.Error {
	return dbus.NewError("org.freedesktop.DBus.Error.PropertyReadOnly", []any{name + " cannot be written"})
}
