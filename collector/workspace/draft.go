package workspace

import (
	"fmt"
	"time"

	"github.com/xhht/xhht/internal/subject"
)

// Slot is what a draft is of: one report.
type Slot struct {
	Plan   string
	Form   string
	Unit   string // UID
	Period string // 2024, 2024-H1…
}

// Draft is a report that is being typed, by one person or several: they share it, and every field says whose it is.
type Draft struct {
	Slot
	Version int64 // grows with every change, and never comes again, not even after the draft was dropped
	Created time.Time
	Changed time.Time
	Fields  []DraftField // in the order in which they were typed last
	Of      int          // fields of the whole draft
}

// Typed is one field as it was typed, right or wrong.
type Typed struct {
	Indicator string
	Group     string
	Field     string // numerator, denominator, value, reason…
	Text      string // empty: cleared
}

// DraftField is a field with who typed it, and when.
type DraftField struct {
	Typed
	By      subject.ID
	Version int64
	At      time.Time
}

// Stale says that somebody changed a draft meanwhile. Nothing was written.
type Stale struct {
	Now    Draft        // the draft as it is now; without fields if it is gone
	Fields []DraftField // those of the fields to be written that others changed
}

func (s *Stale) Error() string {
	if s.Now.Of == 0 {
		return "the draft is gone: it was sent or dropped meanwhile"
	}
	return fmt.Sprintf("%d fields of the draft were changed by others meanwhile", len(s.Fields))
}

// Merge compares what somebody typed, who knew a draft as of a version, with its fields: it returns what there is to write,
// and those of the fields that somebody else has made something else of since.
func Merge(fields []DraftField, version int64, typed []Typed) (write []Typed, clash []DraftField) {
	type key struct{ indicator, group, field string }
	have := make(map[key]DraftField, len(fields))
	for _, f := range fields {
		have[key{f.Indicator, f.Group, f.Field}] = f
	}
	for _, t := range typed {
		f, ok := have[key{t.Indicator, t.Group, t.Field}]
		switch {
		case ok && f.Text == t.Text, !ok && t.Text == "":
			continue // that is what stands there
		case ok && f.Version > version:
			clash = append(clash, f)
		default:
			write = append(write, t)
		}
	}
	return write, clash
}
