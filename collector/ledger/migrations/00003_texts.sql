-- What the ledger has to be able to say later: nobody to count, withdrawn, an unverified rate, why a cell is what it is, who
-- acted for which body, what content was made from, and the texts of plans and law that were in force. Every new fact is
-- absent from the hashed JSON where it is empty, so the links of older programs keep their hashes.

-- +goose Up
-- Long texts that decisions name by their hash: plan files, law, units. Kept once, however often they are named.
CREATE TABLE texts (
    hash TEXT PRIMARY KEY,                  -- sha256 of text, hex
    text TEXT NOT NULL
) STRICT;

ALTER TABLE submissions ADD COLUMN bare_hash TEXT;                  -- content_hash without the content's base; NULL where it has none
ALTER TABLE submissions ADD COLUMN subject TEXT;                 -- opaque id of who acted; '' where only reporter is known, NULL in rows of older programs
ALTER TABLE submissions ADD COLUMN body TEXT NOT NULL DEFAULT '';   -- the body that owes the form, where it is known

-- The newest submission of a content, whatever it was made from.
CREATE INDEX submissions_by_bare_hash ON submissions (COALESCE(bare_hash, content_hash), seq);

ALTER TABLE entries ADD COLUMN nobody INTEGER NOT NULL DEFAULT 0;            -- 1: there is nobody of this kind
ALTER TABLE entries ADD COLUMN unverified REAL;                              -- a rate in percent that came without its counts
ALTER TABLE entries ADD COLUMN denominator_kind TEXT NOT NULL DEFAULT '';    -- where it is not the indicator's own
ALTER TABLE entries ADD COLUMN reason TEXT NOT NULL DEFAULT '';              -- why this cell is what it is
ALTER TABLE entries ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;         -- the revision that this one takes back
ALTER TABLE entries ADD COLUMN stands INTEGER NOT NULL DEFAULT 0;            -- of a withdrawal: the revision whose numbers it repeats; 0: none stands any more

-- The cells of which all was withdrawn: few, and asked for with every total.
CREATE INDEX entries_emptied ON entries (indicator, period, unit) WHERE withdrawn > 0 AND stands = 0;

ALTER TABLE decisions ADD COLUMN subject TEXT;                            -- as in submissions
ALTER TABLE decisions ADD COLUMN body TEXT NOT NULL DEFAULT '';

-- +goose StatementBegin
CREATE TRIGGER texts_keep BEFORE UPDATE ON texts BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a text is never changed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER texts_stay BEFORE DELETE ON texts BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a text is never removed');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER texts_append BEFORE INSERT ON texts
WHEN EXISTS (SELECT 1 FROM texts WHERE hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a text is kept once');
END;
-- +goose StatementEnd
-- A program that ran on while a newer one took the ledger over knows no withdrawals: what it wrote would rest on numbers
-- that no longer stand.
-- +goose StatementBegin
CREATE TRIGGER submissions_format BEFORE INSERT ON submissions WHEN NEW.subject IS NULL
BEGIN
    SELECT RAISE(ABORT, 'a newer collector has taken this ledger over: stop this one and start the newer');
END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER decisions_format BEFORE INSERT ON decisions WHEN NEW.subject IS NULL
BEGIN
    SELECT RAISE(ABORT, 'a newer collector has taken this ledger over: stop this one and start the newer');
END;
-- +goose StatementEnd
