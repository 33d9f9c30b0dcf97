package law_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
)

// Each letter is a year: m met, n not met, ? not known, space a year that is not in the list. The answer has two letters a
// year: whether the recognition is held, and whether the next one is a first-time case (y yes, n no, ? open).
func TestTwoYearsNotKeptLapse(t *testing.T) {
	lapse, decree, ok := rules(t).Lapse(law.CountingDay(2024))
	if !ok || decree != "07/2016/TT-BGDĐT" || lapse.Misses != 2 {
		t.Fatalf("%+v, %s, %t", lapse, decree, ok)
	}
	for years, want := range map[string]string{
		"m":      "yn",
		"mmm":    "yn yn yn",
		"mn":     "yn yn",          // one year missed: still held
		"mnm":    "yn yn yn",       // and kept again
		"mnn":    "yn yn ny",       // two in a row: lapsed
		"mnnn":   "yn yn ny ny",    // stays lapsed
		"mnnm":   "yn yn ny yn",    // won again
		"mnmnm":  "yn yn yn yn yn", // two years, but not in a row
		"mnnmn":  "yn yn ny yn yn", // a fresh recognition has its two years
		"mn?":    "yn yn ??",       // the second year may have gone either way
		"m?n":    "yn yn ??",       // so may the first
		"m?nn":   "yn yn ?? ny",
		"m?m":    "yn yn yn",
		"m n":    "yn yn ??", // a year that is missing is not known, it is not met or not met
		"n":      "??",       // nobody knows what was before the first year
		"nn":     "?? ny",    // now it does not matter
		"?":      "??",
		"??m":    "?? ?? yn",
		"nmnn":   "?? yn yn ny",
		"mn?n":   "yn yn ?? ??",
		"mn??nn": "yn yn ?? ?? ?? ny",
	} {
		var list []law.Year
		for i, c := range years {
			switch c {
			case 'm':
				list = append(list, law.Year{Year: 2016 + i, Outcome: law.Met})
			case 'n':
				list = append(list, law.Year{Year: 2016 + i, Outcome: law.NotMet})
			case '?':
				list = append(list, law.Year{Year: 2016 + i, Outcome: law.Unknown})
			}
		}
		got := ""
		letter := map[law.Outcome]string{law.Met: "y", law.NotMet: "n", law.Unknown: "?"}
		for i, k := range lapse.Follow(list) {
			if i > 0 {
				got += " "
			}
			got += letter[k.Held] + letter[k.Again]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", years, diff)
		}
	}
	if lapse.Follow(nil) != nil {
		t.Error("no years, no answer")
	}
}

// A year that meets the level after two that did not is no recognition that was kept: it had to be won again.
func TestALapsedRecognitionIsNotCalledKept(t *testing.T) {
	lapse := law.Lapse{Misses: 2}
	years := []law.Year{{Year: 2021, Outcome: law.Met}, {Year: 2022, Outcome: law.NotMet}, {Year: 2023, Outcome: law.NotMet}, {Year: 2024, Outcome: law.Met}}
	for n, want := range map[int]string{
		1: "2021 đạt → đang được duy trì",
		4: "2021 đạt, 2022 chưa đạt, 2023 chưa đạt, 2024 đạt → đạt trở lại, với điều kiện đã kiểm tra công nhận như lần đầu (Điều 9)",
	} {
		if got := lapse.History(lapse.Follow(years[:n]), "Điều 9", lang.Vietnamese); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// The article speaks of provinces; who reads it about a commune or a district has to be told that it is an analogy.
func TestTheLapseOfACommuneIsAnAnalogy(t *testing.T) {
	lapse, decree, _ := rules(t).Lapse(law.CountingDay(2024))
	const cited = "Điều 9 khoản 2 điểm b, 07/2016/TT-BGDĐT"
	for tier, want := range map[area.Level][2]string{
		area.Province: {cited, cited},
		area.District: {cited + "; điều này chỉ nói về tỉnh, với huyện ở đây áp dụng tương tự", cited + "; it speaks of a province only and is applied to a district by analogy"},
		area.Commune:  {cited + "; điều này chỉ nói về tỉnh, với xã ở đây áp dụng tương tự", cited + "; it speaks of a province only and is applied to a commune by analogy"},
	} {
		for i, l := range []lang.Lang{lang.Vietnamese, lang.English} {
			if got := lapse.Place(decree, tier, l); got != want[i] {
				t.Errorf("%s: got %q, want %q", tier, got, want[i])
			}
		}
	}
}
