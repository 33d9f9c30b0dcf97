package frames_test

import (
	"testing"
	"time"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/series"
	"github.com/xhht/xhht/plugin/pkg/frames"
)

// What a revision says that is no number, and what it does, stand in words.
func TestRevisionsSayMoreThanNumbers(t *testing.T) {
	tree, err := area.NewTree([]area.Area{{UID: "d:1@0", Code: "1", Name: "Một", FullName: "Huyện Một", Level: area.District}})
	if err != nil {
		t.Fatal(err)
	}
	reg := plan.Registry{Areas: tree, Indicators: map[string]catalogue.Indicator{"skills": {ID: "skills", Measure: catalogue.Rate, Frequency: period.Annual}}}
	base := series.Revision{Indicator: "skills", Area: "d:1@0", Group: "all", At: period.DateOf(2024, 12, 31).Time(), Recorded: time.Date(2025, 1, 2, 3, 0, 0, 0, time.UTC), Note: "biên bản 12"}
	nobody, gone, again := base, base, base
	nobody.What, nobody.Old, nobody.NewWords, nobody.Reason = series.Corrected, new(40.0), report.Entry{Nobody: true}.Words(), "đã giải thể"
	gone.What, gone.OldWords, gone.NewWords = series.Withdrawn, nobody.NewWords, report.Entry{Withdrawn: 2}.Words()
	again.What, again.OldWords, again.New = series.FiledAgain, gone.NewWords, new(45.0)
	f := frames.Revisions(frames.View{Registry: reg, Lang: lang.Vietnamese}, []series.Revision{nobody, gone, again})
	for name, want := range map[column.Name][3]string{
		column.OldText: {"40%", "không có đối tượng", "đã rút lại"},
		column.NewText: {"không có đối tượng", "đã rút lại", "45%"},
		column.What:    {"Đính chính", "Rút lại", "Nộp lại"},
		column.Note:    {"biên bản 12; đã giải thể", "biên bản 12", "biên bản 12"},
	} {
		field, i := f.FieldByName(name.String())
		if i < 0 {
			t.Fatalf("there is no column %s", name)
		}
		for row := range want {
			if got := field.At(row); got != want[row] {
				t.Errorf("%s of row %d is %v, want %q", name, row, got, want[row])
			}
		}
	}
}
