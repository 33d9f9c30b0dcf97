package plan

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// validateMembers checks who answers for clusters.
func validateMembers(f *problem.List, p Plan) {
	if len(p.Gathered) > 0 {
		f.Add(problem.Problem{
			Code: "gathered", Place: problem.Path("gathered"),
			Rule: lang.Text{VI: "đơn vị nào thuộc cụm nào được tính từ danh mục đơn vị, không ghi trong kế hoạch", EN: "which unit answers for which cluster follows from the list of units and is not written in a plan"},
			Hint: lang.Text{VI: "Ghi succession.district.members: commune", EN: "Write succession.district.members: commune"},
		})
	}
	for _, tier := range []area.Level{area.Province, area.District, area.Commune} {
		s, ok := p.Succession[tier]
		if !ok {
			continue
		}
		path := "succession." + string(tier)
		if len(s.Shares) > 0 {
			f.Add(problem.Problem{
				Code: "shares_inline", Place: problem.Path(path + ".shares"),
				Rule: lang.Text{VI: "tỷ lệ phải ghi trong một tệp riêng có nguồn (weights)", EN: "shares stand in a file of their own, with sources (weights)"},
			})
		}
		switch {
		case s.Members == "" && s.Straddling == "" && s.Weights == "":
		case s.Policy != Continue || !s.Members.Valid() || s.Members == tier || s.Straddling != ByBounds && s.Straddling != ByWeights:
			f.Add(problem.Problem{
				Code: "succession_members", Place: problem.Path(path), Value: string(s.Members),
				Rule: lang.Text{VI: "members (cấp dưới) chỉ dùng với policy: continue và phải kèm straddling: bounds hoặc weights", EN: "members (a tier below) belongs to policy: continue, and needs straddling: bounds or weights"},
			})
		case (s.Straddling == ByWeights) != (s.Weights != ""):
			f.Add(problem.Problem{
				Code: "succession_weights", Place: problem.Path(path + ".weights"), Value: s.Weights,
				Rule: lang.Text{VI: "straddling: weights cần tệp tỷ lệ (weights), straddling: bounds thì không", EN: "straddling: weights needs a file of shares (weights), straddling: bounds has none"},
			})
		}
	}
}

// tolerance is how far shares may sum beside 1 because they were written with decimals.
const tolerance = 1e-9

// CheckShares holds the shares of a plan's file against its clusters: every unit that is divided has one share for each of its
// clusters, with a source, and the shares sum to 1. A unit that is not named keeps its bounds. Problems stand at lines of the file.
func (r Registry) CheckShares(p Plan, tier area.Level) problem.List {
	var out problem.List
	s := p.Succession[tier]
	clusters := map[string][]string{}
	for _, g := range r.gathered(p, tier, s) {
		clusters[g.Unit] = append(clusters[g.Unit], g.Cluster)
	}
	given, sums, first := map[string][]string{}, map[string]float64{}, map[string]int{}
	var order []string
	for _, w := range s.Shares {
		if _, seen := first[w.Unit]; !seen {
			order, first[w.Unit] = append(order, w.Unit), w.Line
		}
		given[w.Unit], sums[w.Unit] = append(given[w.Unit], w.Cluster), sums[w.Unit]+w.Share
		switch {
		case !(w.Share >= 0 && w.Share <= 1): // NaN is neither
			out.Add(problem.Problem{
				Code: "weight_range", Place: problem.Line(w.Line), Value: fmt.Sprint(w.Share),
				Rule: lang.Text{VI: "tỷ lệ phải từ 0 đến 1", EN: "a share must be from 0 to 1"},
			})
		case strings.TrimSpace(w.Source) == "":
			out.Add(problem.Problem{
				Code: "weight_source", Place: problem.Line(w.Line), Value: w.Unit,
				Rule: lang.Text{VI: "thiếu nguồn của tỷ lệ (source)", EN: "the share has no source"},
			})
		}
	}
	for _, unit := range order {
		want := clusters[unit]
		slices.Sort(want)
		slices.Sort(given[unit])
		switch {
		case len(want) < 2:
			out.Add(problem.Problem{
				Code: "weight_of_whole", Place: problem.Line(first[unit]), Value: unit,
				Rule: lang.Text{VI: "đơn vị này không nằm trên nhiều cụm nên không chia", EN: "this unit does not lie in several clusters and is not divided"},
			})
		case !slices.Equal(want, given[unit]):
			out.Add(problem.Problem{
				Code: "weight_parts", Place: problem.Line(first[unit]), Value: strings.Join(given[unit], ", "),
				Rule: lang.Textf("%s nằm trên %s: mỗi cụm cần đúng một tỷ lệ", "%s lies in %s: each needs one share", unit, strings.Join(want, ", ")),
			})
		case !(math.Abs(sums[unit]-1) <= tolerance):
			out.Add(problem.Problem{
				Code: "weight_sum", Place: problem.Line(first[unit]), Value: strconv.FormatFloat(sums[unit], 'g', -1, 64),
				Rule: lang.Textf("các tỷ lệ của %s phải có tổng bằng 1", "the shares of %s must sum to 1", unit),
			})
		}
	}
	return out
}
