package planfile

import (
	"encoding/csv"
	"errors"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// shares reads the files that say how units are divided which lie in several of a plan's clusters, and holds them against the
// list of units.
func (l *loader) shares(reg plan.Registry, p *plan.Plan) error {
	for _, tier := range slices.Sorted(maps.Keys(p.Succession)) {
		s := p.Succession[tier]
		if s.Weights == "" {
			continue
		}
		text, ok, err := l.Text(s.Weights)
		if !ok || err != nil {
			return err
		}
		list, faults := readShares(text)
		s.Shares = list
		p.Succession[tier] = s
		if len(faults) == 0 {
			faults = reg.CheckShares(*p, tier)
		}
		for _, f := range faults {
			if f.Place.File = s.Weights; !l.Kept {
				l.Found.Add(f)
			}
		}
	}
	return nil
}

var shareColumns = []string{"from", "to", "share", "source"}

func readShares(text string) (out []plan.Share, faults problem.List) {
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord = len(shareColumns)
	for first := true; ; first = false {
		rec, err := rows.Read()
		if errors.Is(err, io.EOF) && !first {
			return out, faults
		}
		if wrong, ok := errors.AsType[*csv.ParseError](err); ok {
			faults.Add(unreadableShares(wrong.Line, ""))
			return out, faults
		}
		if err != nil {
			faults.Add(unreadableShares(1, ""))
			return out, faults
		}
		line, _ := rows.FieldPos(0)
		if first {
			if !slices.Equal(rec, shareColumns) {
				faults.Add(unreadableShares(line, strings.Join(rec, ",")))
				return out, faults
			}
			continue
		}
		share, err := strconv.ParseFloat(rec[2], 64)
		if err != nil {
			faults.Add(unreadableShares(line, rec[2]))
			continue
		}
		out = append(out, plan.Share{Unit: rec[0], Cluster: rec[1], Share: share, Source: rec[3], Line: line})
	}
}

func unreadableShares(line int, value string) problem.Problem {
	return problem.Problem{Code: "weights_unreadable", Place: problem.Line(line), Value: value,
		Rule: lang.Text{VI: "không đọc được tệp tỷ lệ", EN: "the weights cannot be read"},
		Hint: lang.Text{VI: "Dòng đầu là from,to,share,source (xã, cụm, tỷ lệ, nguồn); tỷ lệ là số như 0.4", EN: "The header is from,to,share,source (unit, cluster, share, source); a share is a number such as 0.4"}}
}
