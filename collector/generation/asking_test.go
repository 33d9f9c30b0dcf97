package generation_test

import (
	"context"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/timeliness"
)

// late is asked for after the deadline of 2022 by the file's own word, with 75 days to answer.
const late = "[info_skills_rate, learning_district_status, {id: literacy_level, first: 2022, asked_on: 2023-01-15, due: 2023-03-31, clause: CV 1}]"

func term(t *testing.T, reg plan.Registry) string {
	t.Helper()
	p, _ := reg.Plan("tiny")
	asks := p.Forms[0].Indicators
	last := asks[len(asks)-1].Term
	return last.AskedOn.String() + " to " + last.Due.String()
}

// The file says January 2023; it comes into force on 1 September 2024, and so was asked on that day, with as many days to answer. A
// later generation with the same words leaves the day where it was.
func TestWhatComesIntoForceLateWasAskedWhenItDid(t *testing.T) {
	d := newDesk(t)
	book := d.open()
	d.must(book)
	d.now = day(2024, 9, 1)
	d.edit(asked, late)
	word := generation.Acceptance{By: ledger.Who{Name: "Sở GDĐT"}, Reason: "Bổ sung chỉ số", Authority: "CV 1"}
	compared, err := generation.Compare(t.Context(), book, d.folder(), d.now)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range compared.Past {
		t.Errorf("it would change the past: %s", c.What.EN)
	}
	if _, err := d.adopt(book, &word); err != nil {
		t.Fatal(err)
	}
	const want = "2024-09-01 to 2024-11-15"
	d.now = day(2025, 2, 1)
	d.edit("title: {vi: Kế hoạch thử", "title: {vi: Kế hoạch thử sửa tên")
	d.must(book)
	for name, registry := range map[string]func(context.Context) (plan.Registry, error){
		"in force": func(ctx context.Context) (plan.Registry, error) {
			reg, _, err := generation.Follow(book).InForce(ctx)
			return reg, err
		},
		"at": func(ctx context.Context) (plan.Registry, error) {
			then, err := generation.At(ctx, book, time.Time{})
			return then.Registry, err
		},
	} {
		reg, err := registry(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if got := term(t, reg); got != want {
			t.Errorf("%s: asked %s, want %s", name, got, want)
		}
	}
	reg, _, err := generation.Follow(book).InForce(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("tiny")
	duty := timeliness.DutyOf(reg, p, p.Forms[0])
	came := func(k report.Key) (time.Time, bool) {
		return period.DateOf(2022, 12, 1).Time(), k.Indicator != "literacy_level"
	}
	r := duty.Report(timeliness.Slot{Unit: "d:857@0", Period: period.Year(2022)}, came, timeliness.Decided{})
	for at, late := range map[time.Time]bool{day(2024, 9, 2): false, day(2024, 11, 15): false, day(2024, 11, 17): true} {
		if got := timeliness.Late(r, at) > 0; got != late {
			t.Errorf("on %s late is %v, want %v", at, got, late)
		}
	}
}

// A ledger that begins with the file takes its word: it was in force since before.
func TestTheFirstGenerationIsTakenAtItsWord(t *testing.T) {
	d := newDesk(t)
	book := d.open()
	d.edit(asked, late)
	d.must(book)
	d.now = day(2025, 2, 1)
	d.edit("title: {vi: Kế hoạch thử", "title: {vi: Kế hoạch thử sửa tên")
	d.must(book)
	reg, _, err := generation.Follow(book).InForce(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if got := term(t, reg); got != "2023-01-15 to 2023-03-31" {
		t.Errorf("asked %s", got)
	}
}
