package ledgertest

import (
	"reflect"
	"strings"
)

// Field is a field of what is hashed, as its JSON has it.
type Field struct {
	Name   string
	Absent bool // where it is empty
}

// Hashed are the fields of a struct as its JSON has them, in their order.
func Hashed(of reflect.Type) (out []Field) {
	for f := range of.Fields() {
		name, more, tagged := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case f.Anonymous && !tagged && name == "":
			out = append(out, Hashed(f.Type)...)
		case name == "-" || !f.IsExported():
		case name == "":
			out = append(out, Field{Name: f.Name})
		default:
			out = append(out, Field{name, strings.Contains(more, "omit")})
		}
	}
	return out
}
