package intake_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// overtaken is a ledger in which somebody else does something in the instant before a report is accepted.
type overtaken struct {
	intake.Ledger
	first func()
}

func (o *overtaken) AcceptAll(ctx context.Context, subs []ledger.Submission, checks ...ledger.Check) ([]ledger.Receipt, error) {
	if do := o.first; do != nil {
		o.first = nil
		do()
	}
	return o.Ledger.AcceptAll(ctx, subs, checks...)
}

// changing is a folder of plans that another program brings into force through a store of its own.
type changing struct {
	t     *testing.T
	path  string
	dir   string
	other *ledger.Ledger
}

func newChanging(t *testing.T) *changing {
	t.Helper()
	c := &changing{t: t, path: filepath.Join(t.TempDir(), "ledger.db"), dir: t.TempDir()}
	if err := os.CopyFS(c.dir, os.DirFS("../../internal/planfile/testdata/base")); err != nil {
		t.Fatal(err)
	}
	c.other = c.open()
	c.asks("[info_skills_rate, learning_district_status]")
	return c
}

func (c *changing) open() *ledger.Ledger {
	c.t.Helper()
	book, err := ledger.Open(c.t.Context(), c.path, now)
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() {
		if err := book.Close(); err != nil {
			c.t.Error(err)
		}
	})
	return book
}

func (c *changing) asks(list string) {
	c.t.Helper()
	path := filepath.Join(c.dir, "tiny.yaml")
	raw, err := os.ReadFile(path)
	if err != nil {
		c.t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(raw), "    indicators: ")
	_, rest, _ = strings.Cut(rest, "\n")
	if err := os.WriteFile(path, []byte(head+"    indicators: "+list+"\n"+rest), 0o600); err != nil {
		c.t.Fatal(err)
	}
	folder, err := generation.ReadFolder(c.dir)
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := generation.Adopt(c.t.Context(), c.other, folder, now(), &generation.Acceptance{By: ledger.Who{Name: "Sở GDĐT"}, Reason: "thử"}); err != nil {
		c.t.Fatal(err)
	}
}

func (c *changing) following() (*intake.Following, *overtaken) {
	book := c.open()
	over := &overtaken{Ledger: book}
	return &intake.Following{Plans: generation.Follow(book), Ledger: over, Now: now, Metrics: intake.NewMetrics(prometheus.NewRegistry())}, over
}

var tinySender = intake.Sender{By: report.By{Subject: subject.Anyone(), Source: ledger.SourceAPI}, Own: true}

func tinyReport(t *testing.T, row string) intake.Document {
	t.Helper()
	doc, err := intake.DecodeJSON(strings.NewReader(`{"plan":"tiny","rows":[{"unit":"857","period":"2023",`+row+`}]}`), intake.DefaultLimits)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// What was checked by plans that another program replaced in the instant before it was accepted is checked again by the new ones.
func TestAReportIsCheckedAgainByPlansThatCameIntoForceMeanwhile(t *testing.T) {
	c := newChanging(t)
	in, over := c.following()
	skills, literacy := tinyReport(t, `"indicator":"info_skills_rate","numerator":1,"denominator":2`), tinyReport(t, `"indicator":"literacy_level","value":1`)

	over.first = func() { c.asks("[info_skills_rate, learning_district_status, literacy_level]") }
	if _, err := in.Submit(t.Context(), skills, tinySender); err != nil || over.first != nil {
		t.Fatalf("what both ask for: %v", err)
	}
	if _, err := in.Submit(t.Context(), literacy, tinySender); err != nil {
		t.Errorf("what the new ones ask for: %v", err)
	}

	over.first = func() { c.asks("[learning_district_status, literacy_level]") }
	_, err := in.Submit(t.Context(), tinyReport(t, `"indicator":"info_skills_rate","numerator":2,"denominator":2`), tinySender)
	list, ok := errors.AsType[problem.List](err)
	if !ok || list[0].Code != "not_owed" {
		t.Errorf("what the new ones do not ask for: %v", err)
	}
	if n, err := c.other.LastSeq(t.Context()); err != nil || n != 2 {
		t.Errorf("%d entries, %v; want 2", n, err)
	}
}

// A command goes by the folder that it has read: it is refused, and says what to do, where other plans came into force.
func TestAnIntakeOfReplacedPlansTakesNothing(t *testing.T) {
	c := newChanging(t)
	in, over := c.following()
	fixed, err := in.Current(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	skills := tinyReport(t, `"indicator":"info_skills_rate","numerator":1,"denominator":2`)
	over.first = func() { c.asks("[info_skills_rate, learning_district_status, literacy_level]") }
	if _, err := fixed.Submit(t.Context(), skills, tinySender); !errors.Is(err, intake.ErrOtherPlans) || !strings.Contains(err.Error(), "chạy lại lệnh") {
		t.Errorf("%v", err)
	}
	if _, err := fixed.Preview(t.Context(), skills, tinySender); !errors.Is(err, intake.ErrOtherPlans) {
		t.Errorf("a preview: %v", err)
	}
	taken, err := in.Submit(t.Context(), skills, tinySender)
	if err != nil {
		t.Fatal(err)
	}
	c.asks("[learning_district_status, literacy_level]")
	gone := intake.Withdrawal{Receipt: taken.Receipts[0].ID, Reason: "nhầm"}
	if _, err := fixed.Withdraw(t.Context(), gone, tinySender); !errors.Is(err, intake.ErrOtherPlans) {
		t.Errorf("a withdrawal: %v", err)
	}
	if _, err := in.Withdraw(t.Context(), gone, tinySender); err != nil {
		t.Errorf("by the new plans: %v", err)
	}
}

// always never settles.
type always struct {
	plan.Registry
	generation int64
}

func (a *always) InForce(context.Context) (plan.Registry, int64, error) {
	a.generation++
	return a.Registry, a.generation, nil
}

func TestPlansThatNeverSettleEndInARefusal(t *testing.T) {
	c := newChanging(t)
	in, _ := c.following()
	reg, _, err := in.Plans.InForce(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	in.Plans = &always{Registry: reg, generation: 100}
	if _, err := in.Submit(t.Context(), tinyReport(t, `"indicator":"info_skills_rate","numerator":1,"denominator":2`), tinySender); !errors.Is(err, intake.ErrOtherPlans) {
		t.Errorf("%v", err)
	}
}
