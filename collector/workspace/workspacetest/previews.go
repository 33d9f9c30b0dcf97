package workspacetest

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

func shown(c *clock, id string, by subject.ID) workspace.Preview {
	return workspace.Preview{
		ID: id, By: by, Plan: slot.Plan, Source: "portal", Title: "CMC-1 xã Quới Thiện.xlsx", BytesHash: "e3b0c442", Rows: json.RawMessage(`[{"unit":"29584"}]`),
		Base:      []workspace.Seen{{Cell: report.Key{Unit: "c:29584@0", Indicator: "a", Group: "all", Period: period.Year(2026)}, Revision: 2}},
		Questions: []workspace.Question{{ID: "1", Code: "jump", Place: "B7", Text: lang.Text{VI: "tăng gấp mười", EN: "ten times as many"}}, {ID: "2", Code: "two_readings", Choices: []string{"1250", "1.25"}}},
		State:     workspace.PreviewOpen, Created: c.now, Expires: c.now.Add(7 * day),
	}
}

func previews(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	an := subject.NewID()
	p := shown(c, "p1", an)
	ok(t, s.PutPreview(ctx, p))
	have, err := s.Preview(ctx, "p1")
	ok(t, err)
	same(t, "kept", have, p)
	if len(have.Open()) != 2 {
		t.Errorf("%d questions are open", len(have.Open()))
	}
	_, err = s.Preview(ctx, "p2")
	notFound(t, "no preview", err)
	_, err = s.AnswerPreview(ctx, "p1", "9", workspace.Answer{By: an})
	notFound(t, "no question", err)

	c.pass(time.Hour)
	_, err = s.AnswerPreview(ctx, "p1", "2", workspace.Answer{By: an, Choice: "1250"})
	ok(t, err)
	answered, err := s.AnswerPreview(ctx, "p1", "1", workspace.Answer{By: an, Reason: "sáp nhập hai trường"})
	ok(t, err)
	if open := answered.Open(); len(open) > 0 {
		t.Errorf("still open: %+v", open)
	}
	same(t, "answer", answered.Questions[0].Answer, &workspace.Answer{By: an, At: c.now, Reason: "sáp nhập hai trường"})
	confirmed, err := s.ConfirmPreview(ctx, "p1", an, []string{"XHHT-1", "XHHT-2"})
	ok(t, err)
	have, err = s.Preview(ctx, "p1")
	ok(t, err)
	same(t, "confirmed", have, confirmed)
	if have.State != workspace.PreviewConfirmed || !have.Closed.Equal(c.now) || have.ClosedBy != an {
		t.Errorf("confirmed as %+v", have)
	}
}

func closedPreviews(t *testing.T, open Open) {
	s, c := fresh(t, open)
	ctx := t.Context()
	an, binh := subject.NewID(), subject.NewID()
	for _, id := range []string{"p1", "p2"} {
		ok(t, s.PutPreview(ctx, shown(c, id, an)))
		c.pass(time.Minute)
	}
	ok(t, s.PutPreview(ctx, shown(c, "p3", binh))) // the same bytes, but of somebody else
	list := func(by subject.ID) (ids []string) {
		t.Helper()
		found, err := s.ListPreviews(ctx, by)
		ok(t, err)
		for _, p := range found {
			ids = append(ids, p.ID)
		}
		return ids
	}
	same(t, "the same bytes again give the first one up", list(an), []string{"p2"})
	same(t, "somebody else's", list(binh), []string{"p3"})
	_, err := s.AnswerPreview(ctx, "p1", "1", workspace.Answer{By: an})
	if closed := is[*workspace.Closed](t, err); closed.State != workspace.PreviewReplaced || closed.Expired {
		t.Errorf("%+v", closed)
	}
	_, err = s.ConfirmPreview(ctx, "p2", an, []string{"XHHT-1"})
	ok(t, err)
	_, err = s.ConfirmPreview(ctx, "p2", binh, []string{"XHHT-1"})
	ok(t, err) // a yes that came twice
	_, err = s.ConfirmPreview(ctx, "p2", an, []string{"XHHT-2"})
	if closed := is[*workspace.Closed](t, err); len(closed.Receipts) != 1 || closed.Receipts[0] != "XHHT-1" {
		t.Errorf("%+v", closed)
	}
	_, err = s.AnswerPreview(ctx, "p2", "1", workspace.Answer{By: an})
	is[*workspace.Closed](t, err)
	c.pass(7 * day)
	_, err = s.AnswerPreview(ctx, "p3", "1", workspace.Answer{By: binh})
	if closed := is[*workspace.Closed](t, err); !closed.Expired {
		t.Errorf("past its end: %+v", closed)
	}
	same(t, "past its end", list(binh), []string(nil))
	// The ledger took the rows just before the end: what it took is what happened.
	late, err := s.ConfirmPreview(ctx, "p3", binh, []string{"XHHT-3"})
	ok(t, err)
	if late.State != workspace.PreviewConfirmed {
		t.Errorf("%+v", late)
	}
	for name, bad := range map[string]func(*workspace.Preview){
		"no ID": func(p *workspace.Preview) { p.ID = "" }, "no maker": func(p *workspace.Preview) { p.By = "" }, "no end": func(p *workspace.Preview) { p.Expires = time.Time{} },
		"no bytes": func(p *workspace.Preview) { p.BytesHash = "" }, "confirmed": func(p *workspace.Preview) { p.State = workspace.PreviewConfirmed }, "the ID of another": func(p *workspace.Preview) { p.ID = "p1" },
	} {
		p := shown(c, "p9", an)
		if bad(&p); s.PutPreview(ctx, p) == nil {
			t.Errorf("%s: kept", name)
		}
	}
}
