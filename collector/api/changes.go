package api

import (
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/report"
)

// unit is a unit as a receipt names it: a code alone may be another unit's in another year.
type unit struct {
	UID       string     `json:"unit"`
	Code      string     `json:"code"`
	Name      string     `json:"name"`
	Level     area.Level `json:"level"`
	Became    string     `json:"became,omitempty"` // its successor, where it has one
	New       int        `json:"new"`
	Changed   int        `json:"changed"`
	Unchanged int        `json:"unchanged"`
	Text      string     `json:"text"`
}

func unitOf(u intake.TakenUnit, l lang.Lang) unit {
	return unit{u.Unit.UID, u.Unit.Code, u.Unit.FullName, u.Unit.Level, u.Became.In(l), u.New, u.Changed, u.Unchanged, u.Words().In(l)}
}

// change is a cell that got other numbers, with those that stood before; null where none did.
type change struct {
	Unit          string        `json:"unit"`
	Indicator     string        `json:"indicator"`
	IndicatorName string        `json:"indicator_name"`
	Period        string        `json:"period"`
	Group         string        `json:"group"`
	Revision      int           `json:"revision"`
	Before        *report.Entry `json:"before"`
	After         *report.Entry `json:"after"` // null where no number stands any more
	Text          string        `json:"text"`
}

func changeOf(c intake.TakenCell, l lang.Lang) change {
	out := change{
		Unit: c.After.Unit, Indicator: c.After.Indicator, IndicatorName: c.Indicator.Name.In(l), Period: c.After.Period.String(), Group: c.After.Group,
		Revision: c.Revision, Text: c.Words().In(l),
	}
	if c.Stood {
		out.Before = &c.Before
	}
	if c.Stands {
		out.After = &c.After
	}
	return out
}
