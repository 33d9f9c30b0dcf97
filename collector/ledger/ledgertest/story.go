package ledgertest

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/decision"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// IDs of those who act in the story.
const (
	commune = "s-4m7gq0zy1x2c8rba"
	bureau  = "s-8rba4m7gq0zy1x2c"
	sensor  = "s-0zy1x2c8rba4m7gq"
)

// Story makes a ledger hold every fact that its format can hold; the plans are the texts, which ask two districts, d:855@0 and
// d:857@0, for the plan "tiny". The fixture of the newest format is a dump of it:
//
//	XHHT_STORY=/tmp/story.db go test ./collector/ledger -run TestTheStoryIsTheNewestFixture
//	sqlite3 /tmp/story.db .dump > collector/ledger/testdata/version-N.sql
func Story(tb testing.TB, open func(now func() time.Time) ledger.Store, plans map[string]string) {
	tb.Helper()
	s := &story{tb: tb, at: morning}
	s.l = open(func() time.Time { return s.at })
	paper := s.send(ledger.Submission{Reporter: "import:giấy 2024.csv", Source: ledger.SourceImport, ReceivedOn: day(12, 1)},
		rate("d:857@0", "all", 53040, 104000), rate("d:857@0", "sex=female", 26000, 52000), value("d:857@0", "learning_district_status", 0), value("d:857@0", "literacy_level", 2))
	generation := s.decide(ledger.Who{Name: "collector"}, plans, decision.Decision{Kind: decision.PlanGeneration, Before: true, Reason: "Kế hoạch đang có hiệu lực khi sổ bắt đầu ghi"})
	s.facts()
	s.corrections(paper)
	s.decisions()

	changed := maps.Clone(plans)
	changed["sources/tiny.txt"] += "Đính chính ngày 05/12/2024.\n"
	s.decide(ledger.Who{Subject: bureau}, changed, decision.Decision{Kind: decision.PlanGeneration, Base: generation, Reason: "Sửa theo bản gốc", Authority: "130/UBND"})
	s.keeping()
	s.titles()
}

type story struct {
	tb testing.TB
	l  ledger.Store
	at time.Time
}

// next is a minute and a half later, however often the ledger looks at its clock.
func (s *story) next() { s.at = s.at.Add(90 * time.Second) }

func (s *story) send(sub ledger.Submission, entries ...report.Entry) ledger.Receipt {
	s.tb.Helper()
	s.next()
	sub.Plan, sub.Entries = "tiny", entries
	return mustAccept(s.tb, s.l, sub)
}

// facts are what an entry can say beside its numbers, by every way in.
func (s *story) facts() {
	s.tb.Helper()
	nobody := cell("d:855@0", "info_skills_rate", "sex=female")
	nobody.Nobody, nobody.Reason = true, "xã không còn người trong độ tuổi"
	lost := cell("d:855@0", "info_skills_rate", "all")
	lost.Unverified, lost.Reason = new(51.5), "sổ gốc bị mất trong bão"
	s.send(ledger.Submission{Subject: commune, Body: "hoi-khuyen-hoc", Source: ledger.SourceAPI}, nobody, lost)
	other := rate("d:855@0", "all", 500, 1000)
	other.Period, other.DenominatorKind = period.Year(2023), "working_age"
	s.send(ledger.Submission{Subject: commune, Body: "hoi-khuyen-hoc", Source: ledger.SourcePortal, Note: "nhập bù"}, other)
	s.send(ledger.Submission{Subject: sensor, Source: ledger.SourceExporter, Sample: "gauge-7/2024-12-05"}, value("d:855@0", "literacy_level", 1))
}

// corrections are revisions, their bases, and what is taken back: A, B, A again; a receipt of which something older stands, and a
// cell of which nothing is left.
func (s *story) corrections(paper ledger.Receipt) {
	s.tb.Helper()
	from := ledger.Submission{Subject: commune, Body: "hoi-khuyen-hoc", Source: ledger.SourceAPI, Base: ledger.Base{Own: true}}
	a, b := value("d:855@0", "learning_district_status", 0), value("d:855@0", "learning_district_status", 1)
	s.send(from, a)
	s.send(from, b)
	s.send(from, a)
	seen := ledger.Submission{Reporter: "Huyện Long Hồ", Subject: commune, Source: ledger.SourceAPI, Note: "nhầm cột theo biên bản ngày 04/12", Base: ledger.Base{Receipt: paper.ID}}
	corrected := s.send(seen, rate("d:857@0", "all", 53140, 104000))
	gone := value("d:857@0", "literacy_level", 1)
	gone.Period = period.Year(2023)
	s.send(ledger.Submission{Subject: commune, Source: ledger.SourceAPI}, gone)
	for _, w := range []ledger.Withdrawal{
		{Receipt: corrected.ID, Subject: bureau, Body: "so-gddt", Source: ledger.SourceCommand, Reason: "nộp nhầm đơn vị"},
		{Cells: map[report.Key]int{gone.Key(): 1}, Subject: commune, Source: ledger.SourceAPI, Reason: "nhầm năm"},
	} {
		s.next()
		if _, err := s.l.Withdraw(s.tb.Context(), w); err != nil {
			s.tb.Fatal(err)
		}
	}
	s.send(ledger.Submission{Subject: commune, Source: ledger.SourceAPI, Note: "nộp lại"}, rate("d:857@0", "all", 53140, 104000), rate("d:857@0", "sex=female", 26000, 52000))
}

// decisions are one of every kind, and one that takes back.
func (s *story) decisions() {
	s.tb.Helper()
	who := ledger.Who{Subject: bureau, Body: "so-gddt"}
	slot := decision.Decision{Plan: "tiny", Form: "annual", Period: period.Year(2024), Reason: "theo công văn", Authority: "125/SGDĐT-GDTX"}
	of := func(kind decision.Kind, change func(*decision.Decision)) {
		d := slot
		d.Kind = kind
		change(&d)
		s.decide(who, nil, d)
	}
	one := []string{"d:857@0"}
	of(decision.Extension, func(d *decision.Decision) { d.Units, d.Until = one, day(12, 20) })
	of(decision.Extension, func(d *decision.Decision) { d.Until = day(12, 15) })
	of(decision.Extension, func(d *decision.Decision) { d.Units, d.Withdrawn = one, true })
	of(decision.Done, func(d *decision.Decision) {
		d.Form, d.Period, d.Deliverable, d.On = "", period.Period{}, "sub-plan", period.DateOf(2022, 3, 30)
	})
	of(decision.Approval, func(d *decision.Decision) {
		d.Units, d.Indicators = one, []string{"info_skills_rate", "learning_district_status"}
	})
	of(decision.Lock, func(d *decision.Decision) { d.Period = period.Year(2023) })
	of(decision.HandOver, func(d *decision.Decision) {
		d.Units, d.Body, d.FromBody, d.AskedOn, d.Until, d.Through = one, "so-khcn", "hoi-khuyen-hoc", day(12, 4), day(12, 31), period.Year(2026)
	})
	of(decision.NoReporter, func(d *decision.Decision) { d.Units, d.Body, d.Period = one, "so-khcn", period.Year(2022) })
	of(decision.Recognition, func(d *decision.Decision) {
		d.Form, d.Units, d.Indicators, d.Value, d.On, d.Until = "", one, []string{"literacy_level"}, new(2.0), day(11, 20), period.DateOf(2026, 11, 20)
	})
}

// titles are recognitions with what decisions said of them only later: from when they hold, and who recognises.
func (s *story) titles() {
	s.tb.Helper()
	s.decide(ledger.Who{Subject: bureau, Body: "so-gddt"}, nil, decision.Decision{Kind: decision.Recognition, Plan: "tiny", Period: period.Year(2023), Units: []string{"d:857@0"},
		Indicators: []string{"learning_district_status"}, Value: new(1.0), On: day(2, 20), From: day(1, 1), Until: period.DateOf(2026, 12, 31),
		Reason: "hồ sơ nộp ngày 12/01", Authority: "215/QĐ-UBND", Issuer: "UBND tỉnh"})
}

// decide records a decision, and the texts that it names.
func (s *story) decide(who ledger.Who, texts map[string]string, d decision.Decision) (seq int64) {
	s.tb.Helper()
	s.next()
	if texts != nil {
		d.Texts = map[string]string{}
	}
	for name, text := range texts {
		d.Texts[name] = ledger.TextHash(text)
	}
	out, err := s.l.Decide(s.tb.Context(), who, []decision.Decision{d}, slices.Collect(maps.Values(texts))...)
	if err != nil {
		s.tb.Fatal(err)
	}
	return out[0].Seq
}

// keeping is what stands beside the chain.
func (s *story) keeping() {
	s.tb.Helper()
	for _, err := range []error{
		s.l.SetCursor(s.tb.Context(), "projection", 9), s.l.SetCursor(s.tb.Context(), "projection-decisions", 2),
		s.l.Quarantine(s.tb.Context(), "observation {}", "unit or indicator is not in the plan files"), s.l.Probe(s.tb.Context()),
	} {
		if err != nil {
			s.tb.Fatal(err)
		}
	}
}

func cell(unit, indicator, group string) report.Entry {
	return report.Entry{Unit: unit, Indicator: indicator, Period: period.Year(2024), Group: group}
}

func rate(unit, group string, numerator, denominator float64) report.Entry {
	e := cell(unit, "info_skills_rate", group)
	e.Numerator, e.Denominator = &numerator, &denominator
	return e
}

func value(unit, indicator string, v float64) report.Entry {
	e := cell(unit, indicator, "all")
	e.Value = &v
	return e
}
