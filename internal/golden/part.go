package golden

import (
	"flag"
	"strings"
)

// filters are what the command line runs or leaves out of the tests, by the name of the flag.
func filters() map[string]string {
	out := map[string]string{}
	for _, name := range []string{"run", "skip"} {
		if f := flag.Lookup("test." + name); f != nil {
			out["-"+name] = f.Value.String()
		}
	}
	return out
}

// cutBy is the filter by which some subtests of the test may be left out: one that speaks of names below the test's own.
func cutBy(test string, filters map[string]string) string {
	for _, name := range []string{"-run", "-skip"} {
		if depth(filters[name]) > strings.Count(test, "/") {
			return name + " " + filters[name]
		}
	}
	return ""
}

// depth counts the slashes of a filter as package testing splits it: not inside brackets or parentheses, and each alternative by
// itself.
func depth(filter string) int {
	deepest, here, brackets, parentheses := 0, 0, 0, 0
	for i := 0; i < len(filter); i++ {
		switch c := filter[i]; {
		case c == '\\':
			i++
		case c == '[':
			brackets++
		case c == ']':
			brackets = max(0, brackets-1)
		case c == '(' && brackets == 0:
			parentheses++
		case c == ')' && brackets == 0:
			parentheses--
		case brackets > 0 || parentheses > 0:
		case c == '/':
			here++
			deepest = max(deepest, here)
		case c == '|':
			here = 0
		}
	}
	return deepest
}
