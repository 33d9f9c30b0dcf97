package ledger_test

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
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
			recorded_at, content, content_hash, added, changed, unchanged, entries_hash, prev_hash, hash, NULL, '', '' FROM submissions WHERE seq = 3`,
		"replace a submission by receipt": `INSERT OR REPLACE INTO submissions SELECT seq + 1, receipt, plan, 'x', source, received_on,
			recorded_at, content, 'c', added, changed, unchanged, entries_hash, 'p', 'h', NULL, '', '' FROM submissions WHERE seq = 3`,
		"replace a submission by content": `INSERT OR REPLACE INTO submissions SELECT seq + 1, 'r', plan, 'x', source, received_on,
			recorded_at, content, content_hash, added, changed, unchanged, entries_hash, 'p', 'h', NULL, '', '' FROM submissions WHERE seq = 3`,
		"fork the chain": `INSERT OR REPLACE INTO submissions SELECT seq + 1, 'r', plan, 'x', source, received_on,
			recorded_at, content, 'c', added, changed, unchanged, entries_hash, prev_hash, 'h', NULL, '', '' FROM submissions WHERE seq = 3`,
		"replace an entry by number": `INSERT OR REPLACE INTO entries SELECT seq, submission, unit, indicator, period, grp, revision, 1,
			denominator, value, first_received, 0, NULL, '', '', 0, 0 FROM entries WHERE seq = 4`,
		"replace an entry by cell": `INSERT OR REPLACE INTO entries SELECT seq + 1, submission, unit, indicator, period, grp, revision, 1,
			denominator, value, first_received, 0, NULL, '', '', 0, 0 FROM entries WHERE seq = 4`,
		"an entry of no submission": `INSERT INTO entries SELECT seq + 1, 99, unit, indicator, period, grp, revision + 1, 1,
			denominator, value, first_received, 0, NULL, '', '', 0, 0 FROM entries WHERE seq = 4`,
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
		"an added entry": {`INSERT INTO entries SELECT 5, 3, unit, indicator, period, grp, 9, 1, denominator, value, first_received, 0, NULL, '', '', 0, 0
			FROM entries WHERE seq = 4`, 3},
		"an added stray": {`INSERT INTO entries SELECT 5, 7, unit, indicator, period, grp, 9, 1, denominator, value, first_received, 0, NULL, '', '', 0, 0
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

// mixed is a chain of both kinds: submission 1, extension 2, submission 3, approval 4, submission 5.
func mixed(t *testing.T) (*ledger.Ledger, string) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := mustOpen(t, path)
	mustAccept(t, l, submission("", count("d:857@0", 600)))
	mustDecide(t, l, extension(20, "d:857@0"))
	mustAccept(t, l, submission("", count("d:857@0", 610)))
	mustDecide(t, l, approval("d:857@0"))
	mustAccept(t, l, submission("", count("d:859@0", 400)))
	mustVerify(t, l)
	return l, path
}

func TestDecisionsCannotBeChangedBySQL(t *testing.T) {
	l, path := mixed(t)
	for name, statement := range map[string]string{
		"update a decision":             `UPDATE decisions SET decided_by = 'x' WHERE seq = 2`,
		"delete a decision":             `DELETE FROM decisions WHERE seq = 4`,
		"replace a decision":            `INSERT OR REPLACE INTO decisions SELECT seq, receipt, kind, plan, 'x', recorded_at, content, content_hash, prev_hash, hash, '', '' FROM decisions WHERE seq = 4`,
		"a decision in the middle":      `INSERT INTO decisions SELECT 3, 'r', kind, plan, 'x', recorded_at, content, 'c', 'p', 'h', '', '' FROM decisions WHERE seq = 4`,
		"a submission in the middle":    `INSERT INTO submissions SELECT 4, 'r', plan, 'x', source, received_on, recorded_at, content, 'c', 0, 0, 0, '', 'p', 'h', NULL, '', '' FROM submissions WHERE seq = 5`,
		"fork the chain":                `INSERT INTO decisions SELECT 6, 'r', kind, plan, 'x', recorded_at, content, 'c', prev_hash, 'h', '', '' FROM submissions JOIN (SELECT kind FROM decisions LIMIT 1) WHERE seq = 5`,
		"a decision under a receipt":    `INSERT INTO decisions SELECT 6, receipt, 'done', plan, 'x', recorded_at, content, 'c', 'p', 'h', '', '' FROM submissions WHERE seq = 5`,
		"a submission under a receipt":  `INSERT INTO submissions SELECT 6, receipt, plan, 'x', 'api', '2024-12-05', recorded_at, content, 'c', 0, 0, 0, '', 'p', 'h', NULL, '', '' FROM decisions WHERE seq = 4`,
		"a submission with its content": `INSERT INTO submissions SELECT 6, 'r', plan, 'x', 'api', '2024-12-05', recorded_at, content, content_hash, 0, 0, 0, '', 'p', 'h', NULL, '', '' FROM decisions WHERE seq = 4`,
	} {
		err := tryRaw(path, statement)
		if err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: got %v", name, err)
		}
		mustVerify(t, l)
	}
}

func TestVerifyNamesTheTamperedDecision(t *testing.T) {
	for name, tc := range map[string]struct {
		statement string
		seq       int64
	}{
		"a day":                    {`UPDATE decisions SET content = replace(content, '2024-12-20', '2024-12-30') WHERE seq = 2`, 2},
		"a day and its hash":       {`UPDATE decisions SET content = replace(content, '2024-12-20', '2024-12-30'), content_hash = 'c' WHERE seq = 2`, 2},
		"who decided":              {`UPDATE decisions SET decided_by = 'x' WHERE seq = 4`, 4},
		"when":                     {`UPDATE decisions SET recorded_at = '2024-12-04T01:00:00.000000Z' WHERE seq = 4`, 4},
		"a kind":                   {`UPDATE decisions SET kind = 'approval' WHERE seq = 2`, 2},
		"a plan":                   {`UPDATE decisions SET plan = 'x' WHERE seq = 2`, 2},
		"a receipt":                {`UPDATE decisions SET receipt = 'XHHT-0000-0000-0000' WHERE seq = 2`, 2},
		"a hash":                   {`UPDATE decisions SET hash = 'f' WHERE seq = 4`, 4},
		"a removed decision":       {`DELETE FROM decisions WHERE seq = 4`, 4},
		"all removed":              {`DELETE FROM decisions`, 2},
		"a submission removed":     {`DELETE FROM entries WHERE submission = 3; DELETE FROM submissions WHERE seq = 3`, 3},
		"the approved number":      {`UPDATE entries SET numerator = 1 WHERE seq = 2`, 3},
		"an entry of a decision":   {`INSERT INTO entries SELECT 4, 4, unit, indicator, period, grp, 9, 1, denominator, value, first_received, 0, NULL, '', '', 0, 0 FROM entries WHERE seq = 2`, 4},
		"a decision and a number":  {`UPDATE decisions SET seq = 6 WHERE seq = 4`, 4},
		"two links of one number":  {`UPDATE decisions SET seq = 3 WHERE seq = 2`, 2},
		"swapped":                  {`UPDATE decisions SET seq = CASE seq WHEN 2 THEN -4 ELSE -2 END; UPDATE decisions SET seq = -seq`, 2},
		"another ledger's content": {`UPDATE decisions SET (content, content_hash, receipt) = (SELECT content, content_hash, receipt FROM submissions WHERE seq = 5) WHERE seq = 2`, 2},
	} {
		t.Run(name, func(t *testing.T) {
			l, path := mixed(t)
			raw(t, path, `PRAGMA foreign_keys = 0`, `DROP TRIGGER submissions_stay`, `DROP TRIGGER decisions_keep`, `DROP TRIGGER decisions_stay`, `DROP TRIGGER entries_keep`,
				`DROP TRIGGER entries_stay`, `DROP TRIGGER entries_append`, tc.statement)
			var broken *ledger.Broken
			if err := l.Verify(t.Context()); !errors.As(err, &broken) || broken.Seq != tc.seq {
				t.Errorf("got %v, want number %d to be named", err, tc.seq)
			}
		})
	}
}

// A decision that is cut off together with all that followed leaves a chain that verifies; a head noted down shows it.
func TestACutShowsAgainstANotedHead(t *testing.T) {
	l, path := mixed(t)
	noted := decisions(t, l)[1]
	head, err := l.Head(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	raw(t, path, `DROP TRIGGER submissions_stay`, `DROP TRIGGER decisions_stay`, `DROP TRIGGER entries_stay`, `DELETE FROM entries WHERE seq = 3`,
		`DELETE FROM submissions WHERE seq = 5`, `DELETE FROM decisions WHERE seq = 4`)
	mustVerify(t, l)
	if err := l.Contains(t.Context(), head.Hash); err == nil {
		t.Errorf("the chain was cut before decision %d, and the head noted down is still in it", noted.Seq)
	}
}

// Decisions that no submission follows are proven as well.
func TestVerifySeesATamperedDecisionAtTheEnd(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := mustOpen(t, path)
	mustAccept(t, l, submission("", count("d:857@0", 600)))
	mustDecide(t, l, extension(20, "d:857@0"), extension(21, "d:858@0"))
	mustVerify(t, l)
	raw(t, path, `DROP TRIGGER decisions_keep`, `UPDATE decisions SET decided_by = 'x' WHERE seq = 3`)
	var broken *ledger.Broken
	if err := l.Verify(t.Context()); !errors.As(err, &broken) || broken.Seq != 3 {
		t.Errorf("got %v, want number 3 to be named", err)
	}
}

// The hash by which retries are known stands outside the chain: Verify works it out again.
func TestAChangedBareHashIsFound(t *testing.T) {
	for name, statement := range map[string]string{
		"taken away": `UPDATE submissions SET bare_hash = NULL WHERE seq = 3`,
		"changed":    `UPDATE submissions SET bare_hash = content_hash WHERE seq = 3`,
		"made up":    `UPDATE submissions SET bare_hash = 'x' WHERE seq = 3`,
		"added":      `UPDATE submissions SET bare_hash = 'x' WHERE seq = 2`,
	} {
		path := filepath.Join(t.TempDir(), "ledger.db")
		l := mustOpen(t, path)
		for _, v := range []float64{600, 610, 600} {
			mustAccept(t, l, own(count("d:857@0", v)))
		}
		mustVerify(t, l)
		raw(t, path, `DROP TRIGGER submissions_keep`, statement)
		var broken *ledger.Broken
		if err := l.Verify(t.Context()); !errors.As(err, &broken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Texts that decisions name are kept and proven like the decisions.
func TestTextsCannotBeChangedBySQL(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := mustOpen(t, path)
	if _, err := l.Decide(t.Context(), ledger.Who{Name: "collector"}, []decision.Decision{generation("a: 1", "b: 2")}, "a: 1", "b: 2"); err != nil {
		t.Fatal(err)
	}
	for name, statement := range map[string]string{
		"changed":  `UPDATE texts SET text = 'x'`,
		"removed":  `DELETE FROM texts`,
		"replaced": `INSERT OR REPLACE INTO texts (hash, text) SELECT hash, 'x' FROM texts`,
	} {
		if err := tryRaw(path, statement); err == nil {
			t.Errorf("a text was %s", name)
		}
	}
	mustVerify(t, l)
	raw(t, path, `DROP TRIGGER texts_keep`, `UPDATE texts SET text = 'b: 4' WHERE text = 'b: 2'`)
	var broken *ledger.Broken
	if err := l.Verify(t.Context()); !errors.As(err, &broken) || broken.Seq != 1 {
		t.Errorf("a changed text: %v", err)
	}
	raw(t, path, `DROP TRIGGER texts_stay`, `DELETE FROM texts WHERE text = 'b: 4'`)
	if err := l.Verify(t.Context()); !errors.As(err, &broken) || broken.Seq != 1 {
		t.Errorf("a missing text: %v", err)
	}
}

// An older program that ran on while a newer one took the ledger over is refused by the ledger itself.
func TestAnOlderProgramCannotWriteAnyMore(t *testing.T) {
	path := filepath.Join(t.TempDir(), "ledger.db")
	l := mustOpen(t, path)
	mustAccept(t, l, submission("", count("d:857@0", 600)))
	mustDecide(t, l, extension(20))
	for name, statement := range map[string]string{
		"submission": `INSERT INTO submissions (seq, receipt, plan, reporter, source, received_on, recorded_at, content, content_hash, added, changed, unchanged,
			entries_hash, prev_hash, hash) SELECT 3, 'r', plan, reporter, source, received_on, recorded_at, content, 'c', 0, 0, 0, 'e', 'p', 'h' FROM submissions`,
		"decision": `INSERT INTO decisions (seq, receipt, kind, plan, decided_by, recorded_at, content, content_hash, prev_hash, hash)
			SELECT 3, 'r', kind, plan, decided_by, recorded_at, content, 'c', 'p', 'h' FROM decisions`,
	} {
		if err := tryRaw(path, statement); err == nil {
			t.Errorf("a %s of the old format was written", name)
		}
	}
	mustVerify(t, l)
}
