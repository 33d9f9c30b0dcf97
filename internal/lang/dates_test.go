package lang_test

import (
	"testing"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
)

// One pattern and one day make two sentences: each language writes the day its own way.
func TestDatesAreWrittenTheWayOfTheLanguage(t *testing.T) {
	got := lang.Textf("trước %s, %d ngày", "before %s, %d days", period.DateOf(2021, 12, 9), 3)
	if want := (lang.Text{VI: "trước 09/12/2021, 3 ngày", EN: "before 2021-12-09, 3 days"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}
