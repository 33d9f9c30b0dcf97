package planfile

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// checkQuotes holds every quote of a plan against the text it was taken from: a quote that is not in it, word by word,
// has been repaired or shortened by somebody.
func (l *loader) checkQuotes(doc document, p plan.Plan) error {
	if p.Document.Seed == "" {
		return nil
	}
	name := path.Join(sourcesDir, path.Base(p.Document.Seed))
	if _, err := fs.Stat(l.fsys, name); errors.Is(err, fs.ErrNotExist) {
		l.place(doc, []plan.Fault{{Path: "document.seed", Problem: problem.Problem{Code: "file_missing", Value: name,
			Rule: problem.Text{VI: "thiếu văn bản nguồn này", EN: "this source text is missing"}}}})
		return nil
	}
	text, ok, err := l.text(name)
	if !ok || err != nil {
		return err
	}
	source := oneLine(text)
	check := func(at, quote string) {
		if !strings.Contains(source, oneLine(quote)) {
			l.place(doc, []plan.Fault{{Path: at, Problem: problem.Problem{Code: "quote_differs", Value: quote,
				Rule: problem.Textf("câu trích không có nguyên văn trong %s", "the quote is not in %s word by word", name),
				Hint: problem.Text{VI: "Chép lại từ văn bản, kể cả lỗi của văn bản", EN: "Copy it from the document, its errors included"}}}})
		}
	}
	for i, t := range p.Targets {
		at := item("targets", i)
		if t.Baseline != nil {
			check(at+".baseline.quote", t.Baseline.Quote)
		}
		for j, m := range t.Milestones {
			check(fmt.Sprintf("%s.milestones[%d].quote", at, j), m.Quote)
		}
	}
	for i, f := range p.Forms {
		check(item("forms", i)+".due.quote", f.Due.Quote)
	}
	for i, d := range p.Deliverables {
		check(item("deliverables", i)+".quote", d.Quote)
		check(item("deliverables", i)+".due_text", d.DueText)
	}
	return nil
}

// oneLine undoes the line breaks of a printed page.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
