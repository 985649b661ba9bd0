package apple

import (
	"maps"

	"halfday/tests/macsim/objc"
)

// What a person answers to the request for permission.
const (
	Allow  = "allow"
	Refuse = "refuse"
	Ignore = "ignore" // macOS takes that for a no after a while: see GiveUp
)

// The states of the permission.
const (
	NotAsked   = 0
	Denied     = 1
	Authorized = 2
)

// Note is a notification as it is shown.
type Note struct {
	Title, Body string
	Buttons     []string // labels; none where the categories came too late
	Sound       bool
	request     objc.ID
	actions     []string
}

// Notes is Notification Centre.
type Notes struct {
	Permission int
	Answer     string // what the person will say
	Unsigned   bool   // the program's signature is not taken: error 1 whatever the person says
	Asked      int    // how often the person was asked

	shown      map[string]Note
	categories map[string]objc.ID // in effect
	delegate   objc.ID
	waiting    []objc.Block // of requests that the person ignores
}

func (m *Mac) notifications() {
	const lib = "UserNotifications"
	n := &m.Notes
	n.shown, n.categories = map[string]Note{}, map[string]objc.ID{}
	objc.Define(lib, "UNNotificationSettings", "NSObject", map[string]objc.Method{
		"authorizationStatus": getter("status", 0),
	})
	objc.Define(lib, "UNNotificationSound", "NSObject", map[string]objc.Method{
		"+defaultSound": m.shared("UNNotificationSound"),
	})
	objc.Define(lib, "UNNotificationAction", "NSObject", map[string]objc.Method{
		"+actionWithIdentifier:title:options:": func(_ objc.ID, a []any) any {
			return objc.Autoreleased("UNNotificationAction", map[string]any{"id": Text(a[0].(objc.ID)), "title": Text(a[1].(objc.ID))})
		},
	})
	objc.Define(lib, "UNNotificationCategory", "NSObject", map[string]objc.Method{
		"+categoryWithIdentifier:actions:intentIdentifiers:options:": func(_ objc.ID, a []any) any {
			return objc.Autoreleased("UNNotificationCategory", map[string]any{"id": Text(a[0].(objc.ID)), "actions": a[1]})
		},
	})
	objc.Define(lib, "UNNotificationContent", "NSObject", map[string]objc.Method{"categoryIdentifier": textGetter("category")})
	objc.Define(lib, "UNMutableNotificationContent", "UNNotificationContent", map[string]objc.Method{
		"setTitle:": textSetter("title"), "setBody:": textSetter("body"),
		"setCategoryIdentifier:": textSetter("category"), "setSound:": setter("sound"),
	})
	objc.Define(lib, "UNNotificationRequest", "NSObject", map[string]objc.Method{
		"+requestWithIdentifier:content:trigger:": func(_ objc.ID, a []any) any {
			return objc.Autoreleased("UNNotificationRequest", map[string]any{"id": Text(a[0].(objc.ID)), "content": a[1]})
		},
		"identifier": textGetter("id"),
		"content":    getter("content", objc.ID(0)),
	})
	objc.Define(lib, "UNNotification", "NSObject", map[string]objc.Method{"request": getter("request", objc.ID(0))})
	objc.Define(lib, "UNNotificationResponse", "NSObject", map[string]objc.Method{
		"actionIdentifier": textGetter("action"), "notification": getter("notification", objc.ID(0)),
	})
	objc.Define(lib, "UNUserNotificationCenter", "NSObject", map[string]objc.Method{
		"+currentNotificationCenter": func(objc.ID, []any) any {
			if m.BundleID == "" {
				panic("macsim: bundleProxyForCurrentProcess is nil")
			}
			return m.single("UNUserNotificationCenter")
		},
		"setDelegate:": func(_ objc.ID, a []any) any {
			m.mu.Lock()
			defer m.mu.Unlock()
			n.delegate = a[0].(objc.ID) // weak
			return nil
		},
		"getNotificationSettingsWithCompletionHandler:": func(_ objc.ID, a []any) any {
			m.reply(a[0].(objc.Block), func(done objc.Block) {
				m.mu.Lock()
				status := n.Permission
				m.mu.Unlock()
				objc.Call(done, objc.Autoreleased("UNNotificationSettings", map[string]any{"status": status}))
			})
			return nil
		},
		"requestAuthorizationWithOptions:completionHandler:": func(_ objc.ID, a []any) any {
			m.reply(a[1].(objc.Block), m.decide)
			return nil
		},
		"setNotificationCategories:": func(_ objc.ID, a []any) any {
			all := map[string]objc.ID{}
			for _, c := range items(a[0].(objc.ID)) {
				all[objc.Value(c, "id").(string)] = objc.Retain(c)
			}
			m.inCentre(func() { // it takes a moment
				m.mu.Lock()
				defer m.mu.Unlock()
				n.categories = all
			})
			return nil
		},
		"getNotificationCategoriesWithCompletionHandler:": func(_ objc.ID, a []any) any {
			done := a[0].(objc.Block).Copy()
			m.inCentre(func() {
				objc.Call(done, objc.Autoreleased("NSMutableSet", nil))
				done.Release()
			})
			return nil
		},
		"addNotificationRequest:withCompletionHandler:": func(_ objc.ID, a []any) any {
			request := objc.Retain(a[0].(objc.ID))
			m.reply(a[1].(objc.Block), func(done objc.Block) {
				if m.Notes.Permission != Authorized {
					objc.Call(done, problem(1, "Notifications are not allowed for this application"))
					return
				}
				m.present(request)
				objc.Call(done, objc.ID(0))
			})
			return nil
		},
		"getDeliveredNotificationsWithCompletionHandler:": func(_ objc.ID, a []any) any {
			done := a[0].(objc.Block).Copy()
			m.inCentre(func() {
				defer done.Release()
				list := objc.Autoreleased("NSMutableArray", nil)
				m.mu.Lock()
				shown := maps.Clone(n.shown)
				m.mu.Unlock()
				for _, note := range shown {
					objc.Append(list, "items", objc.Autoreleased("UNNotification", map[string]any{"request": note.request}))
				}
				objc.Call(done, list)
			})
			return nil
		},
		"removeDeliveredNotificationsWithIdentifiers:": func(_ objc.ID, a []any) any {
			list := objc.Retain(a[0].(objc.ID))
			m.inCentre(func() {
				defer objc.Release(list)
				m.mu.Lock()
				defer m.mu.Unlock()
				for _, id := range items(list) {
					delete(n.shown, Text(id))
				}
			})
			return nil
		},
	})
}

// reply calls a block of the program on a thread of the system's, which keeps
// it until then.
func (m *Mac) reply(b objc.Block, f func(objc.Block)) {
	b = b.Copy()
	later(func() {
		f(b)
		b.Release()
	})
}

// decide is the person's answer to the request for permission.
func (m *Mac) decide(done objc.Block) {
	m.mu.Lock()
	n := &m.Notes
	switch {
	case n.Permission == Authorized:
	case n.Unsigned: // it stays as it was
	case n.Permission == NotAsked:
		n.Asked++
		if n.Answer == Ignore {
			n.waiting = append(n.waiting, done.Copy())
			m.mu.Unlock()
			return
		}
		n.Permission = Denied
		if n.Answer == Allow {
			n.Permission = Authorized
		}
	}
	granted, unsigned := n.Permission == Authorized, n.Unsigned
	m.mu.Unlock()
	switch {
	case granted:
		objc.Call(done, true, objc.ID(0))
	case unsigned:
		objc.Call(done, false, problem(1, "Notifications are not allowed for this application"))
	default:
		// A refusal comes with the same error as a bad signature.
		objc.Call(done, false, problem(1, "Notifications are not allowed for this application"))
	}
}

// GiveUp is what macOS does about a minute after a request that nobody answers.
func (m *Mac) GiveUp() {
	m.mu.Lock()
	m.Notes.Permission = Denied
	waiting := m.Notes.waiting
	m.Notes.waiting = nil
	m.mu.Unlock()
	for _, b := range waiting {
		objc.WithPool(func() { objc.Call(b, false, problem(1, "Notifications are not allowed for this application")) })
		b.Release()
	}
}

// Asked is how often the person was asked.
func (m *Mac) Asked() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.Notes.Asked
}

// SetPermission is the switch in System Settings.
func (m *Mac) SetPermission(state int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.Notes.Permission = state
}

// present shows a notification.
func (m *Mac) present(request objc.ID) {
	content := objc.Value(request, "content").(objc.ID)
	text := func(key string) string {
		s, _ := objc.Value(content, key).(string)
		return s
	}
	note := Note{Title: text("title"), Body: text("body"), request: request}
	note.Sound = objc.Value(content, "sound") != nil
	m.mu.Lock()
	defer m.mu.Unlock()
	if c := m.Notes.categories[text("category")]; c != 0 {
		for _, action := range items(objc.Value(c, "actions").(objc.ID)) {
			note.Buttons = append(note.Buttons, objc.Value(action, "title").(string))
			note.actions = append(note.actions, objc.Value(action, "id").(string))
		}
	}
	m.Notes.shown[objc.Value(request, "id").(string)] = note
}

// Shown are the notifications on the screen, by key.
func (m *Mac) Shown() map[string]Note {
	m.mu.Lock()
	defer m.mu.Unlock()
	return maps.Clone(m.Notes.shown)
}

// Press presses a button of a notification, "" being the notification itself.
// false: nobody is there to hear it, or there is no such button.
func (m *Mac) Press(key, label string) bool {
	m.mu.Lock()
	note, ok := m.Notes.shown[key]
	delete(m.Notes.shown, key)
	delegate := m.Notes.delegate
	m.mu.Unlock()
	action := "com.apple.UNNotificationDefaultActionIdentifier"
	for i, l := range note.Buttons {
		if l == label {
			action = note.actions[i]
		}
	}
	if !ok || delegate == 0 || label != "" && action[:4] == "com." {
		return false
	}
	completed := false
	objc.WithPool(func() {
		notification := objc.Autoreleased("UNNotification", map[string]any{"request": note.request})
		response := objc.Autoreleased("UNNotificationResponse", map[string]any{"action": action, "notification": notification})
		delegate.Send(objc.RegisterName("userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler:"),
			m.single("UNUserNotificationCenter"), response, objc.MacBlock(func([]uintptr) { completed = true }))
	})
	return completed
}

// InFront asks the delegate how to show a notification while the program is in
// front.
func (m *Mac) InFront(key string) (options uintptr) {
	m.mu.Lock()
	note, delegate := m.Notes.shown[key], m.Notes.delegate
	m.mu.Unlock()
	objc.WithPool(func() {
		notification := objc.Autoreleased("UNNotification", map[string]any{"request": note.request})
		delegate.Send(objc.RegisterName("userNotificationCenter:willPresentNotification:withCompletionHandler:"),
			m.single("UNUserNotificationCenter"), notification, objc.MacBlock(func(args []uintptr) { options = args[1] }))
	})
	return options
}

// Former lets the program find what a former process of it left on the screen:
// the same Mac with a new process.
func (m *Mac) Former(key, category string, note Note, buttons map[string]string) {
	objc.WithPool(func() {
		content := objc.Make("UNMutableNotificationContent", map[string]any{"title": note.Title, "body": note.Body, "category": category})
		note.request = objc.Make("UNNotificationRequest", map[string]any{"id": key, "content": content})
	})
	for id, label := range buttons {
		note.Buttons, note.actions = append(note.Buttons, label), append(note.actions, id)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.Notes.shown[key] = note
}
