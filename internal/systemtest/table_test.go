package systemtest

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/grafanatest"
)

// table is the account of all panels: what each asks, what it gets on the demo and on an empty system, and what it draws of it.
func table(full, empty []grafanatest.Shown) string {
	var b strings.Builder
	b.WriteString("# Every panel of every page, asked over gRPC of a real InfluxDB: frames and rows that came, → rows left after the panel's own\n" +
		"# transformations; first on the demo's data, then where nobody has reported; then what is drawn. Pages in English ask the same.\n" +
		"# Written by `make panels` after a page has changed.\n")
	of := map[string]grafanatest.Shown{}
	for _, s := range empty {
		of[key(s)] = s
	}
	page, queries := "", 0
	for _, s := range full {
		if name := s.Page.UID + chosen(s.Page); name != page {
			page = name
			fmt.Fprintf(&b, "\n%s  (%s)\n", page, s.Page.Title)
		}
		kinds := []string{}
		for _, a := range s.Asked {
			if k := string(a.Query.Kind); !slices.Contains(kinds, k) {
				kinds = append(kinds, k)
			}
		}
		queries += len(s.Asked)
		note := ""
		if i := silence(s); s.Left == 0 && i >= 0 {
			note = "  [" + silences[i].why + "]"
		}
		fmt.Fprintf(&b, "%3d  %-14s %-12s %-22s | %-22s %s: %s%s\n", s.Panel.ID, s.Panel.Type, cmp.Or(strings.Join(kinds, ","), "–"), counted(s), counted(of[key(s)]), s.Panel.Title, strings.Join(s.Visible, " "), note)
	}
	fmt.Fprintf(&b, "\n%d panels, %d queries\n", len(full), queries)
	return b.String()
}

// key names a panel of a page with something chosen.
func key(s grafanatest.Shown) string { return fmt.Sprint(s.Page.UID, chosen(s.Page), "/", s.Panel.ID) }

// counted is how many frames and rows came, and how many rows are left.
func counted(s grafanatest.Shown) string {
	rows := 0
	for _, n := range s.Rows {
		rows += n
	}
	out := fmt.Sprintf("%d×%d", s.Frames, rows)
	if s.Left != rows {
		out += fmt.Sprintf("→%d", s.Left)
	}
	return out
}

// checkSame holds the pages in English against the others: the same panels, the same answers.
func checkSame(t *testing.T, vi, en []grafanatest.Shown) {
	t.Helper()
	of := map[string]grafanatest.Shown{}
	for _, s := range en {
		of[strings.Replace(key(s), "-en", "", 1)] = s
	}
	for _, s := range vi {
		if other, ok := of[key(s)]; !ok || counted(other) != counted(s) || len(other.Visible) != len(s.Visible) {
			t.Errorf("%s / %s: %s %q, and in English %s %q", key(s), s.Panel.Title, counted(s), s.Visible, counted(other), other.Visible)
		}
	}
	if len(vi) != len(en) {
		t.Errorf("%d panels, and %d in English", len(vi), len(en))
	}
}
