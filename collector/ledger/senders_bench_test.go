package ledger_test

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/report"
)

// BenchmarkSenders accepts reports of twelve cells from senders that all wait for their receipts, and commits the same rows
// and the same content text, one report at a time, to a plain SQLite file through one connection: no chain, no triggers, no
// index, but the same journal and the same fsync. The ratio is ours ÷ plain, in reports a second of the same run.
func BenchmarkSenders(b *testing.B) {
	for _, senders := range []int{1, 4, 16} {
		b.Run(fmt.Sprint(senders), func(b *testing.B) {
			var plain, ours time.Duration
			reports := 0
			for b.Loop() {
				const each = 240
				plain += committing(b, senders, each)
				ours += accepting(b, senders, each)
				reports += each
			}
			b.ReportMetric(float64(reports)/plain.Seconds(), "plain/s")
			b.ReportMetric(float64(reports)/ours.Seconds(), "ours/s")
			b.ReportMetric(plain.Seconds()/ours.Seconds(), "ratio")
		})
	}
}

// reportOf is the n-th report: a commune's twelve numbers.
func reportOf(n int64) []report.Entry {
	entries := make([]report.Entry, 12)
	for i := range entries {
		entries[i] = count(fmt.Sprintf("c:%05d@0", n), float64(n%900))
		entries[i].Indicator = fmt.Sprintf("indicator_number_%02d_rate", i)
	}
	return entries
}

// spread lets the senders work through so many reports, and returns how long they took.
func spread(senders, reports int, send func(n int64)) time.Duration {
	var next atomic.Int64
	var wg sync.WaitGroup
	begin := time.Now()
	for range senders {
		wg.Go(func() {
			for n := next.Add(1); n <= int64(reports); n = next.Add(1) {
				send(n)
			}
		})
	}
	wg.Wait()
	return time.Since(begin)
}

func accepting(b *testing.B, senders, reports int) time.Duration {
	l := mustOpen(b, filepath.Join(b.TempDir(), "ledger.db"))
	return spread(senders, reports, func(n int64) {
		if _, err := l.Accept(b.Context(), submission("", reportOf(n)...)); err != nil {
			b.Error(err)
		}
	})
}

func committing(b *testing.B, senders, reports int) time.Duration {
	path := filepath.Join(b.TempDir(), "plain.db")
	db, err := sql.Open("sqlite", "file:"+path+"?_txlock=immediate&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
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
	return spread(senders, reports, func(n int64) {
		if err := commit(db, n); err != nil {
			b.Error(err)
		}
	})
}

func commit(db *sql.DB, n int64) error {
	s := submission("", reportOf(n)...)
	text, err := json.Marshal(s.Entries)
	if err != nil {
		return err
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }()
	done, err := tx.Exec(`INSERT INTO submissions (plan, reporter, source, received_on, recorded_at, content) VALUES (?,?,?,?,?,?)`,
		s.Plan, s.Reporter, s.Source, "2024-12-05", "2024-12-05T02:00:00.000000Z", string(text))
	if err != nil {
		return err
	}
	seq, err := done.LastInsertId()
	if err != nil {
		return err
	}
	insert, err := tx.Prepare(`INSERT INTO entries (submission, unit, indicator, period, grp, revision, numerator, denominator, value, first_received)
		VALUES (?,?,?,?,?,?,?,?,?,?)`)
	if err != nil {
		return err
	}
	for _, e := range s.Entries {
		if _, err := insert.Exec(seq, e.Unit, e.Indicator, e.Period.String(), e.Group, 1, e.Numerator, e.Denominator, e.Value, "2024-12-05"); err != nil {
			return err
		}
	}
	return tx.Commit()
}

var _ ledger.Receipt
