package query

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/standing"
)

// refusal collects what is wrong with one field.
type refusal func(field, value string, rule, hint lang.Text)

func (q Query) check(raw string) problem.List {
	var out problem.List
	var bad refusal = func(field, value string, rule, hint lang.Text) {
		out = append(out, problem.Problem{Code: problem.Code("query_" + field), Place: problem.Field(field), Value: value, Rule: rule, Hint: hint})
	}
	if v := unresolved.FindString(raw); v != "" {
		bad("variable", v, lang.Text{VI: "biến chưa được thay bằng giá trị", EN: "a variable was not replaced by a value"},
			lang.Text{VI: "Quy tắc cảnh báo và bảng công khai không dùng được biến: ghi giá trị cụ thể", EN: "Alert rules and public dashboards cannot use variables: write the value itself"})
	}
	if q.SchemaVersion != Version {
		bad("schemaVersion", fmt.Sprint(q.SchemaVersion), lang.Textf("bản này hiểu truy vấn phiên bản %d", "this build reads query version %d", Version), lang.Text{})
	}
	oneOf(bad, "kind", q.Kind, kindWords().keys())
	if q.Level != "" {
		oneOf(bad, "level", q.Level, levels.keys())
	}
	oneOf(bad, "measure", q.Measure, Measures)
	oneOf(bad, "compare", q.Compare, comparisons.keys())
	oneOf(bad, "shape", q.Shape, shapes.keys())
	q.checkShape(bad)
	oneOf(bad, "by", q.By, ranks.keys())
	oneOf(bad, "thresholds", q.Thresholds, thresholds.keys())
	oneOf(bad, "method", q.Method, standing.Methods)
	for _, s := range q.Series {
		oneOf(bad, "series", s, lines.keys())
	}
	for _, s := range q.Statuses {
		oneOf(bad, "statuses", s, standing.Statuses)
	}
	for _, p := range q.Programmes {
		oneOf(bad, "programmes", p, law.Programs)
	}
	for _, e := range q.Events {
		oneOf(bad, "events", e, eventKinds.keys())
	}
	q.checkFilters(bad)
	q.checkOnly(bad)
	q.checkStatuses(bad)
	if q.Limit < 0 {
		bad("limit", fmt.Sprint(q.Limit), lang.Text{VI: "không được âm", EN: "must not be negative"}, lang.Text{VI: "Bỏ trống để dùng giới hạn mặc định", EN: "Leave it out for the default"})
	}
	if strings.TrimSpace(q.Plan) == "" {
		bad("plan", "", lang.Text{VI: "chưa chọn kế hoạch", EN: "no plan is chosen"}, lang.Text{VI: "Chọn kế hoạch trong trình soạn thảo", EN: "Choose a plan in the editor"})
	}
	return out
}

// checkShape refuses a layout that the kind has not. A timeline is let through: stored queries have it beside kinds that never looked at
// it, and their answer is the table that it always was.
func (q Query) checkShape(bad refusal) {
	has := func(s Spec) bool { return slices.Contains(s.Shapes, q.Shape) }
	if q.Shape != Timeline && slices.ContainsFunc(Kinds, has) && !q.Spec().Has(q.Shape) {
		bad("shape", string(q.Shape), lang.Textf("chỉ truy vấn %[1]s có dạng %[2]s", "only a %[1]s query has the shape %[2]s", kindWith(has), q.Shape), lang.Text{})
	}
}

// checkStatuses refuses to keep rows by status where rows have none, or must not go.
func (q Query) checkStatuses(bad refusal) {
	if len(q.Statuses) == 0 || q.Spec().Reads(FieldStatuses) {
		return
	}
	said := strings.Join(texts(q.Statuses), ", ")
	if q.Spec().KeepsRows {
		bad("statuses", said, alertKeepsRows.rule, alertKeepsRows.hint)
		return
	}
	reads := func(s Spec) bool { return s.Reads(FieldStatuses) }
	var vi, en []string
	for _, s := range Kinds {
		if reads(s) {
			vi, en = append(vi, lang.MidSentence(s.Name.VI)), append(en, "a "+lang.MidSentence(s.Name.EN))
		}
	}
	bad("statuses", said,
		lang.Text{VI: "chỉ " + strings.Join(vi, " và ") + " giữ dòng theo trạng thái", EN: "only " + strings.Join(en, " and ") + " keep rows by status"},
		lang.Textf("Bỏ statuses, hoặc dùng kind %s", "Drop statuses, or use the kind %s", kindWith(reads)))
}

func oneOf[T ~string](bad refusal, field string, v T, allowed []T) {
	if slices.Contains(allowed, v) {
		return
	}
	list := strings.Join(texts(allowed), ", ")
	bad(field, string(v), lang.Textf("phải là một trong: %s", "must be one of: %s", list), lang.Text{})
}
