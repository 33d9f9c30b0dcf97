package grafanatest

import (
	"fmt"
	"io/fs"
	"slices"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"
)

// Shown is what a reader gets to see of one panel, and what Grafana forgives without a word: an override for a column that is not
// there, a link into a missing field, a map that finds no place.
type Shown struct {
	Page    Page
	Panel   Panel
	Asked   []Asked
	Frames  int      // with something in them
	Rows    []int    // that came, query by query
	Left    int      // rows after the transformations
	Visible []string // columns that are drawn
	Faults  []string

	grids  []grid
	mapped bool  // every unit has its place on the map
	plugin fs.FS // the plugin's own folder
}

// Fault notes what is wrong, once.
func (s *Shown) Fault(format string, args ...any) {
	if text := fmt.Sprintf(format, args...); !slices.Contains(s.Faults, text) {
		s.Faults = append(s.Faults, text)
	}
}

// Columns are those that can be seen and are of a kind.
func (s *Shown) Columns(is func(Column) bool) (out []Column) {
	for _, g := range s.grids {
		for _, c := range g.columns {
			if !c.hidden && is(c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// show does with the answers what Grafana does.
func (g Grafana) show(p Page, panel Panel, list []Asked, answers []backend.DataResponse, mapped bool) Shown {
	s := Shown{Page: p, Panel: panel, Asked: list, mapped: mapped, plugin: g.Plugin}
	if panel.TimeShift != "" {
		s.Fault("shifts its time: teach package grafanatest")
	}
	if panel.Repeat != "" && len(p.Values[panel.Repeat]) != 1 {
		s.Fault("repeats for %s, of which %d are chosen", panel.Repeat, len(p.Values[panel.Repeat]))
	}
	grids, fault := transformed(panel.Transformations, g.taken(&s, answers))
	if fault != "" {
		s.Fault("%s", fault)
		return s
	}
	s.grids = s.overridden(grids)
	if s.Frames > 0 {
		for _, g := range s.grids {
			s.Left += g.rows()
		}
	}
	if needs, known := needs[panel.Type]; known {
		needs(&s)
	} else {
		s.Fault("panel type %s: teach package grafanatest what it needs", panel.Type)
	}
	s.words()
	return s
}

// taken are the frames that reach the panel.
func (g Grafana) taken(s *Shown, answers []backend.DataResponse) (grids []grid) {
	for i, r := range answers {
		if r.Error != nil {
			s.Fault("query %s: %v", s.Asked[i].RefID, r.Error)
			continue
		}
		rows := 0
		for _, f := range r.Frames {
			if g.Sound != nil {
				if fault := g.Sound(f); fault != "" {
					s.Fault("query %s: %s", s.Asked[i].RefID, fault)
				}
			}
			if !emptyFrame(f) {
				rows += f.Rows()
				s.Frames++
			} else if onTime(s.Panel.Type) {
				continue // the frontend drops it
			}
			grids = append(grids, gridOf(s.Asked[i].RefID, f))
		}
		s.Rows = append(s.Rows, rows)
	}
	return grids
}

func onTime(kind string) bool {
	return slices.Contains([]string{"timeseries", "state-timeline", "status-history", "trend"}, kind)
}

// emptyFrame is what plugin/src/empty.ts drops.
func emptyFrame(f *data.Frame) bool {
	if f.Rows() == 0 {
		return true
	}
	return f.Fields[0].Type().Time() && !slices.ContainsFunc(f.Fields[1:], func(c *data.Field) bool {
		if !c.Type().Numeric() {
			return true
		}
		for i := range c.Len() {
			if _, known := c.ConcreteAt(i); known {
				return true
			}
		}
		return false
	})
}

// words looks for variables in what is read: one that is not there is read as it is written.
func (s *Shown) words() {
	for _, text := range []string{s.Panel.Title, s.Panel.Description} {
		for _, place := range written.FindAllString(text, -1) {
			if _, ok := s.Page.Values[nameOf(place)]; !ok {
				s.Fault("speaks of %s, which nobody chooses", place)
			}
		}
	}
}
