package objc

import "reflect"

// send finds what an object does for a message, and does it.
func (r *machine) send(id ID, sel SEL, args []any) any {
	if id == 0 {
		return nil // nothing takes every message
	}
	name := r.name(sel)
	r.mu.Lock()
	o := r.live(id)
	kind, prefix := o.of, ""
	if o.self != nil {
		kind, prefix = o.self, "+"
	}
	method, ours, owner := r.lookup(kind, prefix+name)
	r.mu.Unlock()
	if owner == nil {
		die("unrecognized selector %s%s sent to %s", prefix, name, kind.name)
	}
	if ours != nil {
		return callOurs(ours, id, sel, args)
	}
	if owner.mainOnly && !anyThread[prefix+name] && !OnMain() {
		die("%s of %s from another thread than the main one", name, kind.name)
	}
	want, ok := listed(owner.name, prefix+name)
	if !ok {
		want, ok = listed("NSObject", prefix+name)
	}
	if !ok {
		die("%s of %s is not in the list", prefix+name, owner.name)
	}
	if got := arguments(args); got != want.Arguments && !fits(got, want.Arguments) {
		die("%s takes %s, got %s", name, want.Arguments, got)
	}
	return method(id, args)
}

// lookup finds the class that has a method. With the lock held.
func (r *machine) lookup(c *class, key string) (Method, any, *class) {
	for ; c != nil; c = r.classes[c.super] {
		if fn := c.ours[key]; fn != nil {
			return nil, fn, c
		}
		if m := c.methods[key]; m != nil {
			return m, nil, c
		}
	}
	return nil, nil, nil
}

// callOurs calls a method of ours, as macOS would.
func callOurs(fn any, id ID, sel SEL, args []any) any {
	v := reflect.ValueOf(fn)
	if v.Type().NumIn() != len(args)+2 {
		die("%s has %d arguments, not %d", theRuntime.name(sel), v.Type().NumIn()-2, len(args))
	}
	in := []reflect.Value{reflect.ValueOf(id), reflect.ValueOf(sel)}
	for i, a := range args {
		arg := reflect.ValueOf(a)
		if !arg.IsValid() {
			arg = reflect.Zero(v.Type().In(i + 2))
		}
		in = append(in, arg)
	}
	out := v.Call(in)
	if len(out) == 0 {
		return nil
	}
	return out[0].Interface()
}

// OnMain tells whether this is the main thread.
func OnMain() bool { return thread() == mainThread() }
