package lawfile_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/lawfile"
	"github.com/xhht/xhht/internal/problem"
)

const (
	tiny  = "tiny.yaml"
	facts = "facts.yaml"
)

// mistakes are single edits of the tiny law in testdata/base; what each is answered with stands in testdata/faults, in
// Vietnamese and in English. What strict decoding refuses is proved in planfile; one of each kind stands here too.
var mistakes = map[string]struct{ file, old, new string }{
	"yaml-key-unknown":     {tiny, "    percent: 95", "    procent: 95"},
	"yaml-decimal-comma":   {tiny, "    percent: 95", "    percent: 95,5"},
	"yaml-date-vietnamese": {tiny, "valid_to: 2025-06-30", "valid_to: 30/6/2025"},

	"decree-id-not-file-name": {tiny, "id: tiny\n", "id: small\n"},
	"decree-incomplete":       {tiny, "signed: 2020-01-01\n", ""},
	"decree-without-rule":     {tiny, "", "id: tiny\nnumber: 1/NĐ-CP\ntitle: {vi: Thử}\nstatus: confirmed\nsigned: 2020-01-01\nvalid_from: 2020-03-01\nsources: []\nrules: []\n"},
	"decree-status-missing":   {tiny, "status: confirmed\n", ""},
	"decree-status":           {tiny, "status: confirmed", "status: sure"},
	"decree-unconfirmed-sure": {tiny, "status: confirmed", "status: unconfirmed"},
	"decree-text-missing":     {tiny, "text: tiny.txt", "text: small.txt"},
	"finding-incomplete":      {tiny, ", en: This is open", ""},
	"finding-rule-unknown":    {tiny, "rules: [A-C1]", "rules: [A-C9]"},
	"lapse-misses":            {tiny, "misses: 2", "misses: 0"},
	"lapse-without-tier":      {tiny, "  tier: province\n  article", "  article"},
	"lapse-no-article":        {tiny, "  article: Điều 9\n", ""},
	"lapse-quote-repaired":    {tiny, "quote: hai năm liền", "quote: 2 năm liền"},

	"rule-duplicate-id":         {tiny, "id: A-C2", "id: A-C1"},
	"rule-without-id":           {tiny, "  - id: A-D\n    program", "  - program"},
	"rule-program":              {tiny, "program: primary\n    level: 2", "program: primery\n    level: 2"},
	"rule-level":                {tiny, "level: 2\n    tier", "level: 4\n    tier"},
	"rule-level-missing":        {tiny, "    level: 2\n    tier", "    tier"},
	"rule-level-of-every":       {tiny, "program: primary\n    level: 2", "program: every\n    level: 2"},
	"rule-tier":                 {tiny, "tier: district", "tier: huyện"},
	"rule-name-english-missing": {tiny, ", en: More in grade 1", ""},
	"rule-percent-above-100":    {tiny, "percent: 95", "percent: 950"},
	"rule-percent-as-ratio":     {tiny, "percent: 95", "percent: 0.95"},
	"rule-comparator":           {tiny, `comparator: "="`, `comparator: ">"`},
	"rule-equal-below-100":      {tiny, "    percent: 100", "    percent: 90"},
	"rule-counts-nothing":       {tiny, "    members: {tier: commune}\n", ""},
	"rule-counts-both":          {tiny, "    members: {tier: commune}\n", "    members: {tier: commune}\n    counts: [age6_in_grade1]\n"},
	"rule-pools-people":         {tiny, "    members: {tier: commune}\n", "    counts: [age6_in_grade1]\n"},
	"rule-fact-unknown":         {tiny, "    counts: [age6_in_grade1]\n    comparator", "    counts: [age6_grade1]\n    comparator"},
	"rule-fact-is-a-whole":      {tiny, "    counts: [age6_in_grade1]\n    comparator", "    counts: [age6]\n    comparator"},
	"rule-rest":                 {tiny, "rest: age6_waiting", "rest: age6"},
	"rule-rest-confidence":      {tiny, "    rest_confidence: high\n", ""},
	"rule-members-tier":         {tiny, "members: {tier: commune}", "members: {tier: district}"},
	"rule-members-which":        {tiny, "members: {tier: commune}", "members: {tier: commune, which: poor}"},
	"rule-members-relaxed":      {tiny, "members: {tier: commune}", "members: {tier: commune}\n    special: {percent: 80}"},
	"relaxation-not-lower":      {tiny, "special: {percent: 80}", "special: {percent: 95}"},
	"relaxation-empty":          {tiny, "special: {percent: 80}", "special: {}"},
	"relaxation-fact-unknown":   {tiny, "special: {percent: 80}", "special: {counts: [age7]}"},
	"requirement-unknown":       {tiny, "{program: primary, level: 1}", "{program: literacy, level: 1}"},
	"requirement-itself":        {tiny, "{program: primary, level: 1}", "{program: primary, level: 2}"},
	"requirement-circle":        {tiny, "    special: {percent: 80}\n", "    special: {percent: 80}\n    requires: [{program: primary, level: 2}]\n"},
	"requirement-confidence":    {tiny, "{program: primary, level: 1}", "{program: primary, level: 1, confidence: maybe}"},
	"rule-rest-doubt-unsaid":    {tiny, "    rest_confidence: high\n", "    rest_confidence: medium\n"},
	"rule-no-article":           {tiny, "    article: Điều 3\n", ""},
	"rule-confidence":           {tiny, "confidence: low", "confidence: thấp"},
	"rule-doubt-unsaid":         {tiny, "    note: {vi: Chưa đọc, en: Not seen}\n", ""},
	"rule-no-source":            {tiny, "    sources: [paper]\n    quote", "    sources: []\n    quote"},
	"rule-source-unknown":       {tiny, "    sources: [paper]\n    quote", "    sources: [press]\n    quote"},
	"rule-ends-before":          {tiny, "valid_to: 2025-06-30", "valid_to: 2019-06-30"},
	"rule-before-decree":        {tiny, "valid_to: 2025-06-30", "valid_from: 2019-06-30"},
	"rule-quote-repaired":       {tiny, "quote: ít nhất 90%", "quote: tối thiểu 90%"},

	"facts-missing":         {facts, "", ""},
	"fact-bad-id":           {facts, "id: age6\n", "id: Trẻ 6 tuổi\n"},
	"fact-duplicate-id":     {facts, "id: age6_waiting", "id: age6_in_grade1"},
	"fact-name-missing":     {facts, ", en: 6-year-olds who wait", ""},
	"fact-of-unknown":       {facts, "of: age6\n    beside", "of: age7\n    beside"},
	"fact-of-a-part":        {facts, "of: age6\n    beside", "of: age6_in_grade1\n    beside"},
	"fact-beside-itself":    {facts, "beside: age6_in_grade1", "beside: age6_waiting"},
	"fact-beside-elsewhere": {facts, "beside: age6_in_grade1", "beside: age6"},
	"fact-year":             {facts, "    beside: age6_in_grade1\n", "    beside: age6_in_grade1\n    first: 2014-Q1\n"},
	"fact-term-order":       {facts, "    beside: age6_in_grade1\n", "    beside: age6_in_grade1\n    first: 2014\n    last: 2013\n"},
	"fact-not-counted-yet":  {facts, "    of: age6\n    beside: age6_in_grade1\n", "    of: age6\n    beside: age6_in_grade1\n    first: 2021\n"},
	"fact-no-longer":        {facts, "    of: age6\n  - id: age6_waiting", "    of: age6\n    last: 2024\n  - id: age6_waiting"},
}

func TestMistakesAreAnswered(t *testing.T) {
	for name, m := range mistakes {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS("testdata/base")); err != nil {
				t.Fatal(err)
			}
			apply(t, filepath.Join(dir, m.file), m.old, m.new)
			golden.Equal(t, filepath.Join("testdata", "faults", name+".txt"), answer(t, dir))
		})
	}
}

// Every golden file belongs to a mistake: a renamed mistake must not leave its answer behind.
func TestNoAnswerWithoutMistake(t *testing.T) {
	files, err := filepath.Glob("testdata/faults/*.txt")
	if err != nil || len(files) != len(mistakes) {
		t.Errorf("%d answers for %d mistakes (%v)", len(files), len(mistakes), err)
	}
}

func TestBaseHasNoFault(t *testing.T) {
	if _, err := lawfile.Load("testdata/base"); err != nil {
		t.Error(err)
	}
}

func TestFolderThatIsNotThereIsNoProblemOfAFile(t *testing.T) {
	_, err := lawfile.Load(filepath.Join(t.TempDir(), "law"))
	if _, ok := errors.AsType[problem.List](err); ok || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v, want os.ErrNotExist and no problem.List", err)
	}
}

// apply edits the file; an empty old text replaces it, and an empty new one then removes it.
func apply(t *testing.T, path, old, replacement string) {
	t.Helper()
	if old == "" && replacement == "" {
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		return
	}
	text := replacement
	if old != "" {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(string(raw), old); n != 1 {
			t.Fatalf("%q stands %d times in %s, want once", old, n, path)
		}
		text = strings.Replace(string(raw), old, replacement, 1)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// answer loads the folder and renders what its author is told, in both languages.
func answer(t *testing.T, dir string) string {
	t.Helper()
	_, err := lawfile.Load(dir)
	return both(t, err)
}

func both(t *testing.T, err error) string {
	t.Helper()
	list, ok := errors.AsType[problem.List](err)
	if !ok {
		t.Fatalf("got %v, want a problem.List", err)
	}
	for _, p := range list {
		if p.Code == "" || p.Place.File == "" || p.Rule.VI == "" || p.Rule.EN == "" || (p.Hint.VI == "") != (p.Hint.EN == "") {
			t.Errorf("incomplete problem %+v", p)
		}
	}
	return list.In(lang.Vietnamese) + "\n\n" + list.In(lang.English) + "\n"
}
