-- A ledger as the first version of its schema left it: two submissions, three entries.
BEGIN TRANSACTION;
CREATE TABLE cursors (
    name TEXT PRIMARY KEY,
    seq  INTEGER NOT NULL
) STRICT;
INSERT INTO "cursors" VALUES('projection',3);
CREATE TABLE entries (
    seq            INTEGER PRIMARY KEY,
    submission     INTEGER NOT NULL REFERENCES submissions (seq),
    unit           TEXT    NOT NULL,
    indicator      TEXT    NOT NULL,
    period         TEXT    NOT NULL,
    grp            TEXT    NOT NULL,
    revision       INTEGER NOT NULL,
    numerator      REAL,
    denominator    REAL,
    value          REAL,
    first_received TEXT    NOT NULL,        -- received_on of the cell's revision 1
    UNIQUE (indicator, period, unit, grp, revision)
) STRICT;
INSERT INTO "entries" VALUES(1,1,'d:857@0','info_skills_rate','2024','all',1,600.5,1000.0,NULL,'2024-12-05');
INSERT INTO "entries" VALUES(2,2,'d:857@0','info_skills_rate','2024','all',2,601.0,1000.0,NULL,'2024-12-05');
INSERT INTO "entries" VALUES(3,2,'d:858@0','info_skills_rate','2024','all',1,100000000000.0,1000.0,NULL,'2024-12-05');
CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO "goose_db_version" VALUES(1,0,1,'2026-11-21 22:33:15');
INSERT INTO "goose_db_version" VALUES(2,1,1,'2026-11-21 22:33:15');
CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at TEXT NOT NULL
) STRICT;
CREATE TABLE quarantine (
    id     INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    line   TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
CREATE TABLE submissions (
    seq          INTEGER PRIMARY KEY,
    receipt      TEXT    NOT NULL UNIQUE,
    plan         TEXT    NOT NULL,
    reporter     TEXT    NOT NULL,
    source       TEXT    NOT NULL,
    received_on  TEXT    NOT NULL,          -- the day the report arrived, 2024-12-05
    recorded_at  TEXT    NOT NULL,          -- the ledger's own clock, UTC
    content      TEXT    NOT NULL,          -- canonical JSON of plan, note and entries
    content_hash TEXT    NOT NULL UNIQUE,   -- sha256 of content: the same content is accepted once
    added        INTEGER NOT NULL,          -- cells that were empty before
    changed      INTEGER NOT NULL,          -- cells that got a further revision
    unchanged    INTEGER NOT NULL,          -- cells that already held the same numbers
    entries_hash TEXT    NOT NULL,          -- sha256 of this submission's rows in entries
    prev_hash    TEXT    NOT NULL UNIQUE,   -- hash of the submission before; unique, so the chain cannot fork
    hash         TEXT    NOT NULL UNIQUE    -- sha256 of all of the above
) STRICT;
INSERT INTO "submissions" VALUES(1,'XHHT-HKNH-DAV1-B9F3','vinh-long-2021-2030','Huyện Long Hồ','api','2024-12-05','2024-12-05T01:00:00.000000Z','{"plan":"vinh-long-2021-2030","note":"ghi chú","entries":[{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":600.5,"denominator":1000}]}','8ceb16ab615a5e362cb1b4869fac77feb09c187997bf8b740d57cf8b85a718f8',1,0,0,'8dcd65453d73cb3811a63d373a21b3fb16653f59dc0c54adad7ad2a80234ba95','','c5ff41df367b31ef164683f836b92236c078cb439345bf60b78057ca5711c1e2');
INSERT INTO "submissions" VALUES(2,'XHHT-SSB3-VEEZ-EFBG','vinh-long-2021-2030','Huyện Long Hồ','api','2024-12-05','2024-12-05T01:00:00.000000Z','{"plan":"vinh-long-2021-2030","note":"","entries":[{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":601,"denominator":1000},{"unit":"d:858@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":100000000000,"denominator":1000}]}','ce563db9df73d70f716385965c3353dcda6d5e284cc5adfdc8f7a26033a4a85c',1,1,0,'fb47e1184ae762cf46de127eac9efb82f94fc2fc0c98b263b67c86ea36ceb1c9','c5ff41df367b31ef164683f836b92236c078cb439345bf60b78057ca5711c1e2','5a701fab4d24a47cdd9e1c21c4001b175d4be979a6070167a29cec1377af2487');
CREATE INDEX entries_by_submission ON entries (submission, seq);
CREATE TRIGGER submissions_keep BEFORE UPDATE ON submissions BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a submission is never changed');
END;
CREATE TRIGGER submissions_stay BEFORE DELETE ON submissions BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a submission is never removed');
END;
CREATE TRIGGER submissions_append BEFORE INSERT ON submissions
WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM submissions)
    OR EXISTS (SELECT 1 FROM submissions WHERE receipt = NEW.receipt)
    OR EXISTS (SELECT 1 FROM submissions WHERE content_hash = NEW.content_hash)
    OR EXISTS (SELECT 1 FROM submissions WHERE prev_hash = NEW.prev_hash)
    OR EXISTS (SELECT 1 FROM submissions WHERE hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a submission comes after the last one');
END;
CREATE TRIGGER entries_keep BEFORE UPDATE ON entries BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: an entry is never changed');
END;
CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: an entry is never removed');
END;
CREATE TRIGGER entries_append BEFORE INSERT ON entries
WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM entries)
    OR EXISTS (SELECT 1 FROM entries WHERE indicator = NEW.indicator AND period = NEW.period AND unit = NEW.unit
        AND grp = NEW.grp AND revision >= NEW.revision)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: an entry comes after the last one');
END;
COMMIT;
