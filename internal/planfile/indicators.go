package planfile

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// validateIndicators checks what strict decoding cannot: each indicator complete for its measure, and shares counting
// an indicator that exists.
func validateIndicators(list []catalogue.Indicator) problem.List {
	byID := map[string]catalogue.Indicator{}
	for _, ind := range list {
		byID[ind.ID] = ind
	}
	var c indicatorCheck
	if len(list) == 0 {
		c.Add(problem.Problem{
			Code: "no_indicator", Place: problem.Path("indicators"),
			Rule: lang.Text{VI: "danh mục phải có ít nhất một chỉ số", EN: "the catalogue needs at least one indicator"},
		})
	}
	seen := map[string]bool{}
	for i, ind := range list {
		at := fmt.Sprintf("indicators[%d]", i)
		if seen[ind.ID] {
			c.Add(problem.Problem{
				Code: "duplicate_id", Place: problem.Path(at + ".id"), Value: ind.ID,
				Rule: lang.Text{VI: "mã này đã dùng cho một chỉ số khác", EN: "another indicator has this id"},
			})
		}
		seen[ind.ID] = true
		c.indicator(at, ind)
		c.divisions(at, ind)
		c.measure(at, ind, byID)
		c.tenure(at, ind)
	}
	return c.List
}

// indicatorCheck collects what is wrong with the catalogue.
type indicatorCheck struct{ problem.List }

func (c *indicatorCheck) indicator(at string, ind catalogue.Indicator) {
	if !catalogue.ValidID(ind.ID) {
		c.Add(problem.Problem{Code: "id", Place: problem.Path(at + ".id"), Value: ind.ID, Rule: plan.IDRule})
	}
	if ind.Name.VI == "" || ind.Name.EN == "" || ind.Theme == "" {
		c.Add(problem.Problem{
			Code: "name_missing", Place: problem.Path(at), Value: ind.ID,
			Rule: lang.Text{VI: "chỉ số cần name và short bằng hai thứ tiếng (vi, en) và theme", EN: "an indicator needs name and short in both languages (vi, en), and a theme"},
		})
	}
	for _, s := range []string{ind.Short.VI, ind.Short.EN} {
		if n := utf8.RuneCountInString(s); n == 0 || n > catalogue.ShortLimit {
			c.Add(problem.Problem{
				Code: "short", Place: problem.Path(at + ".short"), Value: s,
				Rule: lang.Textf("tên ngắn dài từ 1 đến %d ký tự, nay %d", "a short name has 1 to %d characters, this one %d", catalogue.ShortLimit, n),
			})
		}
	}
	if ind.Direction != catalogue.Higher && ind.Direction != catalogue.Lower {
		c.Add(problem.Problem{
			Code: "direction", Place: problem.Path(at + ".direction"), Value: string(ind.Direction),
			Rule: lang.Text{VI: "chiều tốt phải là higher hoặc lower", EN: "direction must be higher or lower"},
		})
	}
	if ind.Measure == catalogue.Gap && ind.Direction == catalogue.Higher {
		c.Add(problem.Problem{
			Code: "gap_direction", Place: problem.Path(at + ".direction"), Value: string(ind.Direction),
			Rule: lang.Text{VI: "chênh lệch càng thấp càng tốt: direction phải là lower", EN: "a gap is better when lower: direction must be lower"},
		})
	}
	if !ind.Frequency.Valid() {
		c.Add(problem.Problem{
			Code: "frequency", Place: problem.Path(at + ".frequency"), Value: string(ind.Frequency),
			Rule: lang.Text{VI: "kỳ báo cáo phải là annual, semiannual, quarterly hoặc monthly", EN: "frequency must be annual, semiannual, quarterly or monthly"},
		})
	}
	for _, g := range ind.Groups {
		if dimension, member, ok := strings.Cut(g, "="); !ok || dimension == "" || member == "" {
			c.Add(problem.Problem{
				Code: "group", Place: problem.Path(at + ".groups"), Value: g,
				Rule: lang.Text{VI: "nhóm phải có dạng tên=giá trị, ví dụ sex=female", EN: "a group is name=value, for example sex=female"},
			})
		} else if _, _, reserved := catalogue.Under(g); reserved || dimension+"=" == catalogue.GroupOfArea {
			c.Add(problem.Problem{
				Code: "group_derived", Place: problem.Path(at + ".groups"), Value: g,
				Rule: lang.Text{VI: "nhóm theo địa bàn được tính từ xã, không được báo cáo", EN: "groups by kind of area are derived from the communes, never reported"},
			})
		}
	}
}

// divisions checks what is said of how groups divide their total.
func (c *indicatorCheck) divisions(at string, ind catalogue.Indicator) {
	for _, dimension := range slices.Sorted(maps.Keys(ind.Divisions)) {
		known := slices.ContainsFunc(ind.Groups, func(g string) bool { return strings.HasPrefix(g, dimension+"=") })
		if d := ind.Divisions[dimension]; !known || !d.Valid() {
			c.Add(problem.Problem{
				Code: "division", Place: problem.Path(at + ".divisions." + dimension), Value: string(d),
				Rule: lang.Text{VI: "mỗi chiều của groups là partition (chia hết), disjoint (rời nhau) hoặc overlap (chồng nhau)", EN: "each dimension of the groups is a partition, disjoint or overlap"},
			})
		}
	}
}

// tenure checks how long a recognition holds: who reads it has to know where it was read.
func (c *indicatorCheck) tenure(at string, ind catalogue.Indicator) {
	t := ind.Tenure
	if t == (catalogue.Tenure{}) {
		return
	}
	if !ind.Recognised() {
		c.Add(problem.Problem{
			Code: "tenure_measure", Place: problem.Path(at + ".tenure"), Value: ind.ID,
			Rule: lang.Text{VI: "chỉ mức độ và danh hiệu được công nhận mới có thời hạn (tenure)", EN: "only levels and titles that are recognised have a tenure"},
		})
	}
	if t.Years < 1 || t.Years > 20 {
		c.Add(problem.Problem{
			Code: "tenure_years", Place: problem.Path(at + ".tenure.years"), Value: strconv.Itoa(t.Years),
			Rule: lang.Text{VI: "thời hạn là số năm, từ 1 đến 20", EN: "a tenure is a number of years, from 1 to 20"},
		})
	}
	if t.Clause == "" || t.SourceNote == "" || !law.Confidence(t.Confidence).Valid() {
		c.Add(problem.Problem{
			Code: "tenure_source", Place: problem.Path(at + ".tenure"), Value: t.Confidence,
			Rule: lang.Text{VI: "thời hạn phải ghi văn bản (clause), đọc ở đâu (source_note) và độ tin cậy (confidence)", EN: "a tenure names its document (clause), where it was read (source_note) and the confidence"},
			Hint: lang.Text{VI: "confidence là high, medium hoặc low", EN: "confidence is high, medium or low"},
		})
	}
}

// measure checks the fields that one measure needs and the others must not have.
func (c *indicatorCheck) measure(at string, ind catalogue.Indicator, byID map[string]catalogue.Indicator) {
	switch ind.Measure {
	case catalogue.Rate:
		if ind.Numerator.VI == "" || ind.Denominator.VI == "" {
			c.Add(problem.Problem{
				Code: "rate_counts", Place: problem.Path(at), Value: ind.ID,
				Rule: lang.Text{VI: "tỷ lệ phải nói rõ tử số (numerator) và mẫu số (denominator)", EN: "a rate must say what its numerator and its denominator count"},
			})
		}
	case catalogue.Level:
		if ind.Max < 1 {
			c.Add(problem.Problem{
				Code: "level_max", Place: problem.Path(at), Value: ind.ID,
				Rule: lang.Text{VI: "chỉ số mức độ phải ghi mức cao nhất (max)", EN: "a level needs its highest level (max)"},
			})
		}
	case catalogue.Status:
	case catalogue.Quantity:
		if ind.Unit.VI == "" || ind.Unit.EN == "" {
			c.Add(problem.Problem{
				Code: "quantity_unit", Place: problem.Path(at), Value: ind.ID,
				Rule: lang.Text{VI: "chỉ số đếm phải ghi đơn vị tính (unit) bằng hai thứ tiếng", EN: "a quantity needs its unit in both languages"},
			})
		}
		if ind.Decimals < 0 || ind.Decimals > 6 {
			c.Add(problem.Problem{
				Code: "decimals", Place: problem.Path(at + ".decimals"), Value: fmt.Sprint(ind.Decimals),
				Rule: lang.Text{VI: "số chữ số lẻ (decimals) từ 0 đến 6; bỏ trống là số nguyên", EN: "decimals are 0 to 6; left out, the quantity is whole"},
			})
		}
	case catalogue.Gap:
		if of, ok := byID[ind.Of]; !ok || of.Measure != catalogue.Rate || len(of.Groups) == 0 {
			c.Add(problem.Problem{
				Code: "gap_of", Place: problem.Path(at), Value: ind.Of,
				Rule: lang.Text{VI: "chênh lệch phải nói giữa các nhóm của tỷ lệ nào (of), và tỷ lệ đó phải có nhóm (groups)", EN: "a gap needs the rate it is taken from (of), and that rate needs groups"},
			})
		} else if !slices.Contains(of.Groups, ind.Group) {
			c.Add(problem.Problem{
				Code: "gap_group", Place: problem.Path(at + ".group"), Value: ind.Group,
				Rule: lang.Textf("chênh lệch phải nói nhóm nào (group) so với phần còn lại; %s có: %s", "a gap needs the group that is held against the rest; %s has: %s", ind.Of, strings.Join(of.Groups, ", ")),
			})
		}
	case catalogue.ShareOfUnits:
		c.share(at, ind, byID)
	default:
		c.Add(problem.Problem{
			Code: "measure", Place: problem.Path(at + ".measure"), Value: string(ind.Measure),
			Rule: lang.Text{VI: "loại chỉ số phải là rate, level, status, share_of_units, quantity hoặc gap", EN: "measure must be rate, level, status, share_of_units, quantity or gap"},
		})
	}
	c.over(at, ind)
	c.parts(at, ind, byID)
	if ind.Decimals != 0 && ind.Measure != catalogue.Quantity {
		c.Add(problem.Problem{
			Code: "decimals_of_quantity", Place: problem.Path(at + ".decimals"), Value: ind.ID,
			Rule: lang.Text{VI: "decimals chỉ dùng cho chỉ số đếm (quantity)", EN: "decimals belong to a quantity"},
		})
	}
	if ind.RollUp && ind.Measure != catalogue.Rate {
		c.Add(problem.Problem{
			Code: "roll_up", Place: problem.Path(at + ".roll_up"), Value: ind.ID,
			Rule: lang.Text{VI: "chỉ tỷ lệ mới cộng dồn được: mức độ của cấp trên không phải là tổng", EN: "only a rate rolls up: a level of the tier above is not a sum"},
		})
	}
}

// over checks that a rate says whom or what it is counted over, and that nothing else does.
func (c *indicatorCheck) over(at string, ind catalogue.Indicator) {
	switch place := at + ".denominator_kind"; {
	case ind.Measure != catalogue.Rate && ind.Over != "":
		c.Add(problem.Problem{
			Code: "denominator_kind_of_rate", Place: problem.Path(place), Value: string(ind.Over),
			Rule: lang.Text{VI: "denominator_kind chỉ dùng cho tỷ lệ (rate)", EN: "denominator_kind belongs to a rate"},
		})
	case ind.Measure == catalogue.Rate && !ind.Over.Valid():
		if ind.Over == "" {
			place = at
		}
		list := catalogue.DenominatorKindList()
		c.Add(problem.Problem{
			Code: "denominator_kind", Place: problem.Path(place), Value: cmp.Or(string(ind.Over), ind.ID),
			Rule: lang.Text{VI: "tỷ lệ phải nói mẫu số đếm ai hoặc cái gì (denominator_kind)", EN: "a rate must say whom or what its denominator counts (denominator_kind)"},
			Hint: lang.Text{VI: "Một trong: " + list.VI, EN: "One of: " + list.EN},
		})
	}
}

// parts checks what only a rate can have: a whole that it shares with others, a part beside it, leave to pass 100%.
func (c *indicatorCheck) parts(at string, ind catalogue.Indicator, byID map[string]catalogue.Indicator) {
	if ind.Measure != catalogue.Rate && (ind.Whole != "" || ind.Beside != "" || ind.MayPass) {
		c.Add(problem.Problem{
			Code: "part_of_rate", Place: problem.Path(at), Value: ind.ID,
			Rule: lang.Text{VI: "whole, beside và may_pass chỉ dùng cho tỷ lệ (rate)", EN: "whole, beside and may_pass belong to a rate"},
		})
		return
	}
	if other, ok := byID[ind.Beside]; ind.Beside != "" && (!ok || other.ID == ind.ID || ind.Whole == "" || other.Whole != ind.Whole) {
		c.Add(problem.Problem{
			Code: "beside", Place: problem.Path(at + ".beside"), Value: ind.Beside,
			Rule: lang.Text{VI: "beside phải là tỷ lệ khác có cùng tổng (whole)", EN: "beside must be another rate of the same whole"},
		})
	}
}

func (c *indicatorCheck) share(at string, ind catalogue.Indicator, byID map[string]catalogue.Indicator) {
	if ind.Of == "" || ind.AtLeast == 0 || !ind.MemberLevel.Valid() {
		c.Add(problem.Problem{
			Code: "share_incomplete", Place: problem.Path(at), Value: ind.ID,
			Rule: lang.Text{VI: "tỷ lệ đơn vị cần of, at_least và member_level (province, district, commune)", EN: "a share of units needs of, at_least and member_level (province, district, commune)"},
		})
		return
	}
	of, ok := byID[ind.Of]
	switch {
	case !ok:
		c.Add(problem.Problem{
			Code: "unknown_indicator", Place: problem.Path(at + ".of"), Value: ind.Of,
			Rule: lang.Text{VI: "chỉ số không có trong danh mục", EN: "the indicator is not in the catalogue"},
		})
	case !of.Measure.Stepwise():
		c.Add(problem.Problem{
			Code: "share_of", Place: problem.Path(at + ".of"), Value: ind.Of,
			Rule: lang.Text{VI: "chỉ đếm được đơn vị theo mức độ (level) hoặc công nhận (status)", EN: "units are counted by a level or a status"},
		})
	default:
		if _, high := of.Limits(); ind.AtLeast < 0 || ind.AtLeast > high {
			c.Add(problem.Problem{
				Code: "at_least", Place: problem.Path(at + ".at_least"), Value: ind.ID,
				Rule: lang.Textf("mức phải từ 1 đến %g", "the level must be 1 to %g", high),
			})
		}
	}
}
