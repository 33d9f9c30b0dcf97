package main

import (
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/query"
)

// keeping is the rule of law behind both rules.
const keeping = `Nguồn: Thông tư 07/2016/TT-BGDĐT, Điều 9 (nói về tỉnh; với huyện, xã áp dụng tương tự).`

// levelRules watch recognitions that were won: not kept for a year, and not kept for two, after which they have to be won
// again as a first time.
func levelRules(s scope) []rule {
	if !s.recognises() {
		return nil
	}
	page := query.PagePCGD
	if s.judges() {
		page = query.PageUnit // with the levels of the unit, and its reasons
	}
	open := s.unconfirmedLaw(s.levelTier())
	common := rule{route: "committee", patience: "1h", level: s.levelTier(), measure: query.Lapse, page: page, subject: column.Programme, source: keeping}
	nearly, lost := common, common
	nearly.name, nearly.title, nearly.severity, nearly.when = "level-at-risk", "Sắp mất chuẩn PCGD, XMC", "warning", equals(1)
	nearly.summary = alertLabel(column.UnitName) + ` không duy trì được chuẩn ` + alertLabel(column.ProgrammeName)
	nearly.description = `Đã một năm không duy trì; thêm một năm nữa thì phải công nhận lại như lần đầu.` + open
	lost.name, lost.title, lost.severity, lost.when = "level-lost", "Mất chuẩn PCGD, XMC", "critical", above(1)
	lost.summary = alertLabel(column.UnitName) + ` đã mất chuẩn ` + alertLabel(column.ProgrammeName)
	lost.description = ifKnown("A", whole("A")+` năm liền không duy trì, phải công nhận lại như lần đầu.`+open, stillSilent)
	return []rule{nearly, lost}
}

// unconfirmedLaw says which programmes' levels of a tier rest on a decree that nobody has confirmed: whoever is woken by a lost level
// has to know. It stands in the rule's text and not in a label, since labels may not change with what came.
func (s scope) unconfirmedLaw(tier area.Level) string {
	var out []string
	for _, d := range s.reg.Law.Decrees {
		if d.Status != law.Unconfirmed {
			continue
		}
		var programmes []string
		for _, r := range d.Rules {
			if name := s.programmeTitle(r.Program); r.Tier == tier && r.Program != law.Every && !slices.Contains(programmes, name) {
				programmes = append(programmes, name)
			}
		}
		if len(programmes) > 0 {
			out = append(out, " "+strings.Join(programmes, ", ")+": tính "+law.UnconfirmedWords([]string{d.Number}).In(lang.Vietnamese)+".")
		}
	}
	return strings.Join(out, "")
}
