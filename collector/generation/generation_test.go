package generation_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// tiny is the folder of plans that planfile's own tests read: two districts owe a form by 9 December.
const tiny = "../../internal/planfile/testdata/base"

const asked = "[info_skills_rate, learning_district_status]"

// desk is a ledger, a folder of plans and a clock.
type desk struct {
	t    *testing.T
	path string
	dir  string
	now  time.Time
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, path: filepath.Join(t.TempDir(), "ledger.db"), dir: t.TempDir(), now: day(2024, 3, 1)}
	if err := os.CopyFS(d.dir, os.DirFS(tiny)); err != nil {
		t.Fatal(err)
	}
	return d
}

func day(y int, m time.Month, n int) time.Time { return time.Date(y, m, n, 3, 0, 0, 0, time.UTC) }

func (d *desk) open() *ledger.Ledger {
	d.t.Helper()
	book, err := ledger.Open(d.t.Context(), d.path, func() time.Time { return d.now })
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() {
		if err := book.Close(); err != nil {
			d.t.Error(err)
		}
	})
	return book
}

func (d *desk) folder() generation.Folder {
	d.t.Helper()
	f, err := generation.ReadFolder(d.dir)
	if err != nil {
		d.t.Fatal(err)
	}
	return f
}

// edit replaces a text in the plan.
func (d *desk) edit(old, replacement string) {
	d.t.Helper()
	path := filepath.Join(d.dir, "tiny.yaml")
	raw, err := os.ReadFile(path)
	if err != nil {
		d.t.Fatal(err)
	}
	if n := strings.Count(string(raw), old); n != 1 {
		d.t.Fatalf("%q stands %d times", old, n)
	}
	if err := os.WriteFile(path, []byte(strings.Replace(string(raw), old, replacement, 1)), 0o600); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) adopt(book *ledger.Ledger, accepted *generation.Acceptance) (generation.Adopted, error) {
	d.t.Helper()
	return generation.Adopt(d.t.Context(), book, d.folder(), d.now, accepted)
}

func (d *desk) must(book *ledger.Ledger) generation.Adopted {
	d.t.Helper()
	done, err := d.adopt(book, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	return done
}

// owes tells what a district owes for the year under the plans of an instant.
func (d *desk) owes(book *ledger.Ledger, at time.Time, year int) string {
	d.t.Helper()
	then, err := generation.At(d.t.Context(), book, at)
	if err != nil {
		d.t.Fatal(err)
	}
	p, _ := then.Plan("tiny")
	district, _ := then.Areas.Get("d:857@0")
	var out []string
	for _, id := range []string{"info_skills_rate", "learning_district_status", "literacy_level"} {
		if _, ok := then.Owes(p, p.Forms[0], id, district, period.Year(year)); ok {
			out = append(out, id)
		}
	}
	return strings.Join(out, " ")
}

func filed(t *testing.T, book *ledger.Ledger, received period.Date) {
	t.Helper()
	_, err := book.Accept(t.Context(), ledger.Submission{Plan: "tiny", Reporter: "Long Hồ", Source: ledger.SourceImport, ReceivedOn: received,
		Entries: []report.Entry{{Unit: "d:857@0", Indicator: "info_skills_rate", Period: period.Year(2022), Group: "all", Numerator: new(1.0), Denominator: new(2.0)}}})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTheFirstStartOnAnOldLedgerWritesDownThePresentAsSinceBefore(t *testing.T) {
	d := newDesk(t)
	book := d.open()
	filed(t, book, period.DateOf(2022, 12, 1))
	done := d.must(book)
	if done.Receipt == "" || !done.Before || !done.None() {
		t.Fatalf("%+v", done)
	}
	list, err := book.Generations(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("%d generations, %v", len(list), err)
	}
	if got, want := slices.Sorted(maps.Keys(list[0].Texts)), []string{"areas.csv", "indicators.yaml", "law/facts.yaml", "sources/tiny.txt", "tiny.yaml"}; cmp.Diff(want, got) != "" {
		t.Errorf("the chain names %q", got)
	}
	if got := d.owes(book, day(2022, 12, 2), 2022); got != "info_skills_rate learning_district_status" {
		t.Errorf("two years before it was written down a district owed %q", got)
	}
	if again := d.must(book); again.Receipt != "" {
		t.Errorf("the same files again: %+v", again)
	}
	if err := book.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestANewLedgerBeginsWithItsPlans(t *testing.T) {
	d := newDesk(t)
	if done := d.must(d.open()); done.Before || done.Receipt == "" {
		t.Errorf("%+v", done)
	}
}

func TestWhatChangesNothingOfThePastComesIntoForceByItself(t *testing.T) {
	d := newDesk(t)
	book := d.open()
	d.must(book)
	first := d.now
	d.now = day(2024, 9, 1)
	d.edit(asked, "[info_skills_rate, learning_district_status, {id: literacy_level, first: 2025}]")
	done := d.must(book)
	if done.Receipt == "" || done.Before || !slices.Equal(done.Changed, []string{"tiny.yaml"}) {
		t.Fatalf("%+v", done)
	}
	for _, c := range []struct {
		at   time.Time
		year int
		want string
	}{
		{first, 2025, "info_skills_rate learning_district_status"},
		{day(2024, 10, 1), 2025, "info_skills_rate learning_district_status literacy_level"},
		{day(2024, 10, 1), 2024, "info_skills_rate learning_district_status"},
		{time.Time{}, 2025, "info_skills_rate learning_district_status literacy_level"},
	} {
		if got := d.owes(book, c.at, c.year); got != c.want {
			t.Errorf("as of %s for %d: %q, want %q", c.at, c.year, got, c.want)
		}
	}
	d.edit("id: tiny\n", "# một lời\nid: tiny\n")
	if done := d.must(book); done.Receipt == "" {
		t.Error("another text is another generation, whatever it says")
	}
}

func TestAChangeOfThePastIsRefusedAndCanBeAccepted(t *testing.T) {
	d := newDesk(t)
	book := d.open()
	filed(t, book, period.DateOf(2022, 12, 1))
	d.must(book)
	before := d.now
	d.now = day(2024, 9, 1)
	d.edit(asked, "[info_skills_rate, learning_district_status, literacy_level]")
	_, err := d.adopt(book, nil)
	var refused *generation.Refused
	if !errors.As(err, &refused) || len(refused.Past) != 1 || !strings.Contains(refused.Error(), "first: 2024") {
		t.Fatalf("%v", err)
	}
	if list, err := book.Generations(t.Context()); err != nil || len(list) != 1 {
		t.Fatalf("%d generations, %v", len(list), err)
	}
	done, err := d.adopt(book, &generation.Acceptance{By: ledger.Who{Name: "Sở GDĐT"}, Reason: "gõ nhầm", Authority: "7/CV"})
	if err != nil || done.Receipt == "" || len(done.Past) != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	list, err := book.Generations(t.Context())
	if err != nil || len(list) != 2 || list[1].By != "Sở GDĐT" || list[1].Reason != "gõ nhầm" || list[1].Authority != "7/CV" || list[1].Base != list[0].Seq {
		t.Errorf("%+v, %v", list, err)
	}
	if then, now := d.owes(book, before, 2022), d.owes(book, time.Time{}, 2022); then != "info_skills_rate learning_district_status" || now != "info_skills_rate learning_district_status literacy_level" {
		t.Errorf("as of then %q, now %q", then, now)
	}
	d.edit(", literacy_level]", "]")
	if _, err := d.adopt(book, nil); !errors.As(err, &refused) {
		t.Errorf("back to what it was: %v", err)
	}
	if _, err := d.adopt(book, &generation.Acceptance{By: ledger.Who{Name: "Sở GDĐT"}, Reason: "gõ nhầm"}); err != nil {
		t.Errorf("the texts of an earlier generation: %v", err)
	}
	if err := book.Verify(t.Context()); err != nil {
		t.Error(err)
	}
}

// An approval or a report in between does not matter; a clock that was ahead for a while does not hide the newest generation.
func TestNowIsTheEndOfTheChain(t *testing.T) {
	d := newDesk(t)
	book := d.open()
	d.must(book)
	d.now = day(2025, 2, 1)
	d.edit(asked, "[info_skills_rate, learning_district_status, {id: literacy_level, first: 2026}]")
	d.must(book)
	d.now = day(2024, 4, 1) // the clock was mended
	if got := d.owes(book, time.Time{}, 2026); got != "info_skills_rate learning_district_status literacy_level" {
		t.Errorf("now a district owes %q", got)
	}
}

// Programs that start at one instant write a generation down once; with files of their own, each follows the other.
func TestProgramsThatStartAtOnce(t *testing.T) {
	d := newDesk(t)
	start := func(folders ...generation.Folder) (receipts int, errs []error) {
		var wg sync.WaitGroup
		var mu sync.Mutex
		for _, f := range folders {
			book := d.open()
			wg.Go(func() {
				done, err := generation.Adopt(context.WithoutCancel(t.Context()), book, f, d.now, nil)
				mu.Lock()
				defer mu.Unlock()
				if errs = append(errs, err); done.Receipt != "" {
					receipts++
				}
			})
		}
		wg.Wait()
		return receipts, errs
	}
	same := d.folder()
	receipts, errs := start(same, same, same, same)
	if err := errors.Join(errs...); err != nil || receipts != 1 {
		t.Fatalf("the same files: %d generations, %v", receipts, err)
	}
	var own []generation.Folder
	for i := range 3 {
		d.edit("id: tiny\n", fmt.Sprintf("# %d\nid: tiny\n", i))
		own = append(own, d.folder())
	}
	receipts, errs = start(own...)
	if err := errors.Join(errs...); err != nil || receipts != 3 {
		t.Fatalf("files of their own: %d generations, %v", receipts, err)
	}
	list, err := d.open().Generations(t.Context())
	if err != nil || len(list) != 4 {
		t.Fatalf("%d generations, %v", len(list), err)
	}
	for i, g := range list[1:] {
		if g.Base != list[i].Seq {
			t.Errorf("generation %d was held against %d, not against %d", g.Seq, g.Base, list[i].Seq)
		}
	}
}

// What a decision says of texts that are gone cannot be read as if nothing had been in force.
func TestATextThatIsMissingIsAnError(t *testing.T) {
	d := newDesk(t)
	book := d.open()
	d.must(book)
	if _, err := generation.At(t.Context(), withoutTexts{book}, time.Time{}); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("%v", err)
	}
	d.edit("id: tiny\n", "# một lời\nid: tiny\n")
	if _, err := generation.Adopt(t.Context(), withoutTexts{book}, d.folder(), d.now, nil); !errors.Is(err, ledger.ErrNotFound) {
		t.Errorf("%v", err)
	}
}

type withoutTexts struct{ *ledger.Ledger }

func (withoutTexts) Text(context.Context, string) (string, error) { return "", ledger.ErrNotFound }

var _ generation.Ledger = withoutTexts{}
