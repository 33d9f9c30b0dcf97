package projection_test

import (
	"context"
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
