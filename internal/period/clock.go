package period

import "time"

// Local is the instant as clocks in Vietnam show it.
func Local(at time.Time) time.Time { return at.In(vietnam) }
