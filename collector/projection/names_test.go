package projection_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/projection"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/internal/subject"
)

// people are names that a test changes.
type people struct {
	names   map[subject.ID]string
	version int64
}

func (p *people) Names(_ context.Context, ids []subject.ID) (map[subject.ID]string, error) {
	out := map[subject.ID]string{}
	for _, id := range ids {
		if name, ok := p.names[id]; ok {
			out[id] = name
		}
	}
	return out, nil
}

func (p *people) NamesVersion(context.Context) (int64, error) { return p.version, nil }

// sent says under which name and by which subject the entries from seq on came.
func (r *record) sent(seq int, name string, id subject.ID) {
	for i := range r.entries[seq-1:] {
		r.entries[seq-1+i].Reporter, r.entries[seq-1+i].Subject = name, string(id)
	}
}

func TestRevisionsShowTheNameThereIs(t *testing.T) {
	l, s := &record{}, &memory{}
	who := &people{names: map[subject.ID]string{"s-an": "Nguyễn Thị An", "s-binh": "Trần Văn Bình"}}
	l.accept("2024-12-05", skills(1, 2024, 20, 100), skills(2, 2024, 20, 100), skills(3, 2024, 20, 100), skills(1, 2023, 20, 100))
	l.accept("2024-12-06", skills(1, 2024, 21, 100))
	l.sent(5, "", "s-an")
	l.accept("2024-12-06", skills(2, 2024, 21, 100))
	l.sent(6, "", "s-binh")
	l.accept("2024-12-06", skills(3, 2024, 21, 100))
	l.sent(7, "Huyện Long Hồ", "") // a link of an older program
	l.accept("2024-12-06", skills(1, 2023, 21, 100))
	l.sent(8, "", "s-gone")
	p := projected(t, l, s, func(o *projection.Options) { o.Names, o.Entries = who, 3 })
	again := func() {
		t.Helper()
		if err := projection.CatchUp(p, t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	is := func(cell, want string) {
		t.Helper()
		key := "revision skills " + cell + " #2"
		if got, ok := s.points[key].(series.Revision); !ok || got.Reporter != want {
			t.Errorf("%s is by %q, want %q", key, got.Reporter, want)
		}
	}
	is("d:1@0 all 2024", "Nguyễn Thị An")
	is("d:2@0 all 2024", "Trần Văn Bình")
	is("d:3@0 all 2024", "Huyện Long Hồ")
	is("d:1@0 all 2023", "s-gone")

	delete(who.names, "s-an")
	again()
	is("d:1@0 all 2024", "Nguyễn Thị An") // nobody said that a name was changed
	who.version++
	again()
	is("d:1@0 all 2024", "s-an")
	is("d:2@0 all 2024", "Trần Văn Bình")
	before := s.written["revision skills d:1@0 all 2024 #2"]
	again()
	if n := s.written["revision skills d:1@0 all 2024 #2"]; n != before || before != 2 {
		t.Errorf("written %d times, then %d", before, n)
	}
}

// What InfluxDB refuses goes into the ledger's file and into the log, where nobody can erase a name.
func TestTheQuarantineHoldsNoNames(t *testing.T) {
	l, s, log := &record{}, &memory{}, &bytes.Buffer{}
	who := &people{names: map[subject.ID]string{"s-an": "Nguyễn Thị An"}}
	l.accept("2024-12-05", skills(1, 2024, 20, 100))
	l.accept("2024-12-06", skills(1, 2024, 21, 100))
	l.sent(2, "", "s-an")
	refusing(s, func(point any) bool { _, ok := point.(series.Revision); return ok })
	p := projected(t, l, s, func(o *projection.Options) { o.Names, o.Log = who, slog.New(slog.NewTextHandler(log, nil)) })
	if all := strings.Join(l.held, "\n") + log.String(); len(l.held) != 1 || !strings.Contains(all, "revision") || strings.Contains(all, "Nguyễn") || strings.Contains(all, `Nguy\u`) {
		t.Errorf("held %q, logged %s", l.held, log)
	}
	s.fail = nil
	retry(t, p, l, 1)
	if got := s.points["revision skills d:1@0 all 2024 #2"].(series.Revision); got.Reporter != "Nguyễn Thị An" || len(l.held) != 0 {
		t.Errorf("after the retry %+v; held %q", got, l.held)
	}
}
