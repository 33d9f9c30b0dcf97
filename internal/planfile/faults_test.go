package planfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/problem"
)

const tiny = "tiny.yaml"

// mistakes are single edits of the tiny plan in testdata/base; what each is answered with stands in testdata/faults, in
// Vietnamese and in English. An empty old text replaces the whole file; an empty new text of a whole file removes it.
var mistakes = map[string]struct{ file, old, new string }{
	"yaml-not-yaml":                {tiny, "", "id: [tiny\nfrom: 2021\n"},
	"yaml-tab":                     {tiny, "  number: 1/KH", "\tnumber: 1/KH"},
	"yaml-not-a-mapping":           {tiny, "", "Kế hoạch của tỉnh\n"},
	"yaml-two-documents":           {tiny, "from: 2021", "---\nfrom: 2021"},
	"yaml-empty":                   {tiny, "", "# chưa viết\n"},
	"yaml-duplicate-key":           {tiny, "to: 2030", "to: 2030\nfrom: 2022"},
	"yaml-alias":                   {tiny, "short: {vi: Thử, en: Test}", "short: &s {vi: Thử}"},
	"yaml-key-without-value":       {tiny, "        value: 50", "        value:"},
	"key-unknown":                  {tiny, "        clause: II.a", "        clauze: II.a"},
	"key-unknown-several":          {tiny, "from: 2021", "form: 2021\nTo: 2030"},
	"type-number-in-words":         {tiny, "value: 50", "value: 50%"},
	"type-decimal-comma":           {tiny, "value: 50", "value: 37,5"},
	"type-quoted-number":           {tiny, "value: 50", `value: "50"`},
	"type-fraction-for-int":        {tiny, "    n: 2", "    n: 2.5"},
	"type-number-for-text":         {tiny, "number: 1/KH", "number: 1788"},
	"type-text-for-list":           {tiny, "units: [d:855@0, d:857@0]", "units: d:855@0"},
	"type-text-for-mapping":        {tiny, "title: {vi: Kế hoạch thử, en: A plan for tests}", "title: Kế hoạch thử"},
	"date-none":                    {tiny, "by: 2025-12-31\n        comparator: \">=\"", "by: 2025-13-31\n        comparator: \">=\""},
	"date-vietnamese":              {tiny, "date: 2021-08-11", "date: 11/8/2021"},
	"date-missing":                 {tiny, "        by: 2030-12-31\n", ""},
	"text-not-nfc":                 {tiny, "vi: Báo cáo năm", "vi: Ba\u0301o ca\u0301o năm"},
	"text-not-utf8":                {tiny, "vi: Báo cáo năm", "vi: B\xe1o c\xe1o năm"},
	"plan-id-not-file-name":        {tiny, "id: tiny", "id: small"},
	"plan-without-title":           {tiny, "title: {vi: Kế hoạch thử, en: A plan for tests}\n", ""},
	"plan-years":                   {tiny, "to: 2030", "to: 2020"},
	"plan-without-document":        {tiny, "  number: 1/KH\n", ""},
	"plan-bounds":                  {tiny, "at_risk: 0.6", "at_risk: 0.96"},
	"plan-hysteresis-overlap":      {tiny, "at_risk: 0.6", "at_risk: 0.9, hysteresis: 0.03"},
	"plan-hysteresis-at-risk":      {tiny, "at_risk: 0.6", "at_risk: 0.03"},
	"plan-hysteresis-negative":     {tiny, "at_risk: 0.6", "at_risk: 0.6, hysteresis: -0.01"},
	"plan-hysteresis-default":      {tiny, "on_track: 0.95", "on_track: 1"},
	"plan-hysteresis-key":          {tiny, "at_risk: 0.6", "at_risk: 0.6, hysterisis: 0"},
	"plan-root-unknown":            {tiny, "root: p:86@0", "root: p:86@2025-07-01"},
	"plan-unit-unknown":            {tiny, "units: [d:855@0, d:857@0]", "units: [d:855@0, Long Hồ]"},
	"succession-policy":            {tiny, "policy: continue", "policy: ignore"},
	"succession-level":             {tiny, "  district:\n    policy", "  huyện:\n    policy"},
	"title-measure":                {tiny, "findings:\n", "titles:\n  - {indicator: info_skills_rate, level: district, why: {vi: Thử}}\nfindings:\n"},
	"title-level":                  {tiny, "findings:\n", "titles:\n  - {indicator: literacy_level, level: commune, why: {vi: Thử}}\nfindings:\n"},
	"title-tiers":                  {tiny, "findings:\n", "titles:\n  - {indicator: literacy_level, level: district, why: {vi: Thử}}\n  - {indicator: learning_district_status, level: province, why: {vi: Thử}}\nfindings:\n"},
	"title-no-why":                 {tiny, "findings:\n", "titles:\n  - {indicator: literacy_level, level: district}\nfindings:\n"},
	"title-indicator":              {tiny, "findings:\n", "titles:\n  - {indicator: unit_title, level: district, why: {vi: Thử}}\nfindings:\n"},
	"indicator-tenure-of-rate":     {"indicators.yaml", "    roll_up: true\n", "    roll_up: true\n    tenure: {years: 3, clause: TT 1, source_note: bài, confidence: high}\n"},
	"indicator-tenure-years":       {"indicators.yaml", "    measure: status\n", "    measure: status\n    tenure: {years: 36, clause: TT 1, source_note: bài, confidence: high}\n"},
	"indicator-tenure-source":      {"indicators.yaml", "    measure: status\n", "    measure: status\n    tenure: {years: 3, clause: TT 1, source_note: bài, confidence: chắc}\n"},
	"target-duplicate-id":          {tiny, "- id: districts", "- id: info"},
	"target-bad-id":                {tiny, "- id: districts", "- id: Huyện học tập"},
	"target-indicator":             {tiny, "indicator: info_skills_rate", "indicator: info_skill_rate"},
	"target-level":                 {tiny, "level: province\n    monitored", "level: tỉnh\n    monitored"},
	"target-monitored":             {tiny, "monitored: [district]", "monitored: [districts]"},
	"target-unit-unknown":          {tiny, "monitored: [district]", "units: [d:999@0]"},
	"target-part-of":               {tiny, "part_of: info", "part_of: infos"},
	"share-without-n":              {tiny, "    n: 2\n", ""},
	"share-wrong-n":                {tiny, "    n: 2\n", "    n: 8\n"},
	"milestone-none":               {tiny, "    milestones:\n      - by: 2025-12-31\n        comparator: maintain\n        firmness: aspire\n        clause: II.c\n        quote: duy trì các huyện học tập\n", "    milestones: []\n"},
	"milestone-order":              {tiny, "by: 2030-12-31", "by: 2024-12-31"},
	"milestone-not-after-baseline": {tiny, "at: 2020-12-31", "at: 2025-12-31"},
	"milestone-level-not-whole":    {tiny, "indicator: info_skills_rate\n    level: province\n    monitored: [district]\n    milestones:\n      - source: T-1\n        by: 2025-12-31\n        comparator: \">=\"\n        value: 50", "indicator: literacy_level\n    level: province\n    monitored: [district]\n    milestones:\n      - source: T-1\n        by: 2025-12-31\n        comparator: \">=\"\n        value: 1.5"},
	"baseline-no-date":             {tiny, "at: 2020-12-31, value: 0", "value: 0"},
	"baseline-out-of-range":        {tiny, "value: 0, clause", "value: -5, clause"},
	"baseline-no-clause":           {tiny, "clause: \"[1]\", ", ""},
	"milestone-no-clause":          {tiny, "        clause: II.a\n", ""},
	"milestone-no-quote":           {tiny, "        quote: 70% người\n", ""},
	"milestone-comparator":         {tiny, "comparator: maintain", "comparator: keep"},
	"milestone-against-direction":  {tiny, "by: 2030-12-31\n        comparator: \">=\"", "by: 2030-12-31\n        comparator: <="},
	"milestone-firmness":           {tiny, "firmness: aspire", "firmness: phấn đấu"},
	"milestone-no-value":           {tiny, "        value: 70\n", ""},
	"milestone-out-of-range":       {tiny, "value: 70", "value: 700"},
	"milestone-above-everything":   {tiny, "comparator: \">=\"\n        value: 70", "comparator: \">\"\n        value: 100"},
	"milestone-range-no-max":       {tiny, "comparator: \">=\"\n        value: 70", "comparator: range\n        value: 70"},
	"milestone-range-reversed":     {tiny, "comparator: \">=\"\n        value: 70", "comparator: range\n        value: 70\n        value_max: 60"},
	"milestone-range-too-far":      {tiny, "comparator: \">=\"\n        value: 70", "comparator: range\n        value: 70\n        value_max: 110"},
	"milestone-max-without-range":  {tiny, "value: 70", "value: 70\n        value_max: 80"},
	"milestone-trend-with-value":   {tiny, "comparator: \">=\"\n        value: 70", "comparator: decrease\n        value: 70"},
	"milestone-source-note":        {tiny, "        quote: 70% người\n", "        source_note: nghe nói\n        confidence: low\n"},
	"target-part-of-itself":        {tiny, "part_of: info", "part_of: districts"},
	"target-part-of-cycle":         {tiny, "    monitored: [district]", "    part_of: districts"},
	"plan-kind":                    {tiny, "id: tiny\n", "id: tiny\nkind: national\n"},
	"plan-reference-with-units":    {tiny, "id: tiny\n", "id: tiny\nkind: reference\n"},
	"reference-no-confidence":      {tiny, "", reference},
	"regime-with-units":            {tiny, "", regimeWith("units: [d:855@0]\n")},
	"regime-with-targets":          {tiny, "id: tiny\n", "id: tiny\nkind: regime\n"},
	"regime-without-judging":       {tiny, "", strings.Replace(regimeWith(""), "judging: {special: learning_district_status, declared: {literacy: literacy_level}}\n", "", 1)},
	"regime-special":               {tiny, "", strings.Replace(regimeWith(""), "special: learning_district_status", "special: literacy_level", 1)},
	"regime-programme":             {tiny, "", strings.Replace(regimeWith(""), "{literacy: ", "{xmc: ", 1)},
	"regime-declared":              {tiny, "", strings.Replace(regimeWith(""), "literacy: literacy_level", "literacy: info_skills_rate", 1)},
	"regime-form-quote":            {tiny, "", strings.Replace(regimeWith(""), "source_note: lawnet.vn, ", "quote: trước ngày 3, ", 1)},
	"regime-form-confidence":       {tiny, "", strings.Replace(regimeWith(""), "confidence: high", "confidence: sure", 1)},
	"regime-form-facts":            {tiny, "", strings.Replace(regimeWith(""), "level: commune", "level: district", 1)},
	"regime-form-frequency":        {tiny, "", strings.Replace(regimeWith(""), "frequency: annual", "frequency: quarterly", 1)},
	"plan-with-judging":            {tiny, "id: tiny\n", "id: tiny\njudging: {special: learning_district_status, declared: {literacy: literacy_level}}\n"},
	"form-with-facts":              {tiny, "    recipient: {vi: Sở GDĐT, en: Department}\n", "    recipient: {vi: Sở GDĐT, en: Department}\n    facts: true\n"},
	"form-source-note":             {tiny, "quote: trước ngày 10 tháng 12", "quote: trước ngày 10 tháng 12, source_note: nghe nói"},
	"law-fact":                     {"law/facts.yaml", "    of: age6\n", "    of: age7\n"},
	"law-fact-short":               {"law/facts.yaml", "    short: {vi: Vào lớp 1, en: In grade 1}\n", ""},
	"law-fact-is-indicator":        {"law/facts.yaml", "  - id: age6_in_grade1\n", "  - id: info_skills_rate\n"},
	"indicator-beside":             {"indicators.yaml", "    roll_up: true\n", "    roll_up: true\n    beside: info_skills_rate\n"},
	"indicator-may-pass":           {"indicators.yaml", "    max: 2\n", "    max: 2\n    may_pass: true\n"},
	"deliverable-no-title":         {tiny, "    title: {vi: Kế hoạch thành phần, en: Sub-plan}\n", ""},
	"deliverable-no-quote":         {tiny, "    quote: Kế hoạch thành phần | Quí I năm 2022\n", ""},
	"deliverable-quote-repaired":   {tiny, "quote: Kế hoạch thành phần | Quí I", "quote: Kế hoạch thành phần | Quý I"},
	"deliverable-due-words":        {tiny, "due_text: Quí I năm 2022", "due_text: Quý I năm 2022"},
	"deliverable-due-no-words":     {tiny, "    due_text: Quí I năm 2022\n", ""},
	"deliverable-due-outside":      {tiny, "due: 2022-03-31", "due: 2032-03-31"},
	"deliverable-duplicate-id":     {tiny, "deliverables:\n", "deliverables:\n  - id: sub-plan\n    title: {vi: Khác, en: Other}\n    clause: VI.3\n    quote: Báo cáo\n"},
	"finding-deliverable":          {tiny, "    forms: [annual]\n", "    deliverables: [review]\n"},
	"milestone-source-twice":       {tiny, "source: T-2", "source: T-1"},
	"quote-repaired":               {tiny, "quote: 70% người", "quote: 70% số người"},
	"quote-source-missing":         {tiny, "seed: tiny.txt", "seed: small.txt"},
	"form-level":                   {tiny, "    level: district\n", "    level: huyện\n"},
	"form-indicator":               {tiny, "indicators: [info_skills_rate,", "indicators: [info,"},
	"form-derived-indicator":       {tiny, "learning_district_status]", "learning_district_share]"},
	"form-frequency":               {tiny, "    frequency: annual", "    frequency: quarterly"},
	"form-no-clause":               {tiny, "clause: VI.3, ", ""},
	"form-due-day":                 {tiny, `before: "12-10"`, `before: "10/12"`},
	"form-due-twice":               {tiny, `due: {before: "12-10"`, `due: {before: "12-10", each: ["12-10"]`},
	"form-due-count":               {tiny, `due: {before: "12-10"`, `due: {each: ["06-15", "12-15"]`},
	"form-due-half-years":          {tiny, "    frequency: annual\n    indicators: [info_skills_rate, learning_district_status]\n    recipient: {vi: Sở GDĐT, en: Department}\n    due: {before: \"12-10\"", "    frequency: semiannual\n    indicators: []\n    recipient: {vi: Sở GDĐT, en: Department}\n    due: {before: \"06-15\""},
	"form-due-before-period":       {tiny, "    frequency: annual\n    indicators: [info_skills_rate, learning_district_status]\n    recipient: {vi: Sở GDĐT, en: Department}\n    due: {before: \"12-10\"", "    frequency: semiannual\n    indicators: []\n    recipient: {vi: Sở GDĐT, en: Department}\n    due: {each: [\"06-15\", \"01-15\"]"},
	"form-due-january-first":       {tiny, `due: {before: "12-10"`, `due: {before: "01-01"`},
	"form-due-next-year-alone":     {tiny, `due: {before: "12-10"`, `due: {next_year: true`},
	"form-due-leap-day":            {tiny, `before: "12-10"`, `before: "02-29"`},
	"term-period":                  {tiny, ask, "[{id: info_skills_rate, first: năm 2024}, learning_district_status]"},
	"term-key":                     {tiny, ask, "[{id: info_skills_rate, fist: 2024}, learning_district_status]"},
	"term-frequency":               {tiny, ask, "[{id: info_skills_rate, first: 2024-Q1}, learning_district_status]"},
	"term-outside-plan":            {tiny, ask, "[{id: info_skills_rate, last: 2031}, learning_district_status]"},
	"term-order":                   {tiny, ask, "[{id: info_skills_rate, first: 2025, last: 2023}, learning_district_status]"},
	"asked-on-alone":               {tiny, ask, "[{id: info_skills_rate, first: 2023, asked_on: 2024-01-10}, learning_district_status]"},
	"asked-on-no-clause":           {tiny, ask, "[{id: info_skills_rate, first: 2023, asked_on: 2024-01-10, due: 2024-03-31}, learning_district_status]"},
	"asked-on-due":                 {tiny, ask, "[{id: info_skills_rate, first: 2023, asked_on: 2024-01-10, due: 2024-01-10, clause: CV 1}, learning_district_status]"},
	"asked-on-early":               {tiny, ask, "[{id: info_skills_rate, first: 2023, asked_on: 2023-12-09, due: 2024-03-31, clause: CV 1}, learning_district_status]"},
	"asked-twice":                  {tiny, ask, "[{id: info_skills_rate, last: 2024}, learning_district_status, {id: info_skills_rate, first: 2024}]"},
	"form-term-order":              {tiny, "    frequency: annual\n", "    frequency: annual\n    first: 2027\n    last: 2026\n"},
	"body-and-level":               {tiny, "    frequency: annual\n", "    frequency: annual\n    bodies: [{id: a, level: district}]\n"},
	"body-level":                   {tiny, "    level: district\n", "    bodies: [{id: a, level: huyện}]\n"},
	"body-id-twice":                {tiny, "    level: district\n", "    bodies: [{id: a, level: district, last: 2025}, {id: a, level: commune, first: 2026}]\n"},
	"body-gap":                     {tiny, "    level: district\n", "    bodies: [{id: a, level: district, last: 2024}, {id: b, level: commune, first: 2026}]\n"},
	"body-overlap":                 {tiny, "    level: district\n", "    bodies: [{id: a, level: district, last: 2026}, {id: b, level: commune, first: 2026}]\n"},
	"body-without-end":             {tiny, "    level: district\n", "    bodies: [{id: a, level: district}, {id: b, level: commune, first: 2026}]\n"},
	"body-hand-over-in-period":     {tiny, "    level: district\n", "    bodies: [{id: a, level: district, last: 2025-H1}, {id: b, level: commune, first: 2025-H2}]\n"},
	"due-before-period":            {tiny, "    frequency: annual\n    indicators: [info_skills_rate, learning_district_status]\n    recipient: {vi: Sở GDĐT, en: Department}\n    due: {before: \"12-10\"", "    frequency: quarterly\n    recipient: {vi: Sở GDĐT, en: Department}\n    due: {before: \"03-01\""},
	"gathered-in-file":             {tiny, "from: 2021", "gathered: [{cluster: d:855@0, unit: d:857@0}]\nfrom: 2021"},
	"members-frozen":               {tiny, "policy: continue", "policy: freeze\n    members: commune\n    straddling: bounds"},
	"members-without-straddling":   {tiny, "policy: continue", "policy: continue\n    members: commune"},
	"weights-without-file":         {tiny, "policy: continue", "policy: continue\n    members: commune\n    straddling: weights"},
	"weights-file-missing":         {tiny, "policy: continue", "policy: continue\n    members: commune\n    straddling: weights\n    weights: shares.csv"},
	"shares-in-plan":               {tiny, "policy: continue", "policy: continue\n    members: commune\n    straddling: bounds\n    shares: [{from: a, to: b, share: 1, source: c}]"},
	"regime-facts-term":            {tiny, "", strings.Replace(regimeWith(""), "facts: true", "facts: {first: 2020}", 1)},
	"source-unknown":               {tiny, "    frequency: annual\n", "    frequency: annual\n    sources: [other/annual]\n"},
	"source-of-itself":             {tiny, "    frequency: annual\n", "    frequency: annual\n    sources: [tiny/annual]\n"},
	"indicator-group-of-plan":      {"indicators.yaml", "groups: [sex=female]", "groups: [sex=female, plan=tiny]"},
	"finding-class":                {tiny, "class: contradiction", "class: error"},
	"finding-target":               {tiny, "targets: [info]", "targets: [inform]"},
	"finding-form":                 {tiny, "forms: [annual]", "forms: [yearly]"},

	"indicators-missing":           {"indicators.yaml", "", ""},
	"indicators-none":              {"indicators.yaml", "", "indicators: []\n"},
	"indicator-duplicate-id":       {"indicators.yaml", "id: literacy_level", "id: info_skills_rate"},
	"indicator-bad-id":             {"indicators.yaml", "id: literacy_level", "id: Literacy level"},
	"indicator-measure":            {"indicators.yaml", "measure: status", "measure: yesno"},
	"indicator-gap-direction":      {"indicators.yaml", "direction: lower", "direction: higher"},
	"indicator-direction":          {"indicators.yaml", "max: 2\n    direction: higher", "max: 2\n    direction: up"},
	"type-yes-for-true":            {"indicators.yaml", "roll_up: true", "roll_up: yes"},
	"indicator-frequency-unknown":  {"indicators.yaml", "frequency: annual\n    roll_up", "frequency: yearly\n    roll_up"},
	"indicator-level-without-max":  {"indicators.yaml", "    max: 2\n", ""},
	"indicator-rate-without-count": {"indicators.yaml", "    numerator: {vi: Số người có năng lực, en: People with the skills}\n", ""},
	"indicator-rate-without-kind":  {"indicators.yaml", "    denominator_kind: working_age\n", ""},
	"indicator-kind-unknown":       {"indicators.yaml", "denominator_kind: working_age", "denominator_kind: people"},
	"indicator-kind-of-level":      {"indicators.yaml", "    max: 2\n", "    max: 2\n    denominator_kind: adults\n"},
	"indicator-share-incomplete":   {"indicators.yaml", "    at_least: 1\n", ""},
	"indicator-share-of-unknown":   {"indicators.yaml", "of: learning_district_status", "of: learning_districts"},
	"indicator-share-of-rate":      {"indicators.yaml", "of: learning_district_status", "of: info_skills_rate"},
	"indicator-share-above-max":    {"indicators.yaml", "at_least: 1", "at_least: 2"},
	"indicator-roll-up-of-level":   {"indicators.yaml", "    max: 2\n", "    max: 2\n    roll_up: true\n"},
	"indicator-short-too-long":     {"indicators.yaml", "short: {vi: Xóa mù chữ,", "short: {vi: Mức độ đạt chuẩn xóa mù chữ của tỉnh và huyện,"},
	"indicator-no-name":            {"indicators.yaml", "    name: {vi: Mức độ xóa mù chữ, en: Literacy level}\n", ""},
	"indicator-quantity-unit":      {"indicators.yaml", "    unit: {vi: lần, en: times}\n", ""},
	"indicator-decimals":           {"indicators.yaml", "    unit: {vi: lần, en: times}\n", "    unit: {vi: lần, en: times}\n    decimals: 7\n"},
	"indicator-decimals-of-level":  {"indicators.yaml", "    max: 2\n", "    max: 2\n    decimals: 1\n"},
	"indicator-gap-of-level":       {"indicators.yaml", "of: info_skills_rate", "of: literacy_level"},
	"indicator-gap-no-groups":      {"indicators.yaml", "    groups: [sex=female]\n", ""},
	"indicator-gap-group":          {"indicators.yaml", "    group: sex=female\n", "    group: sex=male\n"},
	"indicator-group-derived":      {"indicators.yaml", "groups: [sex=female]", "groups: [sex=female, area=special]"},
	"form-derived-gap":             {tiny, "learning_district_status]", "info_skills_gap]"},
	"indicator-group":              {"indicators.yaml", "groups: [sex=female]", "groups: [female]"},

	"areas-missing":         {"areas.csv", "", ""},
	"areas-column-missing":  {"areas.csv", "parent_code", "parent"},
	"areas-cells-missing":   {"areas.csv", "857,Long Hồ,district,86,,2025-06-30,Huyện Long Hồ,d:857@0", "857,Long Hồ"},
	"areas-quote-open":      {"areas.csv", "857,Long Hồ", "857,\"Long Hồ"},
	"areas-unit-twice":      {"areas.csv", "d:857@0", "d:855@0"},
	"areas-level":           {"areas.csv", "Long Hồ,district", "Long Hồ,huyện"},
	"areas-date":            {"areas.csv", "86,,2025-06-30,Huyện", "86,,30/6/2025,Huyện"},
	"areas-dates-order":     {"areas.csv", "86,,2025-06-30,Huyện", "86,2025-07-01,2025-06-30,Huyện"},
	"areas-parent-unknown":  {"areas.csv", "Long Hồ,district,86", "Long Hồ,district,87"},
	"areas-parent-of-later": {"areas.csv", "86,,2025-06-30,Huyện", "86,2025-07-01,,Huyện"},
	"areas-not-nfc":         {"areas.csv", "Huyện Long Hồ", "Huyện Long Hô\u0300"},

	"areas-link-column":          {"areas.csv", "", strings.Replace(merged, ",predecessors", "", 1)},
	"areas-successor-unknown":    {"areas.csv", "", strings.Replace(merged, "855,full", "856,full", 1)},
	"areas-successor-relation":   {"areas.csv", "", strings.Replace(merged, "855,full", "855,split", 1)},
	"areas-successor-of-open":    {"areas.csv", "", strings.Replace(merged, ",,855:full", "855,full,855:full", 1)},
	"areas-predecessor-part":     {"areas.csv", "", strings.Replace(merged, "857:full", "857:half", 1)},
	"areas-predecessor-unsaid":   {"areas.csv", "", strings.Replace(merged, ";857:full", "", 1)},
	"areas-predecessor-disagree": {"areas.csv", "", strings.Replace(merged, "857:full", "857:partial", 1)},
}

// ask is what the tiny form asks for.
const ask = "[info_skills_rate, learning_district_status]"

// merged is a tree in which two units become one; each mistake in its links is one edit.
const merged = `code,name,level,parent_code,valid_from,valid_to,full_name,uid,successor,successor_relation,predecessors
86,Vĩnh Long,province,,,,Tỉnh Vĩnh Long,p:86@0,,,
855,Vĩnh Long,district,86,,2025-06-30,Thành phố Vĩnh Long,d:855@0,855,full,
857,Long Hồ,district,86,,2025-06-30,Huyện Long Hồ,d:857@0,855,full,
855,Vĩnh Long,district,86,2025-07-01,,Thành phố Vĩnh Long,d:855@2025-07-01,,,855:full;857:full
`

// reference is a plan without text: one milestone says how far its source is trusted, one does not, one has a quote too.
const reference = `id: tiny
kind: reference
title: {vi: Quyết định, en: Decision}
short: {vi: QĐ, en: Decision}
document: {number: 1/QĐ, date: 2021-07-30, issuer: {vi: Thủ tướng, en: Prime Minister}}
from: 2021
to: 2030
bounds: {on_track: 0.95, at_risk: 0.6}
targets:
  - id: info
    indicator: info_skills_rate
    milestones:
      - {by: 2025-12-31, comparator: ">=", value: 50, source_note: báo Nhân Dân, confidence: high}
      - {by: 2027-12-31, comparator: ">=", value: 60, source_note: báo Nhân Dân, quote: 60%, confidence: high}
      - {by: 2030-12-31, comparator: ">=", value: 70, source_note: báo Nhân Dân}
`

// regimeWith is a regime, with something of a plan in it.
func regimeWith(more string) string {
	return `id: tiny
kind: regime
title: {vi: Chế độ báo cáo, en: Regime}
short: {vi: Chế độ, en: Regime}
document: {number: 1/NĐ-CP, date: 2014-03-24, issuer: {vi: Chính phủ, en: Government}}
from: 2021
to: 2030
root: p:86@0
bounds: {on_track: 0.95, at_risk: 0.6}
judging: {special: learning_district_status, declared: {literacy: literacy_level}}
` + more + `forms:
  - id: commune
    name: {vi: Số liệu của xã, en: Numbers of a commune}
    level: commune
    frequency: annual
    facts: true
    indicators: [learning_district_status]
    recipient: {vi: Huyện, en: District}
    due: {before: "10-03", clause: Điều 8, source_note: lawnet.vn, confidence: high}
`
}

func TestARegimeTakesItsUnitsFromTheTreeAndItsFactsFromTheLaw(t *testing.T) {
	dir := copyBase(t)
	write(t, filepath.Join(dir, "regime.yaml"), strings.Replace(regimeWith(""), "id: tiny", "id: regime", 1))
	reg, err := planfile.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := reg.Plan("regime")
	if got := strings.Join(p.Units, " "); got != "d:855@0 d:857@0" {
		t.Errorf("units %s", got)
	}
	if got := strings.Join(p.Forms[0].EverAsked(), " "); got != "age6_in_grade1 learning_district_status" {
		t.Errorf("the commune owes %s", got)
	}
	ind := reg.Indicators["age6_in_grade1"]
	if ind.Name.VI != "Tỷ lệ trẻ 6 tuổi vào lớp 1" || ind.Whole != "age6" || !ind.RollUp || ind.Theme != planfile.FactTheme || !ind.Allows("ethnic=minority") {
		t.Errorf("the fact became %+v", ind)
	}
	if err := os.RemoveAll(filepath.Join(dir, "law")); err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "testdata/regime-without-law.txt", answer(t, dir))
}

func TestMistakesAreAnswered(t *testing.T) {
	for name, m := range mistakes {
		t.Run(name, func(t *testing.T) {
			dir := copyBase(t)
			path := filepath.Join(dir, m.file)
			switch {
			case m.old != "":
				edit(t, path, m.old, m.new)
			case m.new != "":
				write(t, path, m.new)
			default:
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
			}
			golden.Equal(t, filepath.Join("testdata", "faults", name+".txt"), answer(t, dir))
		})
	}
}

// Every golden file belongs to a mistake: a renamed mistake must not leave its answer behind.
func TestNoAnswerWithoutMistake(t *testing.T) {
	files, err := filepath.Glob("testdata/faults/*.txt")
	if err != nil || len(files) != len(mistakes)+1 { // + several-at-once
		t.Errorf("%d answers for %d mistakes (%v)", len(files)-1, len(mistakes), err)
	}
}

func TestSeveralMistakesComeBackAtOnceInOrder(t *testing.T) {
	dir := copyBase(t)
	path := filepath.Join(dir, tiny)
	edit(t, path, "indicator: info_skills_rate", "indicator: unknown")
	edit(t, path, "        clause: II.a\n", "")
	edit(t, path, "value: 70", "value: 101")
	edit(t, path, "root: p:86@0", "root: p:1@0")
	edit(t, path, "    n: 2\n", "    n: 3\n")
	edit(t, path, `before: "12-10"`, `before: "13-10"`)
	write(t, filepath.Join(dir, "other.yaml"), "id: other\nunit: []\n")
	golden.Equal(t, "testdata/faults/several-at-once.txt", answer(t, dir))
}

func TestBaseHasNoFault(t *testing.T) {
	if _, err := planfile.Load("testdata/base"); err != nil {
		t.Error(err)
	}
}

func TestFolderThatIsNotThereIsNoProblemOfAFile(t *testing.T) {
	_, err := planfile.Load(filepath.Join(t.TempDir(), "plans"))
	var list problem.List
	if err == nil || errors.As(err, &list) {
		t.Errorf("got %v, want an error that is no problem.List", err)
	}
	if !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want os.ErrNotExist inside", err)
	}
}

// answer loads the folder and renders what its author is told, in both languages.
func answer(t *testing.T, dir string) string {
	t.Helper()
	_, err := planfile.Load(dir)
	var list problem.List
	if !errors.As(err, &list) {
		t.Fatalf("got %v, want a problem.List", err)
	}
	for _, p := range list {
		if p.Code == "" || p.Place.File == "" || p.Rule.VI == "" || p.Rule.EN == "" || (p.Hint.VI == "") != (p.Hint.EN == "") {
			t.Errorf("incomplete problem %+v", p)
		}
	}
	return list.In(lang.Vietnamese) + "\n\n" + list.In(lang.English) + "\n"
}

func copyBase(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/base")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func edit(t *testing.T, path, old, replacement string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(raw), old); n != 1 {
		t.Fatalf("%q stands %d times in %s, want once", old, n, path)
	}
	write(t, path, strings.Replace(string(raw), old, replacement, 1))
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
