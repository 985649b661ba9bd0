package objc

import (
	"reflect"
	"strings"
)

// arguments are the types of what was given to a message.
func arguments(args []any) string {
	var b strings.Builder
	for _, a := range args {
		b.WriteString(letter(reflect.TypeOf(a)))
		if block, ok := a.(Block); ok {
			b.WriteString(blockSignature(block))
		}
	}
	return b.String()
}

func blockSignature(b Block) string {
	theRuntime.mu.Lock()
	defer theRuntime.mu.Unlock()
	if b == 0 {
		return ""
	}
	fn := theRuntime.live(ID(b)).values["fn"]
	return "<" + strings.TrimPrefix(signature(reflect.TypeOf(fn), 1), "v ") + ">"
}

// fits allows what C allows: an enum is signed or not, and a nil for a block.
func fits(got, want string) bool {
	even := strings.NewReplacer("Q", "q")
	return even.Replace(got) == even.Replace(want)
}

// letter is the type of a Go value as @encode writes it.
func letter(t reflect.Type) string {
	switch t {
	case nil:
		return "@"
	case reflect.TypeFor[ID](), reflect.TypeFor[Class]():
		return "@"
	case reflect.TypeFor[SEL]():
		return ":"
	case reflect.TypeFor[Block]():
		return ""
	case reflect.TypeFor[*ID]():
		return "^@"
	}
	switch t.Kind() {
	case reflect.Bool:
		return "B"
	case reflect.Int, reflect.Int64:
		return "q"
	case reflect.Uint, reflect.Uint64, reflect.Uintptr:
		return "Q"
	case reflect.Int32:
		return "i"
	case reflect.Int16:
		return "s"
	case reflect.Float64:
		return "d"
	case reflect.String:
		return "*"
	case reflect.Struct:
		var b strings.Builder
		b.WriteString("{")
		for i := range t.NumField() {
			b.WriteString(letter(t.Field(i).Type))
		}
		return b.String() + "}"
	}
	die("no type of C for %v", t)
	return ""
}

// signature is the type of a Go function without its first arguments.
func signature(t reflect.Type, skip int) string {
	s := "v "
	if t.NumOut() == 1 {
		s = letter(t.Out(0)) + " "
	}
	for i := skip; i < t.NumIn(); i++ {
		s += letter(t.In(i))
	}
	return s
}

// encoding is the whole type of a method, as class_addMethod takes it.
func encoding(t reflect.Type) string {
	s := "v"
	if t.NumOut() == 1 {
		s = letter(t.Out(0))
	}
	s += "@:"
	for i := 2; i < t.NumIn(); i++ {
		s += letter(t.In(i))
	}
	return s
}
