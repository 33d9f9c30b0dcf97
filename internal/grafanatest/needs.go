package grafanatest

import (
	"encoding/json"
	"fmt"
	"slices"
)

// needs are what a panel needs of the answers that it draws, by its type.
var needs = map[string]func(*Shown){
	"table": rowsAndHeadings,
	"stat":  figures, "gauge": figures, "bargauge": figures, "piechart": figures,
	"barchart": bars, "geomap": places,
	"timeseries": lines, "trend": lines,
	"state-timeline": spans, "status-history": spans,
	"text": func(*Shown) {},
}

func rowsAndHeadings(s *Shown) {
	for _, c := range s.Columns(func(Column) bool { return true }) {
		s.Visible = append(s.Visible, c.Name)
	}
	if len(s.grids) != 1 || len(s.Visible) == 0 {
		s.Fault("a table shows one frame: there are %d, with %d visible columns", len(s.grids), len(s.Visible))
	}
	var o struct {
		SortBy []struct{ DisplayName string }
	}
	if err := json.Unmarshal(s.Panel.Options, &o); err != nil {
		s.Fault("%v", err)
	}
	for _, by := range o.SortBy {
		if len(s.Columns(func(c Column) bool { return c.Heading == by.DisplayName })) == 0 {
			s.Fault("is sorted by %q, which is no heading", by.DisplayName)
		}
	}
}

func figures(s *Shown) {
	numbers := s.Columns(Column.Number)
	for _, c := range numbers {
		s.Visible = append(s.Visible, c.Name)
	}
	if len(s.grids) != 1 || len(numbers) == 0 {
		s.Fault("needs one frame with numbers: %d frames, %d columns of numbers", len(s.grids), len(numbers))
	}
}

func bars(s *Shown) {
	var o struct{ XField, ColorByField string }
	if err := json.Unmarshal(s.Panel.Options, &o); err != nil || len(s.grids) != 1 {
		s.Fault("needs one frame: %d (%v)", len(s.grids), err)
		return
	}
	x := s.grids[0].find(o.XField)
	if x == nil || !x.Text() {
		s.Fault("needs a column of texts %q", o.XField)
	}
	if o.ColorByField != "" {
		if c := s.grids[0].find(o.ColorByField); c == nil || !c.States() && !c.Number() {
			s.Fault("is coloured by %q, which is no column of states or numbers", o.ColorByField)
		}
	}
	for _, c := range s.Columns(Column.Number) {
		s.Visible = append(s.Visible, c.Name)
	}
	if len(s.Visible) == 0 {
		s.Fault("has no bars: no column of numbers is visible")
	}
	if more := s.Columns(Column.Text); len(more) > 1 {
		s.Fault("has %d visible columns of texts, and takes any for its axis", len(more))
	}
}

func lines(s *Shown) {
	for _, g := range s.grids {
		if len(g.columns) < 2 || !g.columns[0].Kind.Time() || !slices.ContainsFunc(g.columns[1:], Column.Number) {
			s.Fault("a line needs time first, then a number")
		}
	}
	s.Visible = []string{fmt.Sprintf("%d lines", len(s.grids))}
}

func spans(s *Shown) {
	for _, g := range s.grids {
		if len(g.columns) < 2 || !g.columns[0].Kind.Time() || !slices.ContainsFunc(g.columns[1:], func(c Column) bool { return c.States() || c.Text() }) {
			s.Fault("a span needs time first, then a state in words")
		}
	}
	s.Visible = []string{fmt.Sprintf("%d spans", len(s.grids))}
}
