package influx

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// literal renders a Flux string literal. InfluxDB OSS has no query parameters, so every value is escaped here: a quote
// would end the string, and "${" would run what follows. strconv.Quote is wrong for Flux: it writes \u and leaves "${".
// Only a dollar before a brace is escaped: the scanner of Flux 0.65 (InfluxDB 1.8) knows "\${" and refuses "\$x".
func literal(s string) (string, error) {
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		return "", errors.New("text is not valid UTF-8")
	}
	var b strings.Builder
	b.WriteByte('"')
	for i, r := range s {
		switch {
		case r == '"' || r == '\\' || r == '$' && strings.HasPrefix(s[i:], "${"):
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < 0x20 || r == 0x7f:
			fmt.Fprintf(&b, `\x%02x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String(), nil
}

// anyOf renders a predicate that holds when the column has one of the values. Column names are ours, never a user's.
func anyOf(column string, values []string) (string, error) {
	terms := make([]string, len(values))
	for i, v := range values {
		lit, err := literal(v)
		if err != nil {
			return "", err
		}
		terms[i] = fmt.Sprintf("r.%s == %s", column, lit)
	}
	return "(" + strings.Join(terms, " or ") + ")", nil
}

// maxTerms is the longest list of values that is sent as a predicate; a longer one is filtered on arrival. Flux parses a
// long or-chain recursively and slowly.
const maxTerms = 300

// flux builds the one query shape the adapter needs: one measurement, a range, predicates, no grouping (InfluxDB answers
// ungrouped twice as fast).
type flux struct {
	bucket, measurement string
	from, to            time.Time // both inclusive; zero = no bound
	predicates          []string
	columns             []string
	err                 error
}

func (f *flux) where(column string, values ...string) {
	if len(values) == 0 || len(values) > maxTerms {
		return
	}
	p, err := anyOf(column, values)
	if err != nil {
		f.err = fmt.Errorf("filter by %s: %w", column, err)
		return
	}
	f.predicates = append(f.predicates, p)
}

func (f *flux) String() (string, error) {
	if f.err != nil {
		return "", f.err
	}
	bucket, err := literal(f.bucket)
	if err != nil {
		return "", err
	}
	from, to := f.from, f.to
	if from.IsZero() {
		from = epoch
	}
	if to.IsZero() {
		to = time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	stop := to.Add(time.Second) // Flux excludes the stop
	where := append([]string{fmt.Sprintf("r._measurement == %q", f.measurement)}, f.predicates...)
	columns := make([]string, len(f.columns))
	for i, col := range f.columns {
		columns[i] = fmt.Sprintf("%q", col)
	}
	return fmt.Sprintf("from(bucket: %s)\n  |> range(start: %s, stop: %s)\n  |> filter(fn: (r) => %s)\n  |> keep(columns: [%s])\n  |> group()\n",
		bucket, from.UTC().Format(time.RFC3339), stop.UTC().Format(time.RFC3339), strings.Join(where, " and "), strings.Join(columns, ", ")), nil
}
