package report

import (
	"strconv"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/period"
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
		if ind.Whole == "" {
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
		if other, ok := cells[beside]; ok && *other.Denominator == *e.Denominator && *e.Numerator+*other.Numerator > *e.Denominator {
			c.partsExceed(ind, e, other)
		}
	}
}

func (c *checker) wholeDiffers(ind catalogue.Indicator, first, e Entry) {
	c.add("whole_differs", c.seen[e.Key()]+".denominator", plainNumber(*e.Denominator),
		lang.Text{
			VI: "cùng một tổng (" + ind.Denominator.VI + ") mà " + c.seen[first.Key()] + " ghi " + plainNumber(*first.Denominator),
			EN: "the same whole (" + ind.Denominator.EN + ") is " + plainNumber(*first.Denominator) + " in " + c.seen[first.Key()],
		},
		lang.Text{VI: "Ghi cùng một mẫu số ở mọi dòng tính trên tổng này", EN: "Give the same denominator in every row that is counted over this whole"})
}

func (c *checker) partsExceed(ind catalogue.Indicator, e, other Entry) {
	second := c.reg.Indicators[other.Indicator]
	c.add("parts_exceed_whole", c.seen[e.Key()]+".numerator", plainNumber(*e.Numerator),
		lang.Text{
			VI: "cộng với " + plainNumber(*other.Numerator) + " ở " + c.seen[other.Key()] + " thì vượt tổng " + plainNumber(*e.Denominator) + ", mà không ai thuộc cả hai: " + ind.Numerator.VI + "; " + second.Numerator.VI,
			EN: "with the " + plainNumber(*other.Numerator) + " of " + c.seen[other.Key()] + " it exceeds the whole of " + plainNumber(*e.Denominator) + ", though nobody belongs to both: " + ind.Numerator.EN + "; " + second.Numerator.EN,
		},
		lang.Text{VI: "Kiểm tra hai tử số: mỗi người chỉ đếm ở một dòng", EN: "Check the two numerators: everybody is counted in one row only"})
}

func plainNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
