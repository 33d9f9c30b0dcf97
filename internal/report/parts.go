package report

import (
	"strconv"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
)

// population is one group of people that several rates of a report are counted over.
type population struct {
	unit, whole, group string
	period             period.Period
}

// wholes holds the rows of one report against each other: rates of one whole are counted over the same people, and two parts
// that share nobody cannot be more than all. Rows that are wrong by themselves are left out; they have been told.
func (c *checker) wholes(entries []Entry) {
	first := map[population]Entry{}
	cells := make(map[Key]Entry, len(entries))
	for _, e := range entries {
		cells[e.Key()] = e
	}
	for _, e := range entries {
		ind := c.reg.Indicators[e.Indicator]
		if ind.Whole == "" || e.Denominator == nil {
			continue
		}
		of := population{e.Unit, ind.Whole, e.Group, e.Period}
		if f, ok := first[of]; ok && *f.Denominator != *e.Denominator {
			c.wholeDiffers(ind, f, e)
			continue
		} else if !ok {
			first[of] = e
		}
		beside := e.Key()
		beside.Indicator = ind.Beside
		if other, ok := cells[beside]; ok && other.Denominator != nil && *other.Denominator == *e.Denominator && *e.Numerator+*other.Numerator > *e.Denominator {
			c.partsExceed(ind, e, other)
		}
	}
}

func (c *checker) wholeDiffers(ind catalogue.Indicator, first, e Entry) {
	there, has := c.seen[first.Key()].Place.String(), PlainNumber(*first.Denominator)
	c.problems.Add(problem.Problem{
		Code: "whole_differs", Place: c.seen[e.Key()].At("denominator"), Value: PlainNumber(*e.Denominator),
		Rule: lang.Text{
			VI: "cùng một tổng (" + ind.Denominator.VI + ") mà " + there + " ghi " + has,
			EN: "the same whole (" + ind.Denominator.EN + ") is " + has + " in " + there,
		},
		Hint: lang.Text{VI: "Ghi cùng một mẫu số ở mọi dòng tính trên tổng này", EN: "Give the same denominator in every row that is counted over this whole"},
	})
}

func (c *checker) partsExceed(ind catalogue.Indicator, e, other Entry) {
	second := c.reg.Indicators[other.Indicator]
	there, has, whole := c.seen[other.Key()].Place.String(), PlainNumber(*other.Numerator), PlainNumber(*e.Denominator)
	c.problems.Add(problem.Problem{
		Code: "parts_exceed_whole", Place: c.seen[e.Key()].At("numerator"), Value: PlainNumber(*e.Numerator),
		Rule: lang.Text{
			VI: "cộng với " + has + " ở " + there + " thì vượt tổng " + whole + ", mà không ai thuộc cả hai: " + ind.Numerator.VI + "; " + second.Numerator.VI,
			EN: "with the " + has + " of " + there + " it exceeds the whole of " + whole + ", though nobody belongs to both: " + ind.Numerator.EN + "; " + second.Numerator.EN,
		},
		Hint: lang.Text{VI: "Kiểm tra hai tử số: mỗi người chỉ đếm ở một dòng", EN: "Check the two numerators: everybody is counted in one row only"},
	})
}

// PlainNumber writes a number with all its digits and nothing between them.
func PlainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
