// Package frames turns judged rows and lines into Grafana data frames. It is pure: no database, no clock. Every frame has
// a type and a type version, without which Grafana's alerting ignores both, and a number that nobody reported is null,
// never NaN: a threshold would turn NaN into "all is well".
package frames

import (
	"github.com/grafana/grafana-plugin-sdk-go/data"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/column"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/scorecard"
	"github.com/xhht/xhht/internal/wording"
)

// version is that of the data plane contract, https://grafana.com/developers/dataplane/.
var version = data.FrameTypeVersion{0, 1}

// typed returns an empty frame that names its type.
func typed(name string, kind data.FrameType, fields ...*data.Field) *data.Frame {
	f := data.NewFrame(name, fields...)
	f.Meta = &data.FrameMeta{Type: kind, TypeVersion: version}
	return f
}

// field makes a column with its heading.
func field(name column.Name, heading lang.Text, l lang.Lang, values any) *data.Field {
	f := data.NewField(name.String(), nil, values)
	f.Config = &data.FieldConfig{DisplayNameFromDS: heading.In(l)}
	return f
}

// ofRow and ofLine are what a link takes from the row, or the line, that is clicked.
func ofRow(name column.Name) string  { return "${__data.fields." + name.String() + "}" }
func ofLine(name column.Name) string { return "${__field.labels." + name.String() + "}" }

// measured sets unit, decimals and limits of a field that holds values of the indicators, one for each row or one for all. Kinds that
// differ share no unit. Decimals are at least so many, and as many more as keep every value from being written like a limit that it
// has not reached: a bar or a map that says 100% of 99.967% contradicts the verdict beside it.
func measured(f *data.Field, indicators []catalogue.Indicator, digits int) {
	c := f.Config
	for i := range f.Len() {
		if v, ok := f.At(i).(*float64); ok && v != nil && len(indicators) > 0 {
			digits = wording.Telling(indicators[min(i, len(indicators)-1)], *v, digits)
		}
	}
	m, same := commonMeasure(indicators)
	switch {
	case !same:
		c.SetDecimals(uint16(digits))
	case m == catalogue.Level || m == catalogue.Status:
		_, high := indicators[0].Limits()
		for _, i := range indicators {
			_, h := i.Limits()
			high = max(high, h)
		}
		c.SetDecimals(0).SetMin(0).SetMax(high)
	case m == catalogue.Quantity:
		c.SetDecimals(uint16(digits)).SetMin(0)
	default:
		c.Unit = "percent"
		c.SetDecimals(uint16(digits)).SetMin(0).SetMax(100)
	}
}

// leastDigits is how many decimals a column of values has where one is enough.
const leastDigits = 1

// rowDigits is how many decimals a frame of such rows needs: of one column all cells are alike.
func rowDigits[T any](rows []T, row func(T) scorecard.Row) int {
	digits := leastDigits
	for _, r := range rows {
		digits = max(digits, row(r).Digits())
	}
	return digits
}

// commonMeasure tells whether all indicators are numbers of one kind; rates and shares are both percentages.
func commonMeasure(indicators []catalogue.Indicator) (catalogue.Measure, bool) {
	var out catalogue.Measure
	for _, i := range indicators {
		m := i.Measure
		if m == catalogue.ShareOfUnits {
			m = catalogue.Rate
		}
		if out != "" && m != out {
			return "", false
		}
		out = m
	}
	return out, out != ""
}

// fixed is a colour that no palette changes.
func fixed(colour string) map[string]any {
	return map[string]any{"mode": "fixed", "fixedColor": colour}
}

// byThreshold colours by the field's own thresholds; a panel's default palette would win otherwise.
func byThreshold() map[string]any { return map[string]any{"mode": "thresholds"} }
