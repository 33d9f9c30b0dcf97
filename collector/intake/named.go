package intake

import (
	"errors"
	"slices"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
)

// whoseIs names a unit for whoever reads of it without its row beside it: a code may be another unit's in another year.
func whoseIs(a area.Area) lang.Text {
	level := a.Level.Name()
	return lang.Textf("%[1]s (%[2]s), %[3]s", "%[1]s (%[2]s), %[4]s", a.FullName, a.Code, level, string(a.Level))
}

// toldAs makes a refusal that is about cells say where they stand in the document at hand, and whose they are. What is found while
// a document is accepted knows its cells by their keys alone.
func (in *Intake) toldAs(err error, document []report.Entry) error {
	var list problem.List
	var conflict *ledger.Conflict
	switch {
	case errors.As(err, &conflict):
		told := *conflict
		told.Problems = in.told(conflict.Problems, document)
		told.Problems.Sort()
		return &told
	case errors.As(err, &list):
		return in.told(list, document)
	}
	return err
}

func (in *Intake) told(list problem.List, document []report.Entry) problem.List {
	rows := make(map[report.Key]*report.Row, len(document))
	for _, e := range document {
		rows[e.Key()] = e.Row
	}
	list = slices.Clone(list)
	for i, p := range list {
		k, ok := p.Place.Cell.(report.Key)
		if !ok {
			continue
		}
		if row := rows[k]; row != nil && p.Place.Line == 0 && p.Place.Row == 0 {
			list[i].Place = row.Place
			list[i].Place.Field, list[i].Place.Cell = p.Place.Field, k
		}
		if a, known := in.Registry.Areas.Get(k.Unit); known {
			whose := whoseIs(a)
			list[i].Rule = lang.Text{VI: whose.VI + ": " + p.Rule.VI, EN: whose.EN + ": " + p.Rule.In(lang.English)}
		}
	}
	return list
}
