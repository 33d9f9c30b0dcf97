-- The workspace: what the collector keeps beside the record. Everything here may be changed, erased and purged. The ledger's
-- chain names a subject by its id and nothing else: name and addresses stand in the table subjects alone.

-- +goose Up
CREATE TABLE subjects (
    id         TEXT PRIMARY KEY,
    kind       TEXT NOT NULL CHECK (kind IN ('person', 'body', 'machine')),
    name       TEXT,                       -- NULL: erased
    email      TEXT,
    phone      TEXT,
    origin     TEXT NOT NULL CHECK (origin IN ('command', 'reporters_file', 'name')),
    active     INTEGER NOT NULL CHECK (active IN (0, 1)),
    scopes     TEXT NOT NULL,              -- JSON list of subject.Scope
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    erased_at  TEXT
) STRICT;

CREATE INDEX subjects_by_name ON subjects (name) WHERE name IS NOT NULL;

CREATE TABLE tokens (
    hash       TEXT PRIMARY KEY,           -- sha256 of the token, hex: the token itself is nowhere
    subject    TEXT NOT NULL REFERENCES subjects (id),
    label      TEXT NOT NULL,
    created_at TEXT NOT NULL,
    ends_at    TEXT,
    revoked_at TEXT
) STRICT;

CREATE UNIQUE INDEX tokens_by_subject ON tokens (subject, label) WHERE revoked_at IS NULL;

CREATE TABLE accounts (
    subject       TEXT PRIMARY KEY REFERENCES subjects (id),
    login         TEXT NOT NULL,
    login_key     TEXT NOT NULL UNIQUE,    -- the login in small letters
    verifier      TEXT NOT NULL,           -- of the password; the password itself is nowhere
    second_factor TEXT,
    changed_at    TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
    hash       TEXT PRIMARY KEY,           -- sha256 of what the browser holds, hex
    subject    TEXT NOT NULL REFERENCES subjects (id),
    started_at TEXT NOT NULL,
    seen_at    TEXT NOT NULL,
    ends_at    TEXT NOT NULL,
    ended_at   TEXT
) STRICT;

CREATE INDEX sessions_by_subject ON sessions (subject);

CREATE TABLE failed_sign_ins (
    id      INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    door    TEXT NOT NULL,
    origin  TEXT NOT NULL,                 -- network address
    subject TEXT NOT NULL,                 -- '': nobody knows
    why     TEXT NOT NULL,
    times   INTEGER NOT NULL
) STRICT;

CREATE TABLE drafts (
    id         INTEGER PRIMARY KEY,
    plan       TEXT NOT NULL,
    form       TEXT NOT NULL,
    unit       TEXT NOT NULL,
    period     TEXT NOT NULL,
    began      INTEGER NOT NULL,           -- the version before its first
    version    INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    UNIQUE (unit, plan, form, period)
) STRICT;

CREATE TABLE draft_fields (
    draft     INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    indicator TEXT NOT NULL,
    grp       TEXT NOT NULL,
    field     TEXT NOT NULL,
    typed     TEXT NOT NULL,
    subject   TEXT NOT NULL,
    version   INTEGER NOT NULL,
    at        TEXT NOT NULL,
    PRIMARY KEY (draft, indicator, grp, field)
) STRICT;

CREATE TABLE previews (
    id         TEXT PRIMARY KEY,
    subject    TEXT NOT NULL,
    plan       TEXT NOT NULL,
    source     TEXT NOT NULL,
    title      TEXT NOT NULL,
    bytes_hash TEXT NOT NULL,              -- sha256 of what was handed in, hex
    rows       TEXT NOT NULL,              -- JSON: what was read of it
    base       TEXT NOT NULL,              -- JSON: the revisions that it was made on
    questions  TEXT NOT NULL,              -- JSON: questions with their answers
    state      TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'replaced')),
    receipts   TEXT NOT NULL,              -- JSON list
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    closed_at  TEXT,
    closed_by  TEXT NOT NULL
) STRICT;

CREATE INDEX previews_by_subject ON previews (subject, state);

CREATE TABLE samples (
    id         TEXT PRIMARY KEY,
    machine    TEXT NOT NULL,
    key        TEXT NOT NULL,
    cell       TEXT NOT NULL,
    plan       TEXT NOT NULL,
    row        TEXT NOT NULL,              -- JSON: the sample as it was read
    why        TEXT NOT NULL,              -- JSON
    nearest    TEXT NOT NULL,              -- JSON list
    owner      TEXT NOT NULL,              -- '': nobody yet
    state      TEXT NOT NULL CHECK (state IN ('held', 'taken', 'refused', 'replaced')),
    held_at    TEXT NOT NULL,
    settled_at TEXT,
    settled_by TEXT NOT NULL,
    reason     TEXT NOT NULL,
    receipt    TEXT NOT NULL,
    UNIQUE (machine, key)
) STRICT;

CREATE INDEX samples_by_state ON samples (state, held_at);
CREATE INDEX samples_by_cell ON samples (machine, cell, state);

CREATE TABLE reminders (
    id          TEXT PRIMARY KEY,          -- follows from recipient, channel and items; the Message-ID follows from it
    recipient   TEXT NOT NULL,
    channel     TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('intended', 'begun', 'sent', 'failed', 'unsure')),
    note        TEXT NOT NULL,
    times       INTEGER NOT NULL,
    intended_at TEXT NOT NULL,
    begun_at    TEXT,
    ended_at    TEXT
) STRICT;

CREATE INDEX reminders_by_state ON reminders (state, intended_at);

CREATE TABLE reminder_items (
    reminder  TEXT NOT NULL REFERENCES reminders (id) ON DELETE CASCADE,
    recipient TEXT NOT NULL,
    channel   TEXT NOT NULL,
    plan      TEXT NOT NULL,
    form      TEXT NOT NULL,
    unit      TEXT NOT NULL,
    period    TEXT NOT NULL,
    rung      TEXT NOT NULL,
    UNIQUE (recipient, channel, plan, form, unit, period, rung) -- said once, in whichever letter
) STRICT;

CREATE INDEX reminder_items_by_reminder ON reminder_items (reminder);

-- Numbers that only grow: versions of drafts, and of the names.
CREATE TABLE counters (
    name  TEXT PRIMARY KEY,
    value INTEGER NOT NULL
) STRICT;

-- One row, overwritten to learn whether the file can be written.
CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at TEXT NOT NULL
) STRICT;
