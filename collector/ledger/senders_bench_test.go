package ledger_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/report"
)

// BenchmarkSenders accepts reports of twelve numbers of a commune, from senders that all wait for their receipts: as the ledger takes
// them, and with all checks of intake inside the transaction. In the same run it commits the same rows and the same content text,
// one report at a time, to a plain SQLite file: one connection, prepared statements, the same journal and the same fsync, but no
// chain, no index, no trigger, and nothing read. A ratio is ours ÷ plain, in reports a second.
func BenchmarkSenders(b *testing.B) {
	in, reports := communes(b)
	for _, senders := range []int{1, 4, 16} {
		b.Run(fmt.Sprint(senders), func(b *testing.B) {
			var plain, bare, checked time.Duration
			n := 0
			for b.Loop() {
				toPlain, toBare, toChecked := plainly(b), accepting(b, nil), accepting(b, in.Checks())
				for some := range slices.Chunk(reports, 2*senders) { // in turns: what else the machine does hits all three
					plain += spread(senders, some, toPlain)
					bare += spread(senders, some, toBare)
					checked += spread(senders, some, toChecked)
				}
				n += len(reports)
			}
			each := func(d time.Duration) float64 { return float64(n) / d.Seconds() }
			b.ReportMetric(each(plain), "plain/s")
			b.ReportMetric(each(bare), "ledger/s")
			b.ReportMetric(each(checked), "checked/s")
			b.ReportMetric(each(bare)/each(plain), "ratio")
			b.ReportMetric(each(checked)/each(plain), "ratio-checked")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// communes are reports on the yearly duty of the communes of Vĩnh Long, twelve numbers each.
func communes(b *testing.B) (*intake.Intake, []ledger.Submission) {
	b.Helper()
	reg, err := planfile.Load("../../plans")
	if err != nil {
		b.Fatal(err)
	}
	p, _ := reg.Plan("pcgd-xmc-vinh-long")
	var facts []string
	for id, ind := range reg.Indicators {
		if ind.Whole != "" && ind.Beside == "" {
			facts = append(facts, id)
		}
	}
	slices.Sort(facts)
	var out []ledger.Submission
	for year := 2021; year <= 2023; year++ {
		for _, unit := range p.Units {
			if unit[0] != 'c' {
				continue
			}
			s := ledger.Submission{Plan: p.ID, Reporter: unit, Source: ledger.SourceAPI, Base: ledger.Base{Own: true}}
			row := &report.Row{} // as a document's: some checks ask about what people wrote alone
			for i, id := range facts[:12] {
				s.Entries = append(s.Entries, report.Entry{Unit: unit, Indicator: id, Period: period.Year(year), Group: "all", Numerator: new(90 + float64(i)), Denominator: new(120.0), Row: row})
			}
			out = append(out, s)
		}
	}
	in := &intake.Intake{Registry: reg, Now: clock, Metrics: intake.NewMetrics(prometheus.NewRegistry())}
	return in, out
}

// spread lets the senders work through the reports, and returns how long they took.
func spread(senders int, reports []ledger.Submission, send func(ledger.Submission)) time.Duration {
	var next atomic.Int64
	var wg sync.WaitGroup
	begin := time.Now()
	for range senders {
		wg.Go(func() {
			for n := next.Add(1); n <= int64(len(reports)); n = next.Add(1) {
				send(reports[n-1])
			}
		})
	}
	wg.Wait()
	return time.Since(begin)
}

func accepting(b *testing.B, checks []ledger.Check) func(ledger.Submission) {
	l := mustOpen(b, filepath.Join(b.TempDir(), "ledger.db"))
	return func(s ledger.Submission) {
		if _, err := l.Accept(b.Context(), s, checks...); err != nil {
			b.Error(err)
		}
	}
}

// plainly is the floor: the rows and the text, and nothing else.
func plainly(b *testing.B) func(ledger.Submission) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "plain.db")+"?_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=busy_timeout(15000)")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = db.Close() })
	db.SetMaxOpenConns(1)
	for _, statement := range []string{
		`CREATE TABLE submissions (seq INTEGER PRIMARY KEY, plan TEXT, reporter TEXT, source TEXT, received_on TEXT, recorded_at TEXT, content TEXT) STRICT`,
		`CREATE TABLE entries (seq INTEGER PRIMARY KEY, submission INTEGER, unit TEXT, indicator TEXT, period TEXT, grp TEXT, revision INTEGER,
			numerator REAL, denominator REAL, value REAL, first_received TEXT) STRICT`,
	} {
		if _, err := db.Exec(statement); err != nil {
			b.Fatal(err)
		}
	}
	prepare := func(query string) *sql.Stmt {
		s, err := db.Prepare(query)
		if err != nil {
			b.Fatal(err)
		}
		b.Cleanup(func() { _ = s.Close() })
		return s
	}
	submission := prepare(`INSERT INTO submissions (plan, reporter, source, received_on, recorded_at, content) VALUES (?,?,?,?,?,?)`)
	entry := prepare(`INSERT INTO entries (submission, unit, indicator, period, grp, revision, numerator, denominator, value, first_received) VALUES (?,?,?,?,?,?,?,?,?,?)`)
	return func(s ledger.Submission) {
		if err := commit(db, submission, entry, s); err != nil {
			b.Error(err)
		}
	}
}

func commit(db *sql.DB, submission, entry *sql.Stmt, s ledger.Submission) error {
	text, err := json.Marshal(map[string]any{"plan": s.Plan, "note": s.Note, "entries": s.Entries})
	if err != nil {
		return err
	}
	ctx := context.Background()
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	done, err := tx.StmtContext(ctx, submission).Exec(s.Plan, s.Reporter, s.Source, "2024-12-05", "2024-12-05T02:00:00.000000Z", string(text))
	if err != nil {
		return err
	}
	seq, err := done.LastInsertId()
	if err != nil {
		return err
	}
	insert := tx.StmtContext(ctx, entry)
	for _, e := range s.Entries {
		if _, err := insert.Exec(seq, e.Unit, e.Indicator, e.Period.String(), e.Group, 1, e.Numerator, e.Denominator, e.Value, "2024-12-05"); err != nil {
			return err
		}
	}
	return tx.Commit()
}
