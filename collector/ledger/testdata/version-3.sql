-- A ledger as the third version of its schema leaves it, with every fact that it can hold: what ledgertest.Story tells.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE goose_db_version (
		id INTEGER PRIMARY KEY AUTOINCREMENT,
		version_id INTEGER NOT NULL,
		is_applied INTEGER NOT NULL,
		tstamp TIMESTAMP DEFAULT (datetime('now'))
	);
INSERT INTO goose_db_version VALUES(1,0,1,'2026-12-01 04:59:01');
INSERT INTO goose_db_version VALUES(2,1,1,'2026-12-01 04:59:01');
INSERT INTO goose_db_version VALUES(3,2,1,'2026-12-01 04:59:01');
INSERT INTO goose_db_version VALUES(4,3,1,'2026-12-01 04:59:01');
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
, bare_hash TEXT, subject TEXT, body TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO submissions VALUES(1,'XHHT-65KV-K4W8-V3MX','tiny','import:giấy 2024.csv','import','2024-12-01','2024-12-05T01:01:30.000000Z','{"plan":"tiny","note":"","entries":[{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":53040,"denominator":104000},{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"sex=female","numerator":26000,"denominator":52000},{"unit":"d:857@0","indicator":"learning_district_status","period":"2024","group":"all","value":0},{"unit":"d:857@0","indicator":"literacy_level","period":"2024","group":"all","value":2}]}','3167b99388d8e9d73cd506a6467555204850e561aec623302004be124f639e7c',4,0,0,'66277e5d47b3152b035c5e46402ca7c8966628f2dcd399d301d795c7a2bc7cb8','','4c2493f5b52ec2f8b5932aab2df9670bea8e48d2bc7b975d02c8ae70a0f789ad',NULL,'','');
INSERT INTO submissions VALUES(3,'XHHT-S1WS-6HS9-3E09','tiny','','api','2024-12-05','2024-12-05T01:04:30.000000Z','{"plan":"tiny","note":"","entries":[{"unit":"d:855@0","indicator":"info_skills_rate","period":"2024","group":"all","unverified":51.5,"reason":"sổ gốc bị mất trong bão"},{"unit":"d:855@0","indicator":"info_skills_rate","period":"2024","group":"sex=female","nobody":true,"reason":"xã không còn người trong độ tuổi"}]}','c8799347291b8093552eddcb229cd41c3b868c8afe8a6f3ea39146e1b52d3d11',2,0,0,'1110c5bbe1cc99598bf0c6ac23a18167b559e39779de60b5e91063adf1963054','cc88cea7e2bd6de6087aa20631a7e9f9001091ede7730994eca7feaa9c086491','5dc14208ff34eee7931aa95165560c6362f3cbc70df47e2be2199ce53c1a4ef8',NULL,'s-4m7gq0zy1x2c8rba','hoi-khuyen-hoc');
INSERT INTO submissions VALUES(4,'XHHT-KBYH-13P5-4KC9','tiny','','portal','2024-12-05','2024-12-05T01:06:00.000000Z','{"plan":"tiny","note":"nhập bù","entries":[{"unit":"d:855@0","indicator":"info_skills_rate","period":"2023","group":"all","numerator":500,"denominator":1000,"denominator_kind":"working_age"}]}','9afd108ec524d891e25b633a2d70a184ca770e406d77e8cce7871ff1e65c5220',1,0,0,'eaf06a0bb52eef96e84912d723cc2dc554ee75ddfbd2591a63899770d49ccfad','5dc14208ff34eee7931aa95165560c6362f3cbc70df47e2be2199ce53c1a4ef8','666672df64a8a3cad6e4527ab7aaa6c09f66fe8485f086ca0e278037dbfdc983',NULL,'s-4m7gq0zy1x2c8rba','hoi-khuyen-hoc');
INSERT INTO submissions VALUES(5,'XHHT-EMFS-9XYX-HHNW','tiny','','exporter','2024-12-05','2024-12-05T01:07:30.000000Z','{"plan":"tiny","note":"","entries":[{"unit":"d:855@0","indicator":"literacy_level","period":"2024","group":"all","value":1}],"sample":"gauge-7/2024-12-05"}','751f94f7dd8c6bc5ff11796e4d1bbd57cd9b4ce89989687523fdea1d79158900',1,0,0,'066e4b75d336ef189b6b0284c756ffefc93e6ff46d0e99142cf0824790f25d1f','666672df64a8a3cad6e4527ab7aaa6c09f66fe8485f086ca0e278037dbfdc983','bec7a06724933b4e5d2980805029e5521f4f8f343b6dfdf0a18f74027e33b6f0',NULL,'s-0zy1x2c8rba4m7gq','');
INSERT INTO submissions VALUES(6,'XHHT-R8NW-1C19-FWHA','tiny','','api','2024-12-05','2024-12-05T01:09:00.000000Z','{"plan":"tiny","note":"","entries":[{"unit":"d:855@0","indicator":"learning_district_status","period":"2024","group":"all","value":0}]}','c22bc0b0297f22a9717a58de99d1c1ebb95b9f015a58b094824924f83c99aeb6',1,0,0,'96de37e3489bb338bcb85cb4cf12514a661fc7e9e8524925a1b203623b43f415','bec7a06724933b4e5d2980805029e5521f4f8f343b6dfdf0a18f74027e33b6f0','48e06bc06e253418cde047c30f8cc84de068b24f205c4a4c6fbc25e994f56a4c',NULL,'s-4m7gq0zy1x2c8rba','hoi-khuyen-hoc');
INSERT INTO submissions VALUES(7,'XHHT-6V3S-MXX3-YXRJ','tiny','','api','2024-12-05','2024-12-05T01:10:30.000000Z','{"plan":"tiny","note":"","entries":[{"unit":"d:855@0","indicator":"learning_district_status","period":"2024","group":"all","value":1}]}','36c79a77a3f771221a27e384d32de9de8526ea4be857e991b5c87919762b2671',0,1,0,'67a21f2a79ed5abc0f98752d1a896a1aa7d9ca8199a091d1109139cfa835a4fc','48e06bc06e253418cde047c30f8cc84de068b24f205c4a4c6fbc25e994f56a4c','fafec812dd980e30e188815cedd1eca2b3a318ac5f3156983b7a1419c3c4d0f4',NULL,'s-4m7gq0zy1x2c8rba','hoi-khuyen-hoc');
INSERT INTO submissions VALUES(8,'XHHT-16J8-7RPD-CSEF','tiny','','api','2024-12-05','2024-12-05T01:12:00.000000Z','{"plan":"tiny","note":"","entries":[{"unit":"d:855@0","indicator":"learning_district_status","period":"2024","group":"all","value":0}],"base":[2]}','09a483e2cd665cf224a10b5e86f38353eb7e05d6c677b107cb330069b51d307e',0,1,0,'ce72114f676aa2fe10a1a0d4f61a66cba4e37159c8c68506e56b3069dbe2ef1c','fafec812dd980e30e188815cedd1eca2b3a318ac5f3156983b7a1419c3c4d0f4','027d60386ea38966660de6084cf5016e747566f34dda539d8fc7f70954d80b92','c22bc0b0297f22a9717a58de99d1c1ebb95b9f015a58b094824924f83c99aeb6','s-4m7gq0zy1x2c8rba','hoi-khuyen-hoc');
INSERT INTO submissions VALUES(9,'XHHT-M4N3-8J14-D4RK','tiny','Huyện Long Hồ','api','2024-12-05','2024-12-05T01:13:30.000000Z','{"plan":"tiny","note":"nhầm cột theo biên bản ngày 04/12","entries":[{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":53140,"denominator":104000}],"base":[1]}','a12a344824693135dfab7163f6eab7d278af5ac38ecb2eb5650b80d1e054fe23',0,1,0,'6ec399210d71f8a8a237c296b037f7b6b63ba7a16275f83f183849f501bf063b','027d60386ea38966660de6084cf5016e747566f34dda539d8fc7f70954d80b92','50d83e91135c85aec651805b36b075925b9e873492c836487a3b27548148f289','d7020b1c65a42912d3f9fb2ca6bf8f5d52fdf17a51a5e0a859cc609173a5ec21','s-4m7gq0zy1x2c8rba','');
INSERT INTO submissions VALUES(10,'XHHT-QHJ1-8S1G-ER1V','tiny','','api','2024-12-05','2024-12-05T01:15:00.000000Z','{"plan":"tiny","note":"","entries":[{"unit":"d:857@0","indicator":"literacy_level","period":"2023","group":"all","value":1}]}','bc641464307603b8cbca34a0394423282a94932dffb4d50c15547a5f80cb0948',1,0,0,'4738ada88ad51cd1252d99cb5fca1706e8692c00a651fc5898fe1661df631a79','50d83e91135c85aec651805b36b075925b9e873492c836487a3b27548148f289','80e50ef4b2f3dfc67f314850bae5136592e713e80c62b8d59f98daff39f8a7de',NULL,'s-4m7gq0zy1x2c8rba','');
INSERT INTO submissions VALUES(11,'XHHT-Y12C-MHQF-C3CQ','tiny','','command','2024-12-05','2024-12-05T01:16:30.000000Z','{"plan":"tiny","note":"nộp nhầm đơn vị","entries":[{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"all","withdrawn":2}],"withdraws":"XHHT-M4N3-8J14-D4RK"}','f044ca46ef60d97ce04620d1ba977c7197e66dce6485a33135c076f7ccf1e316',0,1,0,'57333a84f3659cb979baf12986deea7b5561c48be7081abeb573d49b2e7cfae7','80e50ef4b2f3dfc67f314850bae5136592e713e80c62b8d59f98daff39f8a7de','3a9e6cca5b34603f87c3fff20dfe3880e201c76e3b0d43912da0a12cc4226a4c',NULL,'s-8rba4m7gq0zy1x2c','so-gddt');
INSERT INTO submissions VALUES(12,'XHHT-2RWH-ZTGH-ZQ86','tiny','','api','2024-12-05','2024-12-05T01:18:00.000000Z','{"plan":"tiny","note":"nhầm năm","entries":[{"unit":"d:857@0","indicator":"literacy_level","period":"2023","group":"all","withdrawn":1}]}','16391fea11fdd0601b7283bb987c6afc9779ddf6d2d5fe329ab5b1a12eddc782',0,1,0,'0ba5067994101cdcea163ff965b08a3c5e8ef90d6e8fe8c9c9f78ffdfb1c1b60','3a9e6cca5b34603f87c3fff20dfe3880e201c76e3b0d43912da0a12cc4226a4c','eddae977ce7aeebbef0f1ed5ff9631b01cd2e5807f7bb39dede15eb33ed9926f',NULL,'s-4m7gq0zy1x2c8rba','');
INSERT INTO submissions VALUES(13,'XHHT-R3N1-N9JQ-MYFM','tiny','','api','2024-12-05','2024-12-05T01:19:30.000000Z','{"plan":"tiny","note":"nộp lại","entries":[{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"all","numerator":53140,"denominator":104000},{"unit":"d:857@0","indicator":"info_skills_rate","period":"2024","group":"sex=female","numerator":26000,"denominator":52000}]}','c0ea1aa657a79f48ac23d3d481d0b2be13fb288d44b50bfa47416ea3429bbfcd',0,1,1,'3ba9966990bea70ca2ebf6561d2dfa9896f919d7f1c627ec24300da23acd7991','eddae977ce7aeebbef0f1ed5ff9631b01cd2e5807f7bb39dede15eb33ed9926f','e640f38536e20ab8e0dc4cd8127a174797f546ea72afdd12bdef711afb319c6e',NULL,'s-4m7gq0zy1x2c8rba','');
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
    first_received TEXT    NOT NULL, nobody INTEGER NOT NULL DEFAULT 0, unverified REAL, denominator_kind TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '', withdrawn INTEGER NOT NULL DEFAULT 0, stands INTEGER NOT NULL DEFAULT 0,        -- received_on of the cell's revision 1
    UNIQUE (indicator, period, unit, grp, revision)
) STRICT;
INSERT INTO entries VALUES(1,1,'d:857@0','info_skills_rate','2024','all',1,53040.0,104000.0,NULL,'2024-12-01',0,NULL,'','',0,0);
INSERT INTO entries VALUES(2,1,'d:857@0','info_skills_rate','2024','sex=female',1,26000.0,52000.0,NULL,'2024-12-01',0,NULL,'','',0,0);
INSERT INTO entries VALUES(3,1,'d:857@0','learning_district_status','2024','all',1,NULL,NULL,0.0,'2024-12-01',0,NULL,'','',0,0);
INSERT INTO entries VALUES(4,1,'d:857@0','literacy_level','2024','all',1,NULL,NULL,2.0,'2024-12-01',0,NULL,'','',0,0);
INSERT INTO entries VALUES(5,3,'d:855@0','info_skills_rate','2024','all',1,NULL,NULL,NULL,'2024-12-05',0,51.5,'','sổ gốc bị mất trong bão',0,0);
INSERT INTO entries VALUES(6,3,'d:855@0','info_skills_rate','2024','sex=female',1,NULL,NULL,NULL,'2024-12-05',1,NULL,'','xã không còn người trong độ tuổi',0,0);
INSERT INTO entries VALUES(7,4,'d:855@0','info_skills_rate','2023','all',1,500.0,1000.0,NULL,'2024-12-05',0,NULL,'working_age','',0,0);
INSERT INTO entries VALUES(8,5,'d:855@0','literacy_level','2024','all',1,NULL,NULL,1.0,'2024-12-05',0,NULL,'','',0,0);
INSERT INTO entries VALUES(9,6,'d:855@0','learning_district_status','2024','all',1,NULL,NULL,0.0,'2024-12-05',0,NULL,'','',0,0);
INSERT INTO entries VALUES(10,7,'d:855@0','learning_district_status','2024','all',2,NULL,NULL,1.0,'2024-12-05',0,NULL,'','',0,0);
INSERT INTO entries VALUES(11,8,'d:855@0','learning_district_status','2024','all',3,NULL,NULL,0.0,'2024-12-05',0,NULL,'','',0,0);
INSERT INTO entries VALUES(12,9,'d:857@0','info_skills_rate','2024','all',2,53140.0,104000.0,NULL,'2024-12-01',0,NULL,'','',0,0);
INSERT INTO entries VALUES(13,10,'d:857@0','literacy_level','2023','all',1,NULL,NULL,1.0,'2024-12-05',0,NULL,'','',0,0);
INSERT INTO entries VALUES(14,11,'d:857@0','info_skills_rate','2024','all',3,53040.0,104000.0,NULL,'2024-12-01',0,NULL,'','',2,1);
INSERT INTO entries VALUES(15,12,'d:857@0','literacy_level','2023','all',2,NULL,NULL,NULL,'2024-12-05',0,NULL,'','',1,0);
INSERT INTO entries VALUES(16,13,'d:857@0','info_skills_rate','2024','all',4,53140.0,104000.0,NULL,'2024-12-01',0,NULL,'','',0,0);
CREATE TABLE cursors (
    name TEXT PRIMARY KEY,
    seq  INTEGER NOT NULL
) STRICT;
INSERT INTO cursors VALUES('projection',9);
INSERT INTO cursors VALUES('projection-decisions',2);
CREATE TABLE quarantine (
    id     INTEGER PRIMARY KEY,
    at     TEXT NOT NULL,
    line   TEXT NOT NULL,
    reason TEXT NOT NULL
) STRICT;
INSERT INTO quarantine VALUES(1,'2024-12-05T01:34:30.000000Z','observation {}','unit or indicator is not in the plan files');
CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at TEXT NOT NULL
) STRICT;
INSERT INTO probe VALUES(1,'2024-12-05T01:34:30.000000Z');
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
, subject TEXT, body TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO decisions VALUES(2,'XHHT-5CCK-1SQD-K2QQ','plan_generation','','collector','2024-12-05T01:03:00.000000Z','{"kind":"plan_generation","plan":"","reason":"Kế hoạch đang có hiệu lực khi sổ bắt đầu ghi","texts":{"areas.csv":"90ac974bfa6e8f33515125c939deb9b8775021ec5112ea96cd1efbc73d20e884","indicators.yaml":"a1e3fc09926854e267a45520deebcef87f8e0b26960f19497823f397c1d5f602","law/facts.yaml":"2caafd6ead6e4f1df4636c335b76d9f6051e7aece15c82518db13b6e38b737ea","sources/tiny.txt":"4213cd8d6d74e74cb0a58a42917943d8bd910d55ac7d45e5a3e8b7707ac6cdd8","tiny.yaml":"3fc00ba9add032ae2cd1e651de51a64d33f9cf17444879035b3ca5c7e9f52950"},"since_before":true}','2b1930e6ed98af72c23c6d433b870da04923236e1cc5ea295496b5f37fe8e8fa','4c2493f5b52ec2f8b5932aab2df9670bea8e48d2bc7b975d02c8ae70a0f789ad','cc88cea7e2bd6de6087aa20631a7e9f9001091ede7730994eca7feaa9c086491','','');
INSERT INTO decisions VALUES(14,'XHHT-GMWC-SSHA-TTM7','extension','tiny','','2024-12-05T01:21:00.000000Z','{"kind":"extension","plan":"tiny","form":"annual","period":"2024","units":["d:857@0"],"until":"2024-12-20","reason":"theo công văn","authority":"125/SGDĐT-GDTX"}','8538cce62ad6a8708055936824a5f5e8c71bd7be835a8e26902b6b283528cd27','e640f38536e20ab8e0dc4cd8127a174797f546ea72afdd12bdef711afb319c6e','a1f42a0575835c3eb8ff68c4de200879a3ce093ec69208f70a6b0b5ea3577c0a','s-8rba4m7gq0zy1x2c','so-gddt');
INSERT INTO decisions VALUES(15,'XHHT-66VZ-TBB4-SV5V','extension','tiny','','2024-12-05T01:22:30.000000Z','{"kind":"extension","plan":"tiny","form":"annual","period":"2024","until":"2024-12-15","reason":"theo công văn","authority":"125/SGDĐT-GDTX"}','31b7fd2d64cecbb209e7176d133187fa1ef552350fe69606c20232991cc6e7ba','a1f42a0575835c3eb8ff68c4de200879a3ce093ec69208f70a6b0b5ea3577c0a','75b5404e9edb5854c0802c40716e565fffcf81992f03a85ecfdcdfe46227d402','s-8rba4m7gq0zy1x2c','so-gddt');
INSERT INTO decisions VALUES(16,'XHHT-K6KB-HP1P-3JZ7','extension','tiny','','2024-12-05T01:24:00.000000Z','{"kind":"extension","withdrawn":true,"plan":"tiny","form":"annual","period":"2024","units":["d:857@0"],"reason":"theo công văn","authority":"125/SGDĐT-GDTX"}','99a6b8d8361cbe7c948de088cfe70487731ae059263aca699505d6b17c5112dd','75b5404e9edb5854c0802c40716e565fffcf81992f03a85ecfdcdfe46227d402','286a1dfc3078a9c89149ae73f3a9eeb6267d84a54e1a348040098df40ba475ae','s-8rba4m7gq0zy1x2c','so-gddt');
INSERT INTO decisions VALUES(17,'XHHT-JCTF-V66T-BRJB','deliverable_done','tiny','','2024-12-05T01:25:30.000000Z','{"kind":"deliverable_done","plan":"tiny","deliverable":"sub-plan","on":"2022-03-30","reason":"theo công văn","authority":"125/SGDĐT-GDTX"}','9334fd98da5e24b93b863b50cb83c4d4b4ea09ce8c32edf3bce581858756d0a7','286a1dfc3078a9c89149ae73f3a9eeb6267d84a54e1a348040098df40ba475ae','c4f7dc0410915e47b1a2033fdb4295c021cc371634de45e94759d444235e187e','s-8rba4m7gq0zy1x2c','so-gddt');
INSERT INTO decisions VALUES(18,'XHHT-EPMS-2D97-HPFK','approval','tiny','','2024-12-05T01:27:00.000000Z','{"kind":"approval","plan":"tiny","form":"annual","period":"2024","units":["d:857@0"],"indicators":["info_skills_rate","learning_district_status"],"entries":16,"cells":3,"reason":"theo công văn","authority":"125/SGDĐT-GDTX"}','75a99135278d9f36c6de9cd9b0dd8bb7b18db2d8b8764b26d5289d9ae78982e5','c4f7dc0410915e47b1a2033fdb4295c021cc371634de45e94759d444235e187e','a0a8473645aeeed0a5f84ebf7bedf9ef96b5f5d646be7e67b93d7aa01a1be553','s-8rba4m7gq0zy1x2c','so-gddt');
INSERT INTO decisions VALUES(19,'XHHT-FRKY-JA0Y-MZYB','lock','tiny','','2024-12-05T01:28:30.000000Z','{"kind":"lock","plan":"tiny","form":"annual","period":"2023","reason":"theo công văn","authority":"125/SGDĐT-GDTX"}','7e27e9281ea7fcb4caa8ee69b19f1a26fa8839e6443a405ddcb2c55ca3d1e31f','a0a8473645aeeed0a5f84ebf7bedf9ef96b5f5d646be7e67b93d7aa01a1be553','ce0f1e06c66403391ee9fd640280a17a49ea45613823b72c200b3f1d9295a317','s-8rba4m7gq0zy1x2c','so-gddt');
INSERT INTO decisions VALUES(20,'XHHT-88ZJ-FHAY-3ZEF','hand_over','tiny','','2024-12-05T01:30:00.000000Z','{"kind":"hand_over","plan":"tiny","form":"annual","period":"2024","units":["d:857@0"],"until":"2024-12-31","reason":"theo công văn","authority":"125/SGDĐT-GDTX","through":"2026","body":"so-khcn","from_body":"hoi-khuyen-hoc","asked_on":"2024-12-04"}','423f27c55e1fdcf4d4f7fadd63b26963fea2262a048a8b5becf5c35b074b276d','ce0f1e06c66403391ee9fd640280a17a49ea45613823b72c200b3f1d9295a317','66914cb1eea75f3b1ce9a0e67bed1fff355f414ad575e477f20fb79ad9a6904c','s-8rba4m7gq0zy1x2c','so-gddt');
INSERT INTO decisions VALUES(21,'XHHT-8MBQ-FTG6-31N6','no_reporter','tiny','','2024-12-05T01:31:30.000000Z','{"kind":"no_reporter","plan":"tiny","form":"annual","period":"2022","units":["d:857@0"],"reason":"theo công văn","authority":"125/SGDĐT-GDTX","body":"so-khcn"}','451777ea06186a677c84f2687160385fd48751a420455ca3d58c367a51329348','66914cb1eea75f3b1ce9a0e67bed1fff355f414ad575e477f20fb79ad9a6904c','84120a4fd091f95d46bbe844d9401eb2a73dff11f97c8848290dcfda1294c6f7','s-8rba4m7gq0zy1x2c','so-gddt');
INSERT INTO decisions VALUES(22,'XHHT-ZKTW-PHA0-MDNH','recognition','tiny','','2024-12-05T01:33:00.000000Z','{"kind":"recognition","plan":"tiny","period":"2024","units":["d:857@0"],"until":"2026-11-20","on":"2024-11-20","indicators":["literacy_level"],"reason":"theo công văn","authority":"125/SGDĐT-GDTX","value":2}','fcf5cb4540a36b15acc8bb396082b27eb60abeefb5c48c303f20bc7fa17a3ef4','84120a4fd091f95d46bbe844d9401eb2a73dff11f97c8848290dcfda1294c6f7','44fe53e7e260ccbf5408aa94b2c617a95fc63f571de4f19f1a65b9e8670173b7','s-8rba4m7gq0zy1x2c','so-gddt');
INSERT INTO decisions VALUES(23,'XHHT-BPKG-7Z93-X1MR','plan_generation','','','2024-12-05T01:34:30.000000Z','{"kind":"plan_generation","plan":"","reason":"Sửa theo bản gốc","authority":"130/UBND","base":2,"texts":{"areas.csv":"90ac974bfa6e8f33515125c939deb9b8775021ec5112ea96cd1efbc73d20e884","indicators.yaml":"a1e3fc09926854e267a45520deebcef87f8e0b26960f19497823f397c1d5f602","law/facts.yaml":"2caafd6ead6e4f1df4636c335b76d9f6051e7aece15c82518db13b6e38b737ea","sources/tiny.txt":"f9e89ff0b214f74307ec47445b347f4f9ff9ca505d6b06a657a59f82f39c5623","tiny.yaml":"3fc00ba9add032ae2cd1e651de51a64d33f9cf17444879035b3ca5c7e9f52950"}}','5da703fd23e86989045f75e0812a943a9ed1eba3dc1841c3209e822f7a5e352f','44fe53e7e260ccbf5408aa94b2c617a95fc63f571de4f19f1a65b9e8670173b7','0988843cf89e7c34b0c6c65869f776edd903afde85b0dd90b74c7e01bf2e8b1c','s-8rba4m7gq0zy1x2c','');
INSERT INTO decisions VALUES(24,'XHHT-HKYZ-HBB9-VKJA','recognition','tiny','','2024-12-05T01:36:00.000000Z','{"kind":"recognition","plan":"tiny","period":"2023","units":["d:857@0"],"until":"2026-12-31","on":"2024-02-20","indicators":["learning_district_status"],"reason":"hồ sơ nộp ngày 12/01","authority":"215/QĐ-UBND","value":1,"from":"2024-01-01","issuer":"UBND tỉnh"}','8cfdf8ad69dce4a93be1706c449455a745195038d18e1897f326853f4d082223','0988843cf89e7c34b0c6c65869f776edd903afde85b0dd90b74c7e01bf2e8b1c','cdbd0f0157d5ac8c270ee5ec201f80fd099d12591a9eceb58a76883db5f23e3d','s-8rba4m7gq0zy1x2c','so-gddt');
CREATE TABLE texts (
    hash TEXT PRIMARY KEY,                  -- sha256 of text, hex
    text TEXT NOT NULL
) STRICT;
INSERT INTO texts VALUES('90ac974bfa6e8f33515125c939deb9b8775021ec5112ea96cd1efbc73d20e884',replace('code,name,level,parent_code,valid_from,valid_to,full_name,uid\n86,Vĩnh Long,province,,,2025-06-30,Tỉnh Vĩnh Long,p:86@0\n855,Vĩnh Long,district,86,,2025-06-30,Thành phố Vĩnh Long,d:855@0\n857,Long Hồ,district,86,,2025-06-30,Huyện Long Hồ,d:857@0\n','\n',char(10)));
INSERT INTO texts VALUES('a1e3fc09926854e267a45520deebcef87f8e0b26960f19497823f397c1d5f602',replace('indicators:\n  - id: info_skills_rate\n    name: {vi: Người được trang bị năng lực thông tin, en: People with information skills}\n    short: {vi: Năng lực thông tin, en: Information skills}\n    theme: competence\n    measure: rate\n    direction: higher\n    frequency: annual\n    roll_up: true\n    groups: [sex=female]\n    numerator: {vi: Số người có năng lực, en: People with the skills}\n    denominator: {vi: Số người trong độ tuổi lao động, en: People of working age}\n  - id: learning_district_status\n    name: {vi: Huyện học tập, en: Learning district}\n    short: {vi: Huyện học tập, en: Learning district}\n    theme: learning_models\n    measure: status\n    direction: higher\n    frequency: annual\n  - id: learning_district_share\n    name: {vi: Tỷ lệ huyện học tập, en: Share of learning districts}\n    short: {vi: Tỷ lệ huyện học tập, en: Learning districts}\n    theme: learning_models\n    measure: share_of_units\n    of: learning_district_status\n    at_least: 1\n    member_level: district\n    direction: higher\n    frequency: annual\n  - id: literacy_level\n    name: {vi: Mức độ xóa mù chữ, en: Literacy level}\n    short: {vi: Xóa mù chữ, en: Literacy level}\n    theme: literacy_universal\n    measure: level\n    max: 2\n    direction: higher\n    frequency: annual\n  - id: broadcasts\n    name: {vi: Số lần phát thanh, en: Broadcasts}\n    short: {vi: Phát thanh, en: Broadcasts}\n    theme: communication\n    measure: quantity\n    unit: {vi: lần, en: times}\n    direction: higher\n    frequency: monthly\n  - id: info_skills_gap\n    name: {vi: Chênh lệch nam nữ về năng lực thông tin, en: Gap between men and women in information skills}\n    short: {vi: Chênh lệch nam nữ, en: Gender gap}\n    theme: competence\n    measure: gap\n    of: info_skills_rate\n    group: sex=female\n    direction: lower\n    frequency: annual\n','\n',char(10)));
INSERT INTO texts VALUES('2caafd6ead6e4f1df4636c335b76d9f6051e7aece15c82518db13b6e38b737ea',replace('facts:\n  - id: age6\n    name: {vi: trẻ 6 tuổi, en: 6-year-olds}\n  - id: age6_in_grade1\n    name: {vi: trẻ 6 tuổi vào lớp 1, en: 6-year-olds in grade 1}\n    short: {vi: Vào lớp 1, en: In grade 1}\n    of: age6\n','\n',char(10)));
INSERT INTO texts VALUES('4213cd8d6d74e74cb0a58a42917943d8bd910d55ac7d45e5a3e8b7707ac6cdd8',replace('a) Đến năm 2025: 50% số\nngười; b) đến năm 2030: 70% người; c) duy trì các huyện\nhọc tập. Báo cáo trước ngày\n10 tháng 12 hằng năm. [1] Cuối năm 2020 chưa có huyện nào.\nPhụ lục: Kế hoạch thành phần\n| Quí I năm 2022\n','\n',char(10)));
INSERT INTO texts VALUES('3fc00ba9add032ae2cd1e651de51a64d33f9cf17444879035b3ca5c7e9f52950',replace('id: tiny\ntitle: {vi: Kế hoạch thử, en: A plan for tests}\nshort: {vi: Thử, en: Test}\ndocument:\n  number: 1/KH\n  date: 2021-08-11\n  issuer: {vi: UBND tỉnh, en: Province}\n  seed: tiny.txt\nfrom: 2021\nto: 2030\nroot: p:86@0\nunits: [d:855@0, d:857@0]\nsuccession:\n  district:\n    policy: continue\n    ended: 2025-07-01\n    why: {vi: Tiếp tục theo dõi, en: Watched on}\nbounds: {on_track: 0.95, at_risk: 0.6}\ntargets:\n  - id: info\n    indicator: info_skills_rate\n    level: province\n    monitored: [district]\n    milestones:\n      - source: T-1\n        by: 2025-12-31\n        comparator: ">="\n        value: 50\n        firmness: committed\n        clause: II.a\n        quote: 50% số người\n      - source: T-2\n        by: 2030-12-31\n        comparator: ">="\n        value: 70\n        firmness: committed\n        clause: II.b\n        quote: 70% người\n  - id: districts\n    indicator: learning_district_share\n    level: province\n    n: 2\n    part_of: info\n    baseline: {at: 2020-12-31, value: 0, clause: "[1]", quote: chưa có huyện nào}\n    milestones:\n      - by: 2025-12-31\n        comparator: maintain\n        firmness: aspire\n        clause: II.c\n        quote: duy trì các huyện học tập\nforms:\n  - id: annual\n    name: {vi: Báo cáo năm, en: Annual report}\n    level: district\n    frequency: annual\n    indicators: [info_skills_rate, learning_district_status]\n    recipient: {vi: Sở GDĐT, en: Department}\n    due: {before: "12-10", clause: VI.3, quote: trước ngày 10 tháng 12}\nfindings:\n  - id: date\n    class: contradiction\n    clauses: [VI.3, V.11]\n    targets: [info]\n    forms: [annual]\n    text: {vi: Hai hạn khác nhau, en: Two deadlines}\ndeliverables:\n  - id: sub-plan\n    title: {vi: Kế hoạch thành phần, en: Sub-plan}\n    lead: {vi: Hội Khuyến học, en: Learning Promotion Association}\n    due: 2022-03-31\n    due_text: Quí I năm 2022\n    clause: Phụ lục, mục 1\n    quote: Kế hoạch thành phần | Quí I năm 2022\n','\n',char(10)));
INSERT INTO texts VALUES('f9e89ff0b214f74307ec47445b347f4f9ff9ca505d6b06a657a59f82f39c5623',replace('a) Đến năm 2025: 50% số\nngười; b) đến năm 2030: 70% người; c) duy trì các huyện\nhọc tập. Báo cáo trước ngày\n10 tháng 12 hằng năm. [1] Cuối năm 2020 chưa có huyện nào.\nPhụ lục: Kế hoạch thành phần\n| Quí I năm 2022\nĐính chính ngày 05/12/2024.\n','\n',char(10)));
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES('goose_db_version',4);
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
CREATE INDEX submissions_by_bare_hash ON submissions (COALESCE(bare_hash, content_hash), seq);
CREATE INDEX entries_emptied ON entries (indicator, period, unit) WHERE withdrawn > 0 AND stands = 0;
CREATE TRIGGER texts_keep BEFORE UPDATE ON texts BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a text is never changed');
END;
CREATE TRIGGER texts_stay BEFORE DELETE ON texts BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a text is never removed');
END;
CREATE TRIGGER texts_append BEFORE INSERT ON texts
WHEN EXISTS (SELECT 1 FROM texts WHERE hash = NEW.hash)
BEGIN
    SELECT RAISE(ABORT, 'the ledger is append-only: a text is kept once');
END;
CREATE TRIGGER submissions_format BEFORE INSERT ON submissions WHEN NEW.subject IS NULL
BEGIN
    SELECT RAISE(ABORT, 'a newer collector has taken this ledger over: stop this one and start the newer');
END;
CREATE TRIGGER decisions_format BEFORE INSERT ON decisions WHEN NEW.subject IS NULL
BEGIN
    SELECT RAISE(ABORT, 'a newer collector has taken this ledger over: stop this one and start the newer');
END;
COMMIT;
