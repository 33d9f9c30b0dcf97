package area

import (
	"regexp"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/spelling"
)

// Find returns every unit that the text may mean: its UID, its official code, its name ("Long Hồ") or its full name ("Huyện Long
// Hồ"), in capitals, without marks, with its kind in short ("H. Long Hồ", "TP Vĩnh Long"), and whatever our own pages write: a
// name with its code, its parent or its tier behind it. No answer means unknown; more than one means the text is ambiguous, and
// the caller must list them.
func (t *Tree) Find(text string) []Area {
	text = strings.TrimRight(strings.TrimSpace(text), ".,;: ")
	if a, ok := t.byUID[strings.ToLower(text)]; ok {
		return []Area{a}
	}
	if found := t.called(text); len(found) > 0 {
		return found
	}
	if found := t.composed(text); len(found) > 0 {
		return found
	}
	return t.padded(text)
}

// called finds a code or one name. The nearest spelling wins: what is written as in the list is not taken for a name whose marks
// were left out.
func (t *Tree) called(text string) []Area {
	names := []string{text}
	if full := inFull(text); full != "" {
		names = append(names, full)
	}
	for _, name := range names {
		if uids := t.byKey[spelling.Key(name)]; len(uids) > 0 {
			return t.units(uids)
		}
	}
	for _, name := range names {
		found := t.units(t.byBare[spelling.Bare(name)])
		found = slices.DeleteFunc(found, func(a Area) bool { return !spelling.Typed(name, a.Name) && !spelling.Typed(name, a.FullName) })
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

func (t *Tree) units(uids []string) []Area {
	var out []Area
	for _, uid := range uids {
		out = append(out, t.byUID[uid])
	}
	return out
}

// kinds are the short forms of what a unit is.
var kinds = map[string]string{
	"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "h": "huyện", "q": "quận", "p": "phường", "x": "xã", "t": "tỉnh",
}

// shortKind is a kind in short before a name: "H. ", "tp ", "T.T. ", and "P1" or "Q.1" before a number.
var shortKind = regexp.MustCompile(`^(t\.?p|t\.?x|t\.?t|[hqpxt])(?:\.\s*|\s+|(\d))(.*)$`)

// inFull writes a kind in short out in full; empty where there is none.
func inFull(text string) string {
	m := shortKind.FindStringSubmatch(spelling.Key(text))
	if m == nil {
		return ""
	}
	return kinds[strings.ReplaceAll(m[1], ".", "")] + " " + m[2] + m[3]
}

var (
	uidInside = regexp.MustCompile(`(?i)\b[pdc]:\d+@(?:0|\d{4}-\d{2}-\d{2})(?:$|[^\w-])`)
	between   = regexp.MustCompile(`\s*[(),;:=–—]\s*|\s+-\s+`)
	codeWord  = regexp.MustCompile(`(?i)^\s*(?:mã|code)\s+`)
	daysOnly  = regexp.MustCompile(`^(?:(?:từ|đến|since|from|until|…)\s*|\d{1,2}/\d{1,2}/\d{4}\s*|\d{4}-\d{2}-\d{2}\s*)+$`)
)

// composed finds what pages, commands and hints write of a unit in several parts: "Xã Hòa Ninh (29584)", "857 – Huyện Long Hồ",
// "Tân Lộc (Tam Bình)", "d:857@0 = Huyện Long Hồ, Tỉnh Vĩnh Long (… – 30/06/2025)". Every part must agree.
func (t *Tree) composed(text string) []Area {
	var found []Area
	known := false
	if at := uidInside.FindStringIndex(text + " "); at != nil {
		uid := strings.TrimFunc(text[at[0]:min(at[1], len(text))], func(r rune) bool { return strings.ContainsRune(" ,;()=.", r) })
		a, ok := t.byUID[strings.ToLower(uid)]
		if !ok {
			return nil
		}
		found, known, text = []Area{a}, true, text[:at[0]]+" , "+text[min(at[1], len(text)):]
	}
	for _, part := range between.Split(text, -1) {
		part = strings.TrimSpace(codeWord.ReplaceAllString(part, ""))
		switch {
		case part == "" || daysOnly.MatchString(spelling.Key(part)):
		case !known:
			found, known = t.called(part), true
		default:
			found = slices.DeleteFunc(found, func(a Area) bool { return !t.agrees(a, part) })
		}
	}
	return found
}

// agrees reports whether a further part of what was written is true of the unit: its name, its code, its tier or a unit above it.
func (t *Tree) agrees(a Area, part string) bool {
	key := spelling.Key(part)
	if key == a.Level.Name() || key == string(a.Level) {
		return true
	}
	for _, b := range t.called(part) {
		if t.Within(a.UID, b.UID) {
			return true
		}
	}
	return false
}

// padded finds a code that a spreadsheet took for a number and robbed of its zeros.
func (t *Tree) padded(text string) []Area {
	if !codeOnly.MatchString(text) {
		return nil
	}
	var out []Area
	for _, length := range []int{2, 3, 5} { // of provinces, districts, communes
		if n := length - len(text); n > 0 {
			out = append(out, t.units(t.byKey[strings.Repeat("0", n)+text])...)
		}
	}
	return out
}

var codeOnly = regexp.MustCompile(`^\d{1,4}$`)
