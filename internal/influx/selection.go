package influx

import (
	"errors"
	"slices"
	"time"
	"unicode/utf8"
)

// selection is the one shape of question that the adapter asks: the points of one measurement in a range of time whose
// tags have one of the wanted values. It names columns of ours and values of anybody's; a dialect puts both into words.
type selection struct {
	bucket, measurement string
	from, to            time.Time // both inclusive
	conditions          []condition
	fields              []string // empty: all
	tags                []string // to be answered with
	err                 error
}

type condition struct {
	tag    string
	values []string
}

// where keeps the points whose column has one of the values; no values mean any. The column "_field" chooses fields.
func (s *selection) where(column string, values ...string) {
	switch {
	case len(values) == 0:
	case column == fieldColumn:
		s.fields = values
	case slices.ContainsFunc(values, func(v string) bool { return !utf8.ValidString(v) || slices.Contains([]byte(v), 0) }):
		s.err = errors.New("filter by " + column + ": text is not valid UTF-8")
	default:
		s.conditions = append(s.conditions, condition{column, values})
	}
}

// Names of the columns that are no tags. InfluxDB has them in its long form, one row per field value.
const (
	timeColumn  = "_time"
	fieldColumn = "_field"
	valueColumn = "_value"
)

var (
	firstInstant = time.Date(1678, 1, 1, 0, 0, 0, 0, time.UTC)
	lastInstant  = time.Date(2262, 1, 1, 0, 0, 0, 0, time.UTC)
)

// newSelection takes the columns to be answered with; the three above come with every point, named or not.
func newSelection(bucket, measurement string, from, to time.Time, columns []string) *selection {
	if from.IsZero() {
		from = epoch
	}
	if to.IsZero() {
		to = lastInstant
	}
	// Servers count nanoseconds in 64 bits; a range beyond is the same as one up to there.
	if from.Before(firstInstant) {
		from = firstInstant
	}
	if to.After(lastInstant) {
		to = lastInstant
	}
	tags := slices.DeleteFunc(slices.Clone(columns), func(c string) bool { return c == timeColumn || c == fieldColumn || c == valueColumn })
	return &selection{bucket: bucket, measurement: measurement, from: from.UTC(), to: to.UTC(), tags: tags}
}

// split parts the conditions that are sent from those with too many values, which are filtered on arrival.
func (s *selection) split(terms int) (sent selection, keep func(row) bool) {
	sent = *s
	sent.conditions = nil
	type set struct {
		tag    string
		values map[string]bool
	}
	var sets []set
	for _, c := range s.conditions {
		if len(c.values) <= terms {
			sent.conditions = append(sent.conditions, c)
			continue
		}
		values := make(map[string]bool, len(c.values))
		for _, v := range c.values {
			values[v] = true
		}
		sets = append(sets, set{c.tag, values})
		if !slices.Contains(sent.tags, c.tag) {
			sent.tags = append(slices.Clone(sent.tags), c.tag)
		}
	}
	return sent, func(r row) bool {
		return !slices.ContainsFunc(sets, func(s set) bool { return !s.values[r.get(s.tag)] })
	}
}
