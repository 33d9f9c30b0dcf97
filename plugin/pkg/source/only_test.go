package source_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/grafana/grafana-plugin-sdk-go/backend"
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/series"
)

// leapt is a world in which the city's newest number is forty points above what it had ever gone up by, unexplained.
func leapt() *store {
	s := recorded()
	for i, o := range s.obs {
		if o.Area == city && o.Indicator == skills && o.At.Equal(end(2025)) {
			s.obs[i].Value = new(95.0)
		}
	}
	return s
}

// someLate is a world in which one report came late and two never did.
func someLate() *store {
	s := recorded()
	for i, r := range s.reports {
		if r.Area == longHo {
			s.reports[i].Received = r.Due.AddDate(0, 0, 3)
		}
	}
	return s
}

// A table that is narrowed holds just the rows of the whole one of which the word holds. The column says so by itself: what a panel
// used to look at in the browser.
func TestOnlyKeepsTheRowsOfWhichItHolds(t *testing.T) {
	some := func(_ any, known bool) bool { return known }
	above := func(n float64) func(any, bool) bool {
		return func(v any, _ bool) bool {
			switch v := v.(type) {
			case float64:
				return v > n
			case int64:
				return float64(v) > n
			}
			return false
		}
	}
	until := func(year int) backend.TimeRange {
		return backend.TimeRange{From: decade.From, To: time.Date(year, 12, 20, 0, 0, 0, 0, time.UTC)}
	}
	for word, c := range map[query.Only]struct {
		store         func() *store
		query, column string
		holds         func(v any, known bool) bool
		tr            backend.TimeRange
		want          int
	}{
		query.OnlyPartial:   {filled, `"kind":"scorecard","level":"province"`, "low", some, decade, 1},
		query.OnlyNational:  {filled, `"kind":"attainment"`, "national_value", some, decade, 1},
		query.OnlyShort:     {recorded, `"kind":"levels"`, "short", some, decade, 5},
		query.OnlyAttention: {recorded, `"kind":"levels"`, "attention", above(0), decade, 4},
		query.OnlyLate:      {someLate, `"kind":"reporting"`, "days_late", above(0), until(2025), 19},
		query.OnlyOwed:      {someLate, `"kind":"reporting"`, "days_late", above(0), until(2025), 18}, // less the one received
		query.OnlyDiffers:   {recorded, `"kind":"compare","compare":"methods"`, "differs", func(v any, _ bool) bool { return v == true }, until(2023), 1},
		query.OnlyOpen:      {recorded, `"kind":"compare","compare":"approval"`, "revision", some, decade, 3}, // less those approved
	} {
		t.Run(string(word), func(t *testing.T) {
			whole := table(t, c.store(), c.query, c.tr)
			kept := table(t, c.store(), c.query+`,"only":"`+string(word)+`"`, c.tr)
			at, also := columnOf(t, whole, c.column), columnOf(t, whole, map[query.Only]string{query.OnlyOwed: "received", query.OnlyOpen: "approval"}[word])
			var want []string
			for row := range whole.Rows() {
				v, known := at.ConcreteAt(row)
				ok := c.holds(v, known)
				switch word {
				case query.OnlyOwed:
					_, came := also.ConcreteAt(row)
					ok = ok && !came
				case query.OnlyOpen:
					state, _ := also.ConcreteAt(row)
					ok = ok && state != data.EnumItemIndex(0)
				}
				if ok {
					want = append(want, text(t, whole, row))
				}
			}
			var got []string
			for row := range kept.Rows() {
				got = append(got, text(t, kept, row))
			}
			if !slices.Equal(got, want) || len(got) != c.want || len(got) == whole.Rows() {
				t.Errorf("%d rows of %d, want %d:\n%s\nwant\n%s", len(got), whole.Rows(), c.want, strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// The unusual changes are those of which a rule on the measure jump sends a message, with the same number.
func TestOnlyJumpsAreThoseOfTheAlert(t *testing.T) {
	kept := table(t, leapt(), `"kind":"scorecard","only":"jump"`, decade)
	if kept.Rows() != 1 {
		t.Fatalf("%d rows, want the city's", kept.Rows())
	}
	unit, _ := columnOf(t, kept, "unit").ConcreteAt(0)
	z, _ := columnOf(t, kept, "jump").ConcreteAt(0)
	if unit != city || z.(float64) < 10 {
		t.Errorf("%v jumps by %v, want the city far above 3.5", unit, z)
	}
	rule := table(t, leapt(), `"kind":"alert","measure":"jump"`, decade)
	over := 0
	for row := range rule.Rows() {
		if v, known := columnOf(t, rule, "jump").ConcreteAt(row); known && v.(float64) > 3.5 {
			over++
			if v != z {
				t.Errorf("the rule has %v, the table %v", v, z)
			}
		}
	}
	if over != 1 {
		t.Errorf("the rule has %d of them", over)
	}
}

// Where none is left the table is empty, with its headings and why: then a panel shows its own words.
func TestOnlyLeavesNothingAndSaysWhy(t *testing.T) {
	until := func(year int, month time.Month) backend.TimeRange {
		return backend.TimeRange{From: decade.From, To: time.Date(year, month, 20, 0, 0, 0, 0, time.UTC)}
	}
	alone := func() *store { s := filled(); s.cat.Plans = s.cat.Plans[:1]; return s }
	best := func() *store {
		s := recorded()
		s.levels = slices.DeleteFunc(s.levels, func(l series.LevelStanding) bool { return l.Area != city })
		return s
	}
	for word, c := range map[query.Only]struct {
		store       func() *store
		query, says string
		tr          backend.TimeRange
	}{
		query.OnlyPartial:   {filled, `"kind":"scorecard","level":"province"`, "Chưa ghi nhận số tổng nào thiếu đơn vị.", until(2024, 12)},
		query.OnlyJump:      {recorded, `"kind":"scorecard"`, "Chưa ghi nhận thay đổi bất thường nào.", decade},
		query.OnlyNational:  {alone, `"kind":"attainment"`, "Chưa có chỉ tiêu quốc gia cùng loại.", decade},
		query.OnlyShort:     {best, `"kind":"levels","units":["` + city + `"]`, "Không biết còn thiếu bao nhiêu để lên mức.", decade},
		query.OnlyAttention: {recorded, `"kind":"levels"`, "Không thấy mức khai nào lệch, mức nào sắp mất.", until(2022, 12)},
		query.OnlyLate:      {recorded, `"kind":"reporting"`, "Chưa ghi nhận báo cáo nào trễ.", until(2021, 6)},
		query.OnlyOwed:      {recorded, `"kind":"reporting"`, "Không báo cáo nào quá hạn mà chưa nộp.", until(2021, 6)},
		query.OnlyDiffers:   {recorded, `"kind":"compare","compare":"methods"`, "Chưa ghi nhận kết luận nào đổi theo cách tính.", decade},
		query.OnlyOpen:      {recorded, `"kind":"compare","compare":"approval"`, "Chưa ghi nhận số nào chờ duyệt.", until(2023, 12)},
	} {
		t.Run(string(word), func(t *testing.T) {
			if whole := table(t, c.store(), c.query, c.tr); whole.Rows() == 0 {
				t.Fatal("the whole table is empty: the case tests nothing")
			}
			resp := ask(t, over(c.store()), `{"schemaVersion":1,"plan":"vinh-long",`+c.query+`,"only":"`+string(word)+`"}`, c.tr)
			if resp.Error != nil {
				t.Fatal(resp.Error)
			}
			if f := resp.Frames[0]; f.Rows() != 0 || len(f.Fields) < 5 || !strings.Contains(notices(resp), c.says) {
				t.Errorf("%d rows in %d columns, notices %q, want none and %q", f.Rows(), len(f.Fields), notices(resp), c.says)
			}
		})
	}
	// Nothing to narrow is told as ever.
	if got := notices(ask(t, over(filled()), `{"schemaVersion":1,"plan":"vinh-long","kind":"levels","only":"short"}`, decade)); !strings.HasPrefix(got, "Chưa có mức phổ cập") {
		t.Errorf("a plan without levels: %q", got)
	}
}

func table(t *testing.T, s *store, q string, tr backend.TimeRange) *data.Frame {
	t.Helper()
	resp := ask(t, over(s), `{"schemaVersion":1,"plan":"vinh-long",`+q+`}`, tr)
	if resp.Error != nil {
		t.Fatal(resp.Error)
	}
	return resp.Frames[0]
}

// columnOf is nil for no name.
func columnOf(t *testing.T, f *data.Frame, name string) *data.Field {
	t.Helper()
	field, _ := f.FieldByName(name)
	if field == nil && name != "" {
		t.Fatalf("there is no column %s", name)
	}
	return field
}

// text is what tells one row from the others.
func text(t *testing.T, f *data.Frame, row int) string {
	t.Helper()
	var out []string
	for _, name := range []string{"unit", "indicator", "target", "programme", "form", "period", "year"} {
		if field, _ := f.FieldByName(name); field != nil {
			v, _ := field.ConcreteAt(row)
			out = append(out, fmt.Sprint(v))
		}
	}
	return strings.Join(out, " ")
}
