package scorecard

import (
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/wording"
)

// Cluster is what has to be said of the number of a unit that others answer for.
type Cluster struct {
	Estimated bool                // a stated share of a unit that lies in several clusters is in it
	Elsewhere bool                // units lie in several clusters, and nobody knows how far in this one
	Straddle  []string            // their names
	Waits     *series.Observation // what does not stand: the total that waits for units, or the report of the cluster itself
}

func (in judging) clusterOf(o series.Observation) Cluster {
	c := Cluster{Estimated: o.Says == series.SaysEstimated, Elsewhere: o.Says == series.SaysElsewhere}
	if w, waits := in.waiting[o.Identity()]; waits {
		c.Waits = &w
	}
	if !c.Estimated && !c.Elsewhere {
		return c
	}
	on := period.UTCDay(o.At)
	for _, g := range in.Plan.Answering(o.Area) {
		if a, ok := in.Registry.Areas.Get(g.Unit); ok && g.Partly && a.OpenOn(on) {
			c.Straddle = append(c.Straddle, wording.UnitName(a))
		}
	}
	return c
}

// Text says it; nothing where nothing has to be said.
func (c Cluster) Text(r Row, l lang.Lang) string {
	var out []string
	names := strings.Join(c.Straddle, ", ")
	switch {
	case c.Estimated:
		out = append(out, lang.Textf("ước tính: %[1]s nằm trên nhiều huyện cũ, chia theo tỷ lệ đã nêu", "an estimate: %[1]s lie in several old districts and are divided by stated shares", names).In(l))
	case c.Elsewhere:
		out = append(out, lang.Textf("chỉ có khoảng: %[1]s nằm trên nhiều huyện cũ, chưa rõ bao nhiêu người thuộc cụm này", "bounds alone: %[1]s lie in several old districts, and nobody knows how many of their people belong here", names).In(l))
	}
	switch w := c.Waits; {
	case w == nil:
	case w.Basis == series.Derived:
		out = append(out, lang.Textf("số của huyện đã nộp còn giữ; tổng của các xã chờ đủ báo cáo (%.0f/%.0f xã)", "the district's own report stands; the communes' total waits (%.0f of %.0f)", w.Members, w.MembersOf).In(l))
	case w.Value != nil:
		out = append(out, lang.Textf("tổng của các xã thay số huyện đã nộp (%s)", "the communes' total stands in place of the district's report (%s)", r.amount(*w.Value, r.Digits(), l)).In(l))
	}
	return strings.Join(out, "; ")
}
