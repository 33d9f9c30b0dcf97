package scorecard

// Projected is the value that the unit's own trend reaches by the next milestone's date; nil with too few points.
func (r Row) Projected() *float64 {
	if r.Projection == nil {
		return nil
	}
	return r.Projection.Value
}

// ProjectedLow is the lowest value that the middle half of the unit's slopes leads to.
func (r Row) ProjectedLow() *float64 {
	if r.Projection == nil {
		return nil
	}
	return r.Projection.Low
}

// ProjectedHigh is the highest.
func (r Row) ProjectedHigh() *float64 {
	if r.Projection == nil {
		return nil
	}
	return r.Projection.High
}

// Ahead is the projected value less the milestone that it leads to, signed by what is better: below zero misses it at
// this pace.
func (r Row) Ahead() *float64 {
	if r.Projection == nil {
		return nil
	}
	return r.Projection.Gap
}
