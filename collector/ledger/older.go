package ledger

// older makes a connection that looks at a ledger of an older format find there what today's queries ask for: views, which only
// this connection sees, add what the format could not say yet. A change of the schema adds to them what it adds to the tables.
func older(format int) (views []string) {
	if format < 2 {
		views = append(views,
			`CREATE TEMP VIEW decisions AS SELECT 0 AS seq, '' AS receipt, '' AS kind, '' AS plan, '' AS decided_by, '' AS recorded_at, '' AS content,
				'' AS content_hash, '' AS prev_hash, '' AS hash, NULL AS subject, '' AS body WHERE FALSE`,
			`CREATE TEMP VIEW links AS SELECT seq, receipt, content_hash, prev_hash, hash, recorded_at FROM main.submissions`)
	}
	if format == 2 {
		views = append(views, `CREATE TEMP VIEW decisions AS SELECT *, NULL AS subject, '' AS body FROM main.decisions`)
	}
	if format < 3 {
		views = append(views,
			`CREATE TEMP VIEW submissions AS SELECT *, NULL AS bare_hash, NULL AS subject, '' AS body FROM main.submissions`,
			`CREATE TEMP VIEW entries AS SELECT *, 0 AS nobody, NULL AS unverified, '' AS denominator_kind, '' AS reason, 0 AS withdrawn, 0 AS stands FROM main.entries`,
			`CREATE TEMP VIEW texts AS SELECT '' AS hash, '' AS text WHERE FALSE`)
	}
	return views
}
