package ledger_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
)

// threeSubmissions returns a file of three submissions with four entries.
func threeSubmissions(t *testing.T) (*ledger.Ledger, string) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := mustOpen(t, path)
	mustAccept(t, l, submission("", count("d:857@0", 600)))
	mustAccept(t, l, submission("", count("d:857@0", 610), count("d:858@0", 500)))
	mustAccept(t, l, submission("", count("d:859@0", 400)))
	mustVerify(t, l)
	return l, path
}

func TestLedgerCannotBeChangedBySQL(t *testing.T) {
	l, path := threeSubmissions(t)
	before := all(t, l)
	for name, statement := range map[string]string{
		"update a submission": `UPDATE submissions SET reporter = 'x' WHERE seq = 2`,
		"delete a submission": `DELETE FROM submissions WHERE seq = 3`,
		"update an entry":     `UPDATE entries SET numerator = 1 WHERE seq = 2`,
		"delete an entry":     `DELETE FROM entries WHERE seq = 4`,
		"replace a submission by number": `INSERT OR REPLACE INTO submissions SELECT seq, receipt, plan, 'x', source, received_on,
			recorded_at, content, content_hash, added, changed, unchanged, entries_hash, prev_hash, hash FROM submissions WHERE seq = 3`,
		"replace a submission by receipt": `INSERT OR REPLACE INTO submissions SELECT seq + 1, receipt, plan, 'x', source, received_on,
			recorded_at, content, 'c', added, changed, unchanged, entries_hash, 'p', 'h' FROM submissions WHERE seq = 3`,
		"replace a submission by content": `INSERT OR REPLACE INTO submissions SELECT seq + 1, 'r', plan, 'x', source, received_on,
			recorded_at, content, content_hash, added, changed, unchanged, entries_hash, 'p', 'h' FROM submissions WHERE seq = 3`,
		"fork the chain": `INSERT OR REPLACE INTO submissions SELECT seq + 1, 'r', plan, 'x', source, received_on,
			recorded_at, content, 'c', added, changed, unchanged, entries_hash, prev_hash, 'h' FROM submissions WHERE seq = 3`,
		"replace an entry by number": `INSERT OR REPLACE INTO entries SELECT seq, submission, unit, indicator, period, grp, revision, 1,
			denominator, value, first_received FROM entries WHERE seq = 4`,
		"replace an entry by cell": `INSERT OR REPLACE INTO entries SELECT seq + 1, submission, unit, indicator, period, grp, revision, 1,
			denominator, value, first_received FROM entries WHERE seq = 4`,
		"an entry of no submission": `INSERT INTO entries SELECT seq + 1, 99, unit, indicator, period, grp, revision + 1, 1,
			denominator, value, first_received FROM entries WHERE seq = 4`,
	} {
		t.Run(name, func(t *testing.T) {
			err := tryRaw(path, `PRAGMA foreign_keys = 1`, statement)
			if err == nil {
				t.Error("SQL got through")
			} else if s := err.Error(); !strings.Contains(s, "append-only") && !strings.Contains(s, "FOREIGN KEY") {
				t.Errorf("refused for another reason: %v", err)
			}
			same(t, "entries", all(t, l), before)
			mustVerify(t, l)
		})
	}
}

func TestVerifyNamesTheTamperedSubmission(t *testing.T) {
	for name, tc := range map[string]struct {
		statement string
		seq       int64
	}{
		"a number":            {`UPDATE entries SET numerator = 999 WHERE seq = 2`, 2},
		"a number set empty":  {`UPDATE entries SET numerator = NULL WHERE seq = 1`, 1},
		"a unit":              {`UPDATE entries SET unit = 'd:855@0' WHERE seq = 3`, 2},
		"a period of no form": {`UPDATE entries SET period = 'Q9' WHERE seq = 3`, 2},
		"a day of receipt":    {`UPDATE submissions SET received_on = '2024-11-30' WHERE seq = 3`, 3},
		"a reporter":          {`UPDATE submissions SET reporter = 'x' WHERE seq = 1`, 1},
		"a receipt":           {`UPDATE submissions SET receipt = 'XHHT-0000-0000-0000' WHERE seq = 2`, 2},
		"the content":         {`UPDATE submissions SET content = replace(content, '600', '700') WHERE seq = 1`, 1},
		"a hash":              {`UPDATE submissions SET hash = 'f' WHERE seq = 2`, 2},
		"a removed entry":     {`DELETE FROM entries WHERE seq = 1`, 1},
		"a removed last one":  {`DELETE FROM entries WHERE seq = 4`, 3},
		"a removed link":      {`DELETE FROM submissions WHERE seq = 2`, 2},
		"an added entry": {`INSERT INTO entries SELECT 5, 3, unit, indicator, period, grp, 9, 1, denominator, value, first_received
			FROM entries WHERE seq = 4`, 3},
		"an added stray": {`INSERT INTO entries SELECT 5, 7, unit, indicator, period, grp, 9, 1, denominator, value, first_received
			FROM entries WHERE seq = 4`, 7},
		"a swapped order": {`UPDATE submissions SET seq = CASE seq WHEN 2 THEN -3 WHEN 3 THEN -2 ELSE seq END; UPDATE submissions SET seq = -seq WHERE seq < 0`, 2},
	} {
		t.Run(name, func(t *testing.T) {
			l, path := threeSubmissions(t)
			raw(t, path, `DROP TRIGGER submissions_keep`, `DROP TRIGGER submissions_stay`, `DROP TRIGGER entries_keep`,
				`DROP TRIGGER entries_stay`, `DROP TRIGGER entries_append`, tc.statement)
			var broken *ledger.Broken
			if err := l.Verify(t.Context()); !errors.As(err, &broken) || broken.Seq != tc.seq {
				t.Errorf("got %v, want submission %d to be named", err, tc.seq)
			}
		})
	}
}

// A forger who knows the format makes one submission anew, hashes and all. The next one still names the old hash.
func TestVerifySeesAForgedLink(t *testing.T) {
	l, path := threeSubmissions(t)
	forged := filepath.Join(t.TempDir(), "forged.db")
	f := mustOpen(t, forged)
	mustAccept(t, f, submission("", count("d:857@0", 600)))
	mustAccept(t, f, submission("", count("d:857@0", 999), count("d:858@0", 500)))
	raw(t, path, `DROP TRIGGER submissions_keep; DROP TRIGGER entries_keep; ATTACH '`+forged+`' AS forged;
		UPDATE submissions SET (receipt, content, content_hash, entries_hash, prev_hash, hash) = (SELECT receipt, content, content_hash,
			entries_hash, prev_hash, hash FROM forged.submissions f WHERE f.seq = 2) WHERE seq = 2;
		UPDATE entries SET numerator = 999 WHERE seq = 2`)
	var broken *ledger.Broken
	if err := l.Verify(t.Context()); !errors.As(err, &broken) || broken.Seq != 3 {
		t.Errorf("got %v, want submission 3 to be named", err)
	}
}
