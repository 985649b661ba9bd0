package apple

import "halfday/tests/macsim/objc"

// Login is the list of login items in System Settings.
type Login struct {
	Status   int  // as SMAppService has it: 0 not registered, 1 on, 2 switched off there, 3 not found
	Refuse   bool // registering fails
	Register int  // how often it was registered
}

func (m *Mac) loginItems() {
	answer := func(ok bool, to any) any {
		if !ok {
			*to.(*objc.ID) = problem(1, "Operation not permitted")
		}
		return ok
	}
	objc.Define("ServiceManagement", "SMAppService", "NSObject", map[string]objc.Method{
		"+mainAppService": m.shared("SMAppService"),
		"status":          func(objc.ID, []any) any { return m.Login.Status },
		"registerAndReturnError:": func(_ objc.ID, a []any) any {
			m.Login.Register++
			if m.Login.Refuse {
				return answer(false, a[0])
			}
			if m.Login.Status != 2 {
				m.Login.Status = 1 // what a person switched off stays so
			}
			return true
		},
		"unregisterAndReturnError:": func(_ objc.ID, a []any) any {
			if m.Login.Status == 0 || m.Login.Status == 3 {
				return answer(false, a[0])
			}
			m.Login.Status = 0
			return true
		},
	})
}
