package frames_test

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/query"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/standing"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// An alert on lateness must end when the report comes, even if it came late; nobody could ever clear it otherwise.
func TestWhatHasComeIsNotLateAnyMore(t *testing.T) {
	came := scorecard.Row{DaysLate: 9.2, Verdict: standing.Verdict{Status: standing.OnTrack, Value: new(40.0)}}
	missing := scorecard.Row{DaysLate: 9.2, Verdict: standing.Verdict{Status: standing.Late}}
	f := frames.Alert(frames.View{}, []scorecard.Row{came, missing}, query.DaysLate, nil)
	days, i := f.FieldByName(string(query.DaysLate))
	if i < 0 {
		t.Fatal("no column of days")
	}
	for row, want := range []float64{0, 10} {
		got, ok := days.ConcreteAt(row)
		if !ok || got != want {
			t.Errorf("row %d: %v days late, want %v", row, got, want)
		}
	}
}

func TestTheSummaryCarriesWhatMustBeSaidOfTheNumbers(t *testing.T) {
	f := frames.Summary(scorecard.Summary{Detail: lang.Text{VI: "Số liệu đến kỳ 2025."}}, "SỐ LIỆU MINH HỌA", time.Time{}, lang.Vietnamese)
	detail, _ := f.FieldByName("detail")
	for language, want := range map[lang.Lang]string{lang.Vietnamese: "MINH HỌA. Đến 2025.", lang.English: "SAMPLE. To 2025."} {
		said, _ := frames.Summary(scorecard.Summary{Detail: lang.Text{VI: "Đến 2025.", EN: "To 2025."}}, "MINH HỌA | SAMPLE", time.Time{}, language).FieldByName("detail")
		if got := said.At(0); got != want {
			t.Errorf("%s: %q, want %q", language, got, want)
		}
	}
	if got := detail.At(0); got != "SỐ LIỆU MINH HỌA. Số liệu đến kỳ 2025." {
		t.Errorf("detail %q", got)
	}
}
