package crosswalk

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Weight is the share of a unit's people that went into one of its successors, and where that number comes from: a
// population register, a census, the text of a resolution.
type Weight struct {
	From, To string // UIDs
	Share    float64
	Source   string
}

// Weights are the shares of the units that may be divided, by UID.
type Weights map[string][]Weight

// tolerance is how far shares may sum beside 1 because they were written with decimals.
const tolerance = 1e-9

// NewWeights checks weights against the tree: every unit named was split, each of its parts has one share from 0 to 1 with
// a source, and the shares sum to 1. The error is a problem.List.
func NewWeights(tree *area.Tree, list []Weight) (Weights, error) {
	out, problems := Weights{}, problem.List{}
	for _, w := range list {
		if !(w.Share >= 0 && w.Share <= 1) { // NaN is neither
			problems.Add(problem.Problem{
				Code: "weight_range", Value: fmt.Sprint(w.Share),
				Rule: lang.Textf("tỷ lệ từ %s sang %s phải từ 0 đến 1", "the share of %s that went into %s must be from 0 to 1", w.From, w.To),
			})
		}
		if strings.TrimSpace(w.Source) == "" {
			problems.Add(problem.Problem{
				Code: "weight_source", Value: w.From,
				Rule: lang.Text{VI: "thiếu nguồn của tỷ lệ", EN: "the share has no source"},
			})
		}
		out[w.From] = append(out[w.From], w)
	}
	for _, from := range slices.Sorted(maps.Keys(out)) {
		var parts, given []string
		for _, l := range tree.Successors(from) {
			parts = append(parts, l.To)
		}
		sum := 0.0
		for _, w := range out[from] {
			given, sum = append(given, w.To), sum+w.Share
		}
		slices.Sort(parts)
		slices.Sort(given)
		switch {
		case len(parts) < 2:
			problems.Add(problem.Problem{
				Code: "weight_of_no_split", Value: from,
				Rule: lang.Text{VI: "đơn vị này không bị tách", EN: "this unit was not split"},
			})
		case !slices.Equal(parts, given):
			problems.Add(problem.Problem{
				Code: "weight_parts", Value: strings.Join(given, ", "),
				Rule: lang.Textf("%s tách thành %s: mỗi phần cần đúng một tỷ lệ", "%s was split into %s: each part needs one share", from, strings.Join(parts, ", ")),
			})
		case !(math.Abs(sum-1) <= tolerance):
			problems.Add(problem.Problem{
				Code: "weight_sum", Value: strconv.FormatFloat(sum, 'g', -1, 64),
				Rule: lang.Textf("các tỷ lệ của %s phải có tổng bằng 1", "the shares of %s must sum to 1", from),
			})
		}
	}
	if err := problems.Err(); err != nil {
		return nil, err
	}
	return out, nil
}

// Rows are the rows of a table, with the lines that they begin on; whoever opened the file has taken it out of its encoding.
type Rows interface {
	Next() (cells []string, line int, err error)
}

// ReadWeights reads weights from a table with the columns from, to, share and source; units are UIDs.
func ReadWeights(tree *area.Tree, rows Rows) (Weights, error) {
	var list []Weight
	for first := true; ; first = false {
		rec, line, err := rows.Next()
		if errors.Is(err, io.EOF) && !first {
			return NewWeights(tree, list)
		}
		if p, ok := errors.AsType[problem.Problem](err); ok {
			return nil, problem.List{p}
		}
		if err != nil || len(rec) != 4 {
			return nil, unreadable(max(line, 1), strings.Join(rec, ","))
		}
		if first {
			if head := strings.ToLower(strings.Join(rec, ",")); head != "from,to,share,source" {
				return nil, unreadable(line, head)
			}
			continue
		}
		share, err := strconv.ParseFloat(rec[2], 64)
		if err != nil {
			return nil, unreadable(line, rec[2])
		}
		list = append(list, Weight{From: rec[0], To: rec[1], Share: share, Source: rec[3]})
	}
}

func unreadable(line int, value string) error {
	return problem.List{{Code: "weights_unreadable", Place: problem.Line(line), Value: value,
		Rule: lang.Text{VI: "không đọc được tệp tỷ lệ", EN: "the weights cannot be read"},
		Hint: lang.Text{VI: "Dòng đầu là from,to,share,source; share là số như 0.4", EN: "The header is from,to,share,source; a share is a number such as 0.4"}}}
}
