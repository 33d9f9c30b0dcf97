package owed

import (
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/timeliness"
	"github.com/xhht/xhht/internal/wording"
)

// Shown is how a state of an expected report is shown.
type Shown struct {
	Name   lang.Text // beside its colour
	Brief  lang.Text // in a cell of a timeline
	Colour string
}

var shown = map[timeliness.State]Shown{
	timeliness.OnTime:       {lang.Text{VI: "Đúng hạn", EN: "On time"}, lang.Text{VI: "Đủ", EN: "OK"}, wording.Green},
	timeliness.ReceivedLate: {lang.Text{VI: "Nộp trễ", EN: "Received late"}, lang.Text{VI: "Trễ", EN: "Late"}, wording.Yellow},
	timeliness.Overdue:      {lang.Text{VI: "Quá hạn", EN: "Overdue"}, lang.Text{VI: "Nợ", EN: "Owed"}, wording.Red},
	timeliness.NotDue:       {lang.Text{VI: "Chưa đến hạn", EN: "Not due yet"}, lang.Text{VI: "–", EN: "–"}, wording.Grey},
	timeliness.NoReporter:   {lang.Text{VI: "Không có nơi báo cáo", EN: "No reporter"}, lang.Text{VI: "∅", EN: "∅"}, wording.Lilac},
}

// Legend says which letters of a timeline stand for which state.
func Legend() lang.Text {
	var briefs, names []lang.Text
	for _, s := range timeliness.States {
		briefs, names = append(briefs, shown[s].Brief), append(names, shown[s].Name)
	}
	return wording.Legend(briefs, names)
}

// Show returns how a state is shown.
func Show(s timeliness.State) Shown { return shown[s] }
