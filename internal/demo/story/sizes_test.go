package story_test

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/plausible"
)

// sizes are the denominators and quantities of the whole story.
func sizes(t *testing.T, reg plan.Registry) []plausible.Sized {
	t.Helper()
	var out []plausible.Sized
	for _, told := range []func(plan.Registry, period.Date) ([]story.File, error){story.Reports, story.Levels} {
		files, err := told(reg, period.DateOf(2026, 12, 1))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			for _, row := range f.Rows[1:] {
				column := map[string]string{}
				for i, name := range f.Rows[0] {
					column[name] = row[i]
				}
				size, err := strconv.ParseFloat(column["denominator"], 64)
				if err != nil {
					continue // a level or a status
				}
				per, err := period.Parse(column["period"])
				if err != nil {
					t.Fatal(err)
				}
				a, ok := reg.Areas.Get(column["unit"])
				if !ok {
					t.Fatalf("no unit %s", column["unit"])
				}
				group := column["group"]
				if group == "" {
					group = catalogue.GroupAll
				}
				out = append(out, plausible.Sized{Kind: plausible.Kind{Indicator: column["indicator"], Group: group}, Unit: a.UID, Parent: a.Parent, Period: per, Size: size})
			}
		}
	}
	return out
}

// Honest data raises no question, and a slip of the hand does: numerator and denominator miswritten alike, so that no rate shows it.
func TestSizesOfTheStoryRaiseNoQuestionAndSlipsInThemDo(t *testing.T) {
	reg, err := planfile.Load("../../../plans")
	if err != nil {
		t.Fatal(err)
	}
	list := sizes(t, reg)
	survey := plausible.NewSurvey(list)
	findings := survey.Findings()
	t.Logf("honest: %d of %d sizes raise a question", len(findings), len(list))
	for _, f := range findings[:min(5, len(findings))] {
		t.Errorf("honest %s %s %s %s: %+v", f.Unit, f.Indicator, f.Group, f.Period, f.Question)
	}
	r := rand.New(rand.NewPCG(12, 2026))
	for name, slip := range map[string]func(x, other plausible.Sized) float64{
		"ten times":            func(x, _ plausible.Sized) float64 { return 10 * x.Size },
		"a tenth":              func(x, _ plausible.Sized) float64 { return math.Round(x.Size / 10) },
		"two digits swapped":   func(x, _ plausible.Sized) float64 { return swapped(r, x.Size) },
		"a neighbour's number": func(_, other plausible.Sized) float64 { return other.Size },
	} {
		injected, found, first := 0, 0, ""
		for injected < 1_000 {
			x, other := list[r.IntN(len(list))], list[r.IntN(len(list))]
			wrong := slip(x, other)
			if x.Kind != other.Kind || x.Parent != other.Parent || x.Period != other.Period || x.Unit == other.Unit || math.Abs(wrong-x.Size) < math.Max(0.05, 1/math.Sqrt(x.Size))*x.Size {
				continue // one child more in a class of twelve is no slip that anybody could tell from news
			}
			injected++
			was := x.Size
			if x.Size = wrong; survey.Ask(x) != nil {
				found++
			} else if first == "" {
				first = x.Unit + " " + x.Indicator + " " + x.Period.String() + ": " + strconv.FormatFloat(was, 'f', -1, 64) + " → " + strconv.FormatFloat(wrong, 'f', -1, 64)
			}
		}
		t.Logf("%s: %d of %d found; missed such as %s", name, found, injected, first)
		if found*100 < injected*95 {
			t.Errorf("%s: only %d of %d found, missed such as %s", name, found, injected, first)
		}
	}
}

// swapped is the number with two of its neighbouring digits in the other order.
func swapped(r *rand.Rand, size float64) float64 {
	digits := []byte(strconv.FormatFloat(size, 'f', 0, 64))
	if len(digits) < 2 {
		return size
	}
	i := 1 + r.IntN(len(digits)-1)
	digits[i-1], digits[i] = digits[i], digits[i-1]
	n, _ := strconv.ParseFloat(string(digits), 64)
	return n
}
