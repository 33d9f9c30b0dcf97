package main

import (
	"strings"
	"unicode/utf8"
)

// width is as long as a line may be. What is written here is laid out as the editor's formatter does it, so that neither undoes the other.
const width = 120

// quoted writes a text in single quotes, or in double ones where it holds single ones.
func quoted(s string) string {
	s = strings.NewReplacer(`\`, `\\`, "\n", `\n`).Replace(s)
	if strings.Contains(s, "'") && !strings.Contains(s, `"`) {
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", `\'`) + "'"
}

func quotedAll(list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, quoted(s))
	}
	return out
}

// array writes a list on one line, or, where that is too long, an item a line.
func array(indent, before string, items []string, after string) string {
	line := indent + before + "[" + strings.Join(items, ", ") + "]" + after
	if utf8.RuneCountInString(line) <= width {
		return line + "\n"
	}
	return indent + before + "[\n" + indent + "  " + strings.Join(items, ",\n"+indent+"  ") + ",\n" + indent + "]" + after + "\n"
}

// property is one text of an object, below its key where it is too long to stand beside it.
func property(key, value string) string {
	line := "  " + key + ": " + quoted(value) + ","
	if utf8.RuneCountInString(line) <= width {
		return line + "\n"
	}
	return "  " + key + ":\n    " + quoted(value) + ",\n"
}
