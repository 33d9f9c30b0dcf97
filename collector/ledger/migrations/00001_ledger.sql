-- The ledger: what was accepted, in the order in which it was accepted. Rows of submissions and entries are never
-- changed and never removed; a correction is a new submission with a new revision of the cell.

-- +goose Up
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

CREATE INDEX entries_by_submission ON entries (submission, seq);

-- Progress of the readers of entries, such as the projection.
CREATE TABLE cursors (
    name TEXT PRIMARY KEY,
    seq  INTEGER NOT NULL
) STRICT;

-- Points that the series store refused for good.
CREATE TABLE quarantine (
    id     INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    line   TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- One row, overwritten to learn whether the file can be written.
CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at TEXT NOT NULL
) STRICT;

-- +goose StatementBegin
CREATE TRIGGER submissions_keep BEFORE UPDATE ON submissions BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a submission is never changed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER submissions_stay BEFORE DELETE ON submissions BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a submission is never removed');
END;
-- +goose StatementEnd
-- INSERT OR REPLACE removes rows without firing DELETE triggers, so the inserts are guarded as well.
-- +goose StatementBegin
CREATE TRIGGER submissions_append BEFORE INSERT ON submissions
WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM submissions)
    OR EXISTS (SELECT 1 FROM submissions WHERE receipt = NEW.receipt)
    OR EXISTS (SELECT 1 FROM submissions WHERE content_hash = NEW.content_hash)
    OR EXISTS (SELECT 1 FROM submissions WHERE prev_hash = NEW.prev_hash)
    OR EXISTS (SELECT 1 FROM submissions WHERE hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a submission comes after the last one');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entries_keep BEFORE UPDATE ON entries BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: an entry is never changed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: an entry is never removed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER entries_append BEFORE INSERT ON entries
WHEN NEW.seq <> (SELECT COALESCE(MAX(seq), 0) + 1 FROM entries)
    OR EXISTS (SELECT 1 FROM entries WHERE indicator = NEW.indicator AND period = NEW.period AND unit = NEW.unit
        AND grp = NEW.grp AND revision >= NEW.revision)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: an entry comes after the last one');
END;
-- +goose StatementEnd
