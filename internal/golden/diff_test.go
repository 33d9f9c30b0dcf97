package golden_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/xhht/xhht/internal/golden"
)

func lines(n int, change map[int]string) string {
	var b strings.Builder
	for i := range n {
		if text, ok := change[i]; ok {
			b.WriteString(text)
		} else {
			fmt.Fprintf(&b, "dòng %d\n", i)
		}
	}
	return b.String()
}

func TestDiffShowsLinesWithTheirNeighbours(t *testing.T) {
	for name, c := range map[string]struct{ want, got, diff string }{
		"the same":     {"a\n", "a\n", ""},
		"one line":     {"Xã An Bình: đúng lộ trình", "Xã An Bình: chậm", "@@ line 1\n- Xã An Bình: đúng lộ trình\n+ Xã An Bình: chậm\n"},
		"last newline": {"a\n", "a", "@@ line 1\n  a\n- \n"},
		"a change":     {lines(9, nil), lines(9, map[int]string{4: "khác\n"}), "@@ line 3\n  dòng 2\n  dòng 3\n- dòng 4\n+ khác\n  dòng 5\n  dòng 6\n"},
		"a line less":  {lines(9, nil), lines(9, map[int]string{4: ""}), "@@ line 3\n  dòng 2\n  dòng 3\n- dòng 4\n  dòng 5\n  dòng 6\n"},
		"far apart": {lines(30, nil), lines(30, map[int]string{0: "khác\n", 20: "khác\n"}),
			"@@ line 1\n- dòng 0\n+ khác\n  dòng 1\n  dòng 2\n@@ line 19\n  dòng 18\n  dòng 19\n- dòng 20\n+ khác\n  dòng 21\n  dòng 22\n"},
	} {
		if got := golden.Diff(c.want, c.got); got != c.diff {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.diff)
		}
	}
}

func TestAGreatDifferenceIsNotPoured(t *testing.T) {
	diff := golden.Diff(lines(4000, nil), strings.Repeat("khác\n", 4000))
	if n := strings.Count(diff, "\n"); n > 110 || !strings.Contains(diff, "more lines that differ") {
		t.Errorf("%d lines", n)
	}
}

// A long line is cut, but never inside a letter, be it one code point or a letter with its marks.
func TestNoDiffCutsALetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		form := rapid.SampledFrom([]norm.Form{norm.NFC, norm.NFD}).Draw(t, "form")
		text := func(n int) []string {
			return rapid.SliceOfN(rapid.SampledFrom([]string{"ế", "ợ", "ữ", "đ", "a", " "}), n, n+40).Draw(t, "text")
		}
		before, after := text(180), text(180)
		line := func(middle string) string {
			return form.String(strings.Join(before, "") + middle + strings.Join(after, ""))
		}
		diff := golden.Diff(line("chậm"), line("đúng"))
		if !utf8.ValidString(diff) {
			t.Fatalf("no UTF-8: %q", diff)
		}
		for shown := range strings.Lines(diff) {
			if strings.HasPrefix(shown, "@@") {
				continue
			}
			kept := strings.Trim(shown[2:], "…\n")
			whole := []rune(form.String(strings.Join(before, "") + map[byte]string{'-': "chậm", '+': "đúng"}[shown[0]] + strings.Join(after, "")))
			at := strings.Index(string(whole), kept)
			if at < 0 {
				t.Fatalf("%q is no part of the line", kept)
			}
			for _, cut := range []string{string(whole)[at:], string(whole)[at+len(kept):]} {
				if r, _ := utf8.DecodeRuneInString(cut); cut != "" && norm.NFC.PropertiesString(string(r)).CCC() != 0 {
					t.Fatalf("cut before a mark in %q", shown)
				}
			}
			if n := utf8.RuneCountInString(shown); n > 200 {
				t.Fatalf("%d letters of a long line are shown", n)
			}
		}
	})
}
