package statusnotifier

import "github.com/godbus/dbus/v5"

// answerInOrder sees each message in the order in which they come, and answers
// questions about lines at once. godbus would answer each on a goroutine of its
// own, the last one often first; libdbusmenu-gtk asks for a long menu in batches
// of 100, and loses the lines of a submenu that it hears of before the submenu.
func (i *Item) answerInOrder(m *dbus.Message) {
	if m.Type != dbus.TypeMethodCall || m.Flags&dbus.FlagNoReplyExpected != 0 || m.Headers[dbus.FieldMember].Value() != "GetGroupProperties" ||
		m.Headers[dbus.FieldInterface].Value() != menuName || m.Headers[dbus.FieldPath].Value() != menuPath || len(m.Body) != 2 {
		return
	}
	ids, ok1 := m.Body[0].([]int32)
	names, ok2 := m.Body[1].([]string)
	if !ok1 || !ok2 {
		return
	}
	lines := i.groupProperties(ids, names)
	i.conn.Send(&dbus.Message{
		Type: dbus.TypeMethodReply,
		Headers: map[dbus.HeaderField]dbus.Variant{
			dbus.FieldReplySerial: dbus.MakeVariant(m.Serial()),
			dbus.FieldDestination: m.Headers[dbus.FieldSender],
			dbus.FieldSignature:   dbus.MakeVariant(dbus.SignatureOf(lines)),
		},
		Body: []any{lines},
	}, nil)
	m.Flags |= dbus.FlagNoReplyExpected // it has one
}
