package workspace_test

import (
	"context"
	"errors"
	"testing"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/subject"
)

type namesOf func([]subject.ID) (map[subject.ID]string, error)

func (f namesOf) Names(_ context.Context, ids []subject.ID) (map[subject.ID]string, error) {
	return f(ids)
}

func TestSpelled(t *testing.T) {
	id := subject.NewID()
	list := problem.List{{Code: "a", Rule: lang.Textf("do %s ghi", "recorded by %s", id)}, {Code: "b", Hint: lang.Textf("hỏi %s", "ask %s", id)}}
	known := namesOf(func(ids []subject.ID) (map[subject.ID]string, error) {
		if len(ids) != 1 || ids[0] != id {
			t.Errorf("asked for %v", ids)
		}
		return map[subject.ID]string{id: "Sở GDĐT"}, nil
	})
	got := workspace.Spelled(t.Context(), known, list)
	if got[0].Rule != (lang.Text{VI: "do Sở GDĐT ghi", EN: "recorded by Sở GDĐT"}) || got[1].Hint != (lang.Text{VI: "hỏi Sở GDĐT", EN: "ask Sở GDĐT"}) {
		t.Errorf("got %+v", got)
	}
	if list[0].Rule.EN != "recorded by "+string(id) {
		t.Error("the caller's list was changed")
	}
	broken := namesOf(func([]subject.ID) (map[subject.ID]string, error) { return nil, errors.New("broken") })
	if got := workspace.Spelled(t.Context(), broken, list); got[0].Rule != list[0].Rule {
		t.Errorf("without names: %+v", got)
	}
	unasked := namesOf(func([]subject.ID) (map[subject.ID]string, error) { t.Error("asked for nobody"); return nil, nil })
	workspace.Spelled(t.Context(), unasked, problem.List{{Code: "c"}})
}
