-- Decisions: what the standing office decided beside the numbers. They are links of the same chain as submissions and are
-- counted together with them, so that a decision that is changed, removed or moved breaks the chain like a submission, and
-- the order of numbers and decisions is proven. A ledger without decisions has the chain that it always had.

-- +goose Up
CREATE TABLE decisions (
    seq          INTEGER PRIMARY KEY,       -- counted together with submissions
    receipt      TEXT    NOT NULL UNIQUE,
    kind         TEXT    NOT NULL,
    plan         TEXT    NOT NULL,
    decided_by   TEXT    NOT NULL,
    recorded_at  TEXT    NOT NULL,          -- the ledger's own clock, UTC
    content      TEXT    NOT NULL,          -- canonical JSON of the decision
    content_hash TEXT    NOT NULL UNIQUE,   -- sha256 of content: the same content is accepted once
    prev_hash    TEXT    NOT NULL UNIQUE,   -- hash of the submission or decision before
    hash         TEXT    NOT NULL UNIQUE    -- sha256 of all of the above
) STRICT;

CREATE INDEX decisions_by_plan ON decisions (plan, kind, seq);

-- Both tables are one chain: whatever is appended comes after the last link of either.
CREATE VIEW links AS
    SELECT seq, receipt, content_hash, prev_hash, hash, recorded_at FROM submissions
    UNION ALL SELECT seq, receipt, content_hash, prev_hash, hash, recorded_at FROM decisions;

DROP TRIGGER submissions_append;
-- +goose StatementBegin
CREATE TRIGGER submissions_append BEFORE INSERT ON submissions
WHEN NEW.seq <> 1 + MAX((SELECT COALESCE(MAX(seq), 0) FROM submissions), (SELECT COALESCE(MAX(seq), 0) FROM decisions))
    OR EXISTS (SELECT 1 FROM links WHERE receipt = NEW.receipt)
    OR EXISTS (SELECT 1 FROM links WHERE content_hash = NEW.content_hash)
    OR EXISTS (SELECT 1 FROM links WHERE prev_hash = NEW.prev_hash)
    OR EXISTS (SELECT 1 FROM links WHERE hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a submission comes after the last one');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_append BEFORE INSERT ON decisions
WHEN NEW.seq <> 1 + MAX((SELECT COALESCE(MAX(seq), 0) FROM submissions), (SELECT COALESCE(MAX(seq), 0) FROM decisions))
    OR EXISTS (SELECT 1 FROM links WHERE receipt = NEW.receipt)
    OR EXISTS (SELECT 1 FROM links WHERE content_hash = NEW.content_hash)
    OR EXISTS (SELECT 1 FROM links WHERE prev_hash = NEW.prev_hash)
    OR EXISTS (SELECT 1 FROM links WHERE hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a decision comes after the last one');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_keep BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a decision is never changed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a decision is never removed');
END;
-- +goose StatementEnd
