-- A ledger as the second version of its schema left it, with every fact that it could hold: totals, a group, a level, a
-- status, a quantity, 0 of 0, other periods, corrections, every kind of decision and its withdrawal.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES(1,0,1,'2026-12-01 01:34:20');
INSERT INTO goose_db_version VALUES(2,1,1,'2026-12-01 01:34:20');
INSERT INTO goose_db_version VALUES(3,2,1,'2026-12-01 01:34:20');
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
INSERT INTO submissions VALUES(1,'XHHT-NM54-7XB7-RP5S','vinh-long-2021-2030','import:giấy 2024.csv','import','2024-12-01','2024-12-05T01:01:30.000000Z','{"plan":"vinh-long-2021-2030","note":"","entries":[{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":53040,"denominator":104000},{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"sex=female","numerator":26000,"denominator":52000},{"unit":"d:857@0","indicator":"learning_district_status","period":"2024","group":"all","value":0},{"unit":"d:857@0","indicator":"xmc_level","period":"2024","group":"all","value":2}]}','ad0a43f567c58b936d522b93ef223903307d293607257035378b535c76f73acc',4,0,0,'12bb1ba5a330762033f4b82482662e789e91efecda8b0636b038b360b58671fa','','88f0fb73a5e315190d008a49c78a4166e0db947f2ea40782a1deb1822458a6b1');
INSERT INTO submissions VALUES(2,'XHHT-7DS4-81H7-JE05','vinh-long-2021-2030','Huyện Long Hồ','api','2024-12-05','2024-12-05T01:03:00.000000Z','{"plan":"vinh-long-2021-2030","note":"","entries":[{"unit":"d:858@0","indicator":"class_teachers","period":"2024","group":"all","value":1.875},{"unit":"d:858@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":100000000000,"denominator":1000000000000},{"unit":"d:858@0","indicator":"life_skills_rate","period":"2024-09","group":"all","numerator":3,"denominator":7},{"unit":"d:858@0","indicator":"life_skills_rate","period":"2024-H1","group":"all","numerator":0,"denominator":7}]}','3b72440627938051ce5cc5c76011973e0714ba23927797a5956ee7f1adb77a10',4,0,0,'6d5fec639a2390c053a0168b94f12503c14e216e72332c4198df600e9650dace','88f0fb73a5e315190d008a49c78a4166e0db947f2ea40782a1deb1822458a6b1','c50f87e8e96cc20eae5899479640ef9aaf47aa4137ee67439499176f4c8285fc');
INSERT INTO submissions VALUES(3,'XHHT-19H9-XJSW-H60D','pcgd-xmc-vinh-long','Huyện Long Hồ','api','2024-12-05','2024-12-05T01:04:30.000000Z','{"plan":"pcgd-xmc-vinh-long","note":"","entries":[{"unit":"c:29551@0","indicator":"fact_children_in_school","period":"2024","group":"all","numerator":0,"denominator":0},{"unit":"c:29551@0","indicator":"fact_children_in_school","period":"2024","group":"sex=female","numerator":0,"denominator":0}]}','0a629ecb3c8980dce6f3d6a3ecf05320989d0e41262851621e89095708793e52',2,0,0,'05e8a86350f3fd55b79fd908104f9df34863c25f7c8a3cae68e941dc7df93248','c50f87e8e96cc20eae5899479640ef9aaf47aa4137ee67439499176f4c8285fc','0683e34a35d9ff695d53c2f629467402f352899a5767da87e571649197c08d46');
INSERT INTO submissions VALUES(8,'XHHT-3QP7-21F8-2TGG','vinh-long-2021-2030','Huyện Long Hồ','api','2024-12-05','2024-12-05T01:12:00.000000Z','{"plan":"vinh-long-2021-2030","note":"nhầm cột theo biên bản ngày 04/12","entries":[{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":53140,"denominator":104000},{"unit":"d:857@0","indicator":"xmc_level","period":"2024","group":"all","value":3}]}','1dec7105e816a10047039a9872387bd988553df0aadd5440822cc7a6a597d43c',0,2,0,'9b2b53e2f69c965158f7ccf0e1a7e236719c8224d48576180a87fc05deb888e4','35b533a5e88da6f4eb0ff1d947cff53319cebd5b1cb5310fc3f8fbd0c251636c','eec379ae155e4aba45e3c438c02c3acfbbad506b7cdc96ad7a4af45bd24fafa6');
INSERT INTO submissions VALUES(9,'XHHT-7M62-5MPZ-4R0G','vinh-long-2021-2030','Huyện Long Hồ','api','2024-12-05','2024-12-05T01:13:30.000000Z','{"plan":"vinh-long-2021-2030","note":"nộp lại","entries":[{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":53140,"denominator":104000}]}','3d0c22d2df26010b0a78e5b4e4889b1229e408823b13a25c199b0d36aae967df',0,0,1,'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855','eec379ae155e4aba45e3c438c02c3acfbbad506b7cdc96ad7a4af45bd24fafa6','097e50fa27a1c2a1d44426821b1c6703dcf135ef99fa85f5d03db44a917c6498');
INSERT INTO submissions VALUES(12,'XHHT-8GP7-SJTZ-TSDP','vinh-long-2021-2030','Huyện Long Hồ','api','2024-12-05','2024-12-05T01:18:00.000000Z','{"plan":"vinh-long-2021-2030","note":"","entries":[{"unit":"d:859@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":600.5,"denominator":1000}]}','442c7ccb5fd65b66cb1b15f313689b393405a52df23c2a8bc8527c7a2c9dbe38',1,0,0,'045bba3e86c9cc0308474ece917e74f4552d48e61807bb243f0f0bdee635e3dd','35a1a09e7539a6ee1fe268113941dec490396046e265bbf0c33d1fc44596bbd3','e3f1c7248520f75a7cfcedc1760ff58cac215a6397d6e6cd436bc7ebfe9547a5');
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
INSERT INTO entries VALUES(1,1,'d:857@0','info_skills_rate','2024','all',1,53040.0,104000.0,NULL,'2024-12-01');
INSERT INTO entries VALUES(2,1,'d:857@0','info_skills_rate','2024','sex=female',1,26000.0,52000.0,NULL,'2024-12-01');
INSERT INTO entries VALUES(3,1,'d:857@0','learning_district_status','2024','all',1,NULL,NULL,0.0,'2024-12-01');
INSERT INTO entries VALUES(4,1,'d:857@0','xmc_level','2024','all',1,NULL,NULL,2.0,'2024-12-01');
INSERT INTO entries VALUES(5,2,'d:858@0','class_teachers','2024','all',1,NULL,NULL,1.875,'2024-12-05');
INSERT INTO entries VALUES(6,2,'d:858@0','info_skills_rate','2024','all',1,100000000000.0,1000000000000.0,NULL,'2024-12-05');
INSERT INTO entries VALUES(7,2,'d:858@0','life_skills_rate','2024-09','all',1,3.0,7.0,NULL,'2024-12-05');
INSERT INTO entries VALUES(8,2,'d:858@0','life_skills_rate','2024-H1','all',1,0.0,7.0,NULL,'2024-12-05');
INSERT INTO entries VALUES(9,3,'c:29551@0','fact_children_in_school','2024','all',1,0.0,0.0,NULL,'2024-12-05');
INSERT INTO entries VALUES(10,3,'c:29551@0','fact_children_in_school','2024','sex=female',1,0.0,0.0,NULL,'2024-12-05');
INSERT INTO entries VALUES(11,8,'d:857@0','info_skills_rate','2024','all',2,53140.0,104000.0,NULL,'2024-12-01');
INSERT INTO entries VALUES(12,8,'d:857@0','xmc_level','2024','all',2,NULL,NULL,3.0,'2024-12-01');
INSERT INTO entries VALUES(13,12,'d:859@0','info_skills_rate','2024','all',1,600.50000000000000001,1000.0,NULL,'2024-12-05');
CREATE TABLE cursors (
    name TEXT PRIMARY KEY,
    seq  INTEGER NOT NULL
) STRICT;
INSERT INTO cursors VALUES('projection',12);
INSERT INTO cursors VALUES('projection-decisions',7);
CREATE TABLE quarantine (
    id     INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    line   TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
INSERT INTO quarantine VALUES(1,'2024-12-05T01:19:30.000000Z','observation {}','unit or indicator is not in the plan files');
CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at TEXT NOT NULL
) STRICT;
INSERT INTO probe VALUES(1,'2024-12-05T01:21:00.000000Z');
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
INSERT INTO decisions VALUES(4,'XHHT-DWCV-63S6-7SR9','extension','vinh-long-2021-2030','Sở GDĐT','2024-12-05T01:06:00.000000Z','{"kind":"extension","plan":"vinh-long-2021-2030","form":"annual-district","period":"2024","units":["d:857@0","d:858@0"],"until":"2024-12-20","reason":"bão","authority":"12/CV-SGDĐT"}','6f19b30f263e7090db7abb7e83db2432e1204015e6c2e9d060ec11eaa341066d','0683e34a35d9ff695d53c2f629467402f352899a5767da87e571649197c08d46','dadbd40f6b82a4358b30944e3c352b13ff07afc3aa4a0d2628eff21fe90e2713');
INSERT INTO decisions VALUES(5,'XHHT-H93D-VNF4-7KGG','extension','vinh-long-2021-2030','Sở GDĐT','2024-12-05T01:07:30.000000Z','{"kind":"extension","plan":"vinh-long-2021-2030","form":"annual-district","period":"2024","until":"2024-12-25","reason":"bão","authority":"12/CV-SGDĐT"}','8a46ddd5e43ce1028332c223257df519e82dde03ad79a2c540dc1e207be97e8f','dadbd40f6b82a4358b30944e3c352b13ff07afc3aa4a0d2628eff21fe90e2713','1a86eb2ff112528f6e2c75efbbc81a92def69b826bd5ea474a4c90efb7cf247c');
INSERT INTO decisions VALUES(6,'XHHT-Q3KY-5Q77-DMCX','deliverable_done','vinh-long-2021-2030','Sở GDĐT','2024-12-05T01:09:00.000000Z','{"kind":"deliverable_done","plan":"vinh-long-2021-2030","deliverable":"own-plans","on":"2021-08-30","reason":"KH 12","authority":"45/KH-UBND"}','b8e7e2dce76d19dd0cb714da6507e7ef8c61816e2894fa8add69b27746c947ee','1a86eb2ff112528f6e2c75efbbc81a92def69b826bd5ea474a4c90efb7cf247c','d7555895330657f12a49bf32434b575984c08507487d9bdd8c5a4a14b576ca3b');
INSERT INTO decisions VALUES(7,'XHHT-VY3B-1FJ7-3B5D','approval','vinh-long-2021-2030','Sở GDĐT','2024-12-05T01:10:30.000000Z','{"kind":"approval","plan":"vinh-long-2021-2030","form":"annual-district","period":"2024","units":["d:857@0"],"indicators":["info_skills_rate","life_skills_rate"],"entries":2,"cells":2,"reason":"đã đối chiếu"}','df86b0be471acad63337cae7ec526c16e37134e87a9da5fa8a331f6af6fb4dd7','d7555895330657f12a49bf32434b575984c08507487d9bdd8c5a4a14b576ca3b','35b533a5e88da6f4eb0ff1d947cff53319cebd5b1cb5310fc3f8fbd0c251636c');
INSERT INTO decisions VALUES(10,'XHHT-V7MA-VMWS-EP5Q','approval','vinh-long-2021-2030','Sở GDĐT','2024-12-05T01:15:00.000000Z','{"kind":"approval","withdrawn":true,"plan":"vinh-long-2021-2030","form":"annual-district","period":"2024","units":["d:857@0"],"indicators":["info_skills_rate","life_skills_rate"],"reason":"nhầm"}','d9e8add399758b752dea84861971008a3c38e168ff4e3d24a395adb665d70969','097e50fa27a1c2a1d44426821b1c6703dcf135ef99fa85f5d03db44a917c6498','46349dd2272fb9164d92531050bdcddd606e719096a86f5e636562c15fe1628d');
INSERT INTO decisions VALUES(11,'XHHT-FBD5-3QMC-53HC','extension','vinh-long-2021-2030','Sở GDĐT','2024-12-05T01:16:30.000000Z','{"kind":"extension","withdrawn":true,"plan":"vinh-long-2021-2030","form":"annual-district","period":"2024","units":["d:858@0"],"reason":"nhầm đơn vị","authority":"12/CV-SGDĐT"}','7ada51de8c28e2ceb39b927bd965cd5ac287f676e603fd15aec2b4ce4c183e43','46349dd2272fb9164d92531050bdcddd606e719096a86f5e636562c15fe1628d','35a1a09e7539a6ee1fe268113941dec490396046e265bbf0c33d1fc44596bbd3');
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('goose_db_version',3);
CREATE INDEX entries_by_submission ON entries (submission, seq);
CREATE TRIGGER submissions_keep BEFORE UPDATE ON submissions BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a submission is never changed');
END;
CREATE TRIGGER submissions_stay BEFORE DELETE ON submissions BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a submission is never removed');
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
CREATE INDEX decisions_by_plan ON decisions (plan, kind, seq);
CREATE VIEW links AS
    SELECT seq, receipt, content_hash, prev_hash, hash, recorded_at FROM submissions
    UNION ALL SELECT seq, receipt, content_hash, prev_hash, hash, recorded_at FROM decisions;
CREATE TRIGGER submissions_append BEFORE INSERT ON submissions
WHEN NEW.seq <> 1 + MAX((SELECT COALESCE(MAX(seq), 0) FROM submissions), (SELECT COALESCE(MAX(seq), 0) FROM decisions))
    OR EXISTS (SELECT 1 FROM links WHERE receipt = NEW.receipt)
    OR EXISTS (SELECT 1 FROM links WHERE content_hash = NEW.content_hash)
    OR EXISTS (SELECT 1 FROM links WHERE prev_hash = NEW.prev_hash)
    OR EXISTS (SELECT 1 FROM links WHERE hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a submission comes after the last one');
END;
CREATE TRIGGER decisions_append BEFORE INSERT ON decisions
WHEN NEW.seq <> 1 + MAX((SELECT COALESCE(MAX(seq), 0) FROM submissions), (SELECT COALESCE(MAX(seq), 0) FROM decisions))
    OR EXISTS (SELECT 1 FROM links WHERE receipt = NEW.receipt)
    OR EXISTS (SELECT 1 FROM links WHERE content_hash = NEW.content_hash)
    OR EXISTS (SELECT 1 FROM links WHERE prev_hash = NEW.prev_hash)
    OR EXISTS (SELECT 1 FROM links WHERE hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a decision comes after the last one');
END;
CREATE TRIGGER decisions_keep BEFORE UPDATE ON decisions BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a decision is never changed');
END;
CREATE TRIGGER decisions_stay BEFORE DELETE ON decisions BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a decision is never removed');
END;
COMMIT;
