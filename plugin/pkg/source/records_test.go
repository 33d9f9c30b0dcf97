package source_test

import (
	"fmt"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/series"
)

// recorded is the world with what stands beside the observations: levels, tasks done, corrections and approvals.
//
// The city keeps its literacy level; Long Hồ missed a year; Trà Ôn lapsed; Bình Tân is silent.
func recorded() *store {
	s := filled()
	standing := func(uid string, year int, low, high float64, held *float64, missed float64) series.LevelStanding {
		l := series.LevelStanding{Programme: "literacy", Area: uid, At: end(year), Low: low, High: high, Held: held, Missed: missed,
			Received: time.Date(year, 10, 5, 3, 0, 0, 0, time.UTC)}
		if low < 2 {
			l.Short = new(float64(2024 - year + 3))
			l.Reason = lang.Text{VI: "✗ 90% người 15–60 tuổi biết chữ mức 2: thiếu 3 người", EN: "✗ 90% aged 15–60 literate at level 2: 3 people missing"}
		}
		return l
	}
	s.levels = []series.LevelStanding{
		standing(city, 2023, 2, 2, new(1.0), 0), standing(city, 2024, 2, 2, new(1.0), 0), standing(city, 2025, 2, 2, new(1.0), 0),
		standing(longHo, 2023, 1, 1, new(1.0), 0), standing(longHo, 2024, 0, 0, new(1.0), 1),
		standing(traOn, 2022, 1, 1, new(1.0), 0), standing(traOn, 2023, 0, 0, new(1.0), 1), standing(traOn, 2024, 0, 0, new(0.0), 2),
	}
	s.levels[0].Declared, s.levels[1].Declared, s.levels[4].Declared = new(2.0), new(1.0), new(1.0)
	s.levels[4].Unconfirmed = "142/2025/NĐ-CP"
	s.levels[4].Caution = lang.Text{VI: "Ngưỡng chưa đọc được trong văn bản gốc.", EN: "The threshold was not read in the decree itself."}
	s.tasks = []series.Deliverable{
		{Plan: planID, Deliverable: "committee", Due: period.DateOf(2021, 9, 30).EndOfDay(), Done: time.Date(2021, 10, 2, 2, 0, 0, 0, time.UTC), Recorded: time.Date(2021, 10, 3, 2, 0, 0, 0, time.UTC), Note: "QĐ 12/QĐ-BCĐ"},
		{Plan: planID, Deliverable: "media", Done: time.Date(2025, 12, 24, 2, 0, 0, 0, time.UTC), Recorded: time.Date(2025, 12, 25, 2, 0, 0, 0, time.UTC), Note: "chưa biết vào ngày xem"},
	}
	s.changes = []series.Revision{
		{Plan: planID, Indicator: skills, Area: city, Group: "all", At: end(2023), Recorded: time.Date(2024, 2, 1, 8, 0, 0, 0, time.UTC), Revision: 2, Old: new(64.0), New: new(46.0), Reporter: "Phòng GDĐT TP Vĩnh Long", Note: "gõ nhầm", Receipt: "R-2"},
		{Plan: planID, Indicator: skills, Area: longHo, Group: "all", At: end(2025), Recorded: time.Date(2025, 12, 10, 8, 0, 0, 0, time.UTC), Revision: 2, Old: new(39.7), New: new(38.7), Reporter: "Phòng GDĐT Long Hồ", Receipt: "R-7"},
		{Plan: planID, Indicator: skills, Area: traOn, Group: "all", At: end(2024), Recorded: time.Date(2026, 1, 4, 8, 0, 0, 0, time.UTC), Revision: 2, Old: new(41.0), New: new(39.0), Reporter: "Phòng GDĐT Trà Ôn", Receipt: "R-9"},
	}
	granted := func(seq float64, uid, indicator string, year int, level float64, on, until period.Date) series.Recognition {
		return series.Recognition{Receipt: fmt.Sprintf("R-%g", 100+seq), Plan: planID, Indicator: indicator, Area: uid, At: end(year), Seq: seq, Level: level, On: on.Time(), From: on.Time(), Until: until.Time(),
			Recorded: on.AddDays(3).Time(), Authority: fmt.Sprintf("%g/QĐ-UBND", 200+seq), Issuer: "UBND tỉnh", Reason: "biên bản kiểm tra"}
	}
	revoked := granted(6, city, title, 2023, 0, period.DateOf(2025, 6, 1), period.Date{})
	revoked.Withdrawn = true
	s.granted = []series.Recognition{
		granted(1, city, level, 2024, 3, period.DateOf(2024, 12, 20), period.Date{}),
		granted(2, traOn, level, 2023, 2, period.DateOf(2023, 12, 20), period.Date{}),  // says 3 since
		granted(3, longHo, level, 2024, 3, period.DateOf(2024, 12, 20), period.Date{}), // says 2
		granted(4, longHo, title, 2022, 1, period.DateOf(2023, 2, 1), period.DateOf(2026, 1, 31)),
		granted(5, city, title, 2023, 1, period.DateOf(2024, 2, 1), period.DateOf(2027, 1, 31)),
		revoked,
		granted(7, traOn, title, 2021, 2, period.DateOf(2022, 2, 1), period.DateOf(2025, 1, 31)),
	}
	for i, r := range s.changes {
		s.changes[i].Before.Received = r.At.AddDate(0, 0, -20)
		for j, o := range s.obs {
			if o.Indicator == r.Indicator && o.Area == r.Area && o.At.Equal(r.At) && o.Group == r.Group {
				s.obs[j].Revision, s.changes[i].Before.Received = r.Revision, o.Received
			}
		}
	}
	for i, o := range s.obs {
		if o.Indicator == skills && o.Group == "all" {
			s.obs[i].Approved, s.obs[i].ApprovedRevision = o.Value, 1
		}
		if o.Indicator == skills && o.Area == longHo && o.At.Equal(end(2025)) && o.Group == "all" {
			s.obs[i].Revision, s.obs[i].Approved = 2, new(39.7)
		}
	}
	return s
}

// merged is a world of communes: 1 and 2 went into 3 on 1 July 2025, 4 was split between 3 and 5.
func merged() *store {
	cat := world()
	day := period.DateOf(2025, 7, 1)
	commune := func(code string, born bool) area.Area {
		a := area.Area{UID: "c:" + code + "@0", Code: code, Name: "Xã " + code, FullName: "Xã " + code, Level: area.Commune, Parent: longHo, ValidTo: day.AddDays(-1)}
		if born {
			a.UID, a.ValidFrom, a.ValidTo, a.Parent = "c:"+code+"@2025-07-01", day, period.Date{}, ""
		}
		return a
	}
	cat.Areas = append(cat.Areas, commune("1", false), commune("2", false), commune("4", false), commune("3", true), commune("5", true))
	cat.Links = []area.Link{
		{From: "c:1@0", To: "c:3@2025-07-01", Relation: area.Full}, {From: "c:2@0", To: "c:3@2025-07-01", Relation: area.Full},
		{From: "c:4@0", To: "c:3@2025-07-01", Relation: area.Split}, {From: "c:4@0", To: "c:5@2025-07-01", Relation: area.Split},
	}
	cat.Plans[0].Units = append(cat.Plans[0].Units, "c:1@0", "c:2@0", "c:4@0")
	s := &store{cat: cat}
	for i, uid := range []string{"c:1@0", "c:2@0", "c:4@0"} {
		num, den := float64(10+10*i), 100.0
		v := 100 * num / den
		s.obs = append(s.obs, series.Observation{Indicator: skills, Area: uid, Level: area.Commune, Parent: longHo, Group: "all", Basis: series.Reported, At: end(2024),
			Value: &v, Numerator: &num, Denominator: &den, Revision: 1, Received: received.AddDate(3, 11, 0)})
	}
	return s
}
