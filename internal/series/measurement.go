package series

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// Point is one of what a store holds many of. It knows what it is, and where it stands.
type Point interface {
	Measurement() Measurement
	// Identity names the point's place: of two points of one measurement with the same identity the later one stands.
	Identity() string
}

// Points are a list of one kind as a list of points.
func Points[T Point](list []T) []Point {
	out := make([]Point, len(list))
	for i, p := range list {
		out[i] = p
	}
	return out
}

// Measurement is a kind of points. Its name stands in the store, in metrics and in the ledger's quarantine, and is written in
// this file alone; whoever does something for every kind walks Measurements, which forgets none.
type Measurement int

// The measurements. A new one gets its line in kinds below and its file in internal/influx.
const (
	Observations Measurement = iota
	Targets
	Reports
	Levels
	Deliverables
	Revisions
	Recognitions
	measurements // how many there are
)

var kinds = [measurements]struct {
	name string
	read func(doc []byte) (Point, error)
}{
	Observations: {"observation", read[Observation]},
	Targets:      {"target", read[TargetPoint]},
	Reports:      {"report", read[Report]},
	Levels:       {"level", read[LevelStanding]},
	Deliverables: {"deliverable", read[Deliverable]},
	Revisions:    {"revision", read[Revision]},
	Recognitions: {"recognition", read[Recognition]},
}

// Measurements are all there are.
func Measurements() []Measurement {
	out := make([]Measurement, measurements)
	for i := range out {
		out[i] = Measurement(i)
	}
	return out
}

// MeasurementNamed finds a measurement by its name.
func MeasurementNamed(name string) (Measurement, bool) {
	for m, k := range kinds {
		if k.name == name {
			return Measurement(m), true
		}
	}
	return 0, false
}

func (m Measurement) String() string {
	if m < 0 || m >= measurements {
		return fmt.Sprintf("measurement %d", int(m))
	}
	return kinds[m].name
}

// ReadJSON reads a point of the measurement from its JSON. It refuses fields of another shape: some kinds share some.
func (m Measurement) ReadJSON(doc []byte) (Point, error) { return kinds[m].read(doc) }

func read[T Point](doc []byte) (Point, error) {
	var out T
	d := json.NewDecoder(bytes.NewReader(doc))
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		return nil, fmt.Errorf("read a point of %s: %w", out.Measurement(), err)
	}
	return out, nil
}

// identity joins what names a point. A name may hold any text, so each is quoted.
func identity(at time.Time, names ...string) string {
	var b strings.Builder
	for _, n := range names {
		fmt.Fprintf(&b, "%q ", n)
	}
	return b.String() + at.UTC().Format(time.RFC3339Nano)
}
