package planfile

import (
	"fmt"

	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/strictyaml"
)

// checkQuotes holds every quote of a plan against the text it was taken from.
func (l *loader) checkQuotes(doc strictyaml.Document, p plan.Plan) error {
	if p.Document.Seed == "" {
		return nil
	}
	source, ok, err := l.Source(doc, "document.seed", sourcesDir, p.Document.Seed)
	if !ok || err != nil {
		return err
	}
	var f problem.List
	for i, t := range p.Targets {
		at := fmt.Sprintf("targets[%d]", i)
		if t.Baseline != nil {
			source.Check(&f, at+".baseline.quote", t.Baseline.Quote)
		}
		for j, m := range t.Milestones {
			source.Check(&f, fmt.Sprintf("%s.milestones[%d].quote", at, j), m.Quote)
		}
	}
	for i, form := range p.Forms {
		source.Check(&f, fmt.Sprintf("forms[%d].due.quote", i), form.Due.Quote)
	}
	for i, d := range p.Deliverables {
		source.Check(&f, fmt.Sprintf("deliverables[%d].quote", i), d.Quote)
		source.Check(&f, fmt.Sprintf("deliverables[%d].due_text", i), d.DueText)
	}
	l.Place(doc, f)
	return nil
}
