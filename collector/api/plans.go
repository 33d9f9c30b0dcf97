package api

import (
	"errors"
	"net/http"

	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// inForce returns the plans in force, or answers why they are not at hand.
func (s *server) inForce(w http.ResponseWriter, r *http.Request) (plan.Registry, bool) {
	reg, _, err := s.Intake.Plans.InForce(r.Context())
	if err == nil {
		return reg, true
	}
	if !s.withoutPlans(w, r, err) {
		s.Log.Error("the plans in force could not be read", "err", err)
		refuse(w, r, http.StatusServiceUnavailable, unreadableLedger)
	}
	return plan.Registry{}, false
}

// withoutPlans answers where nothing can be judged because of the plans themselves, and reports whether it did.
func (s *server) withoutPlans(w http.ResponseWriter, r *http.Request, err error) bool {
	if unread, ok := errors.AsType[*generation.Unread](err); ok {
		s.Log.Error("the plans in force cannot be read: start the collector again", "err", err)
		refuse(w, r, http.StatusServiceUnavailable, unread.Problem())
		return true
	}
	changing, ok := errors.AsType[problem.Problem](err)
	if ok && errors.Is(err, intake.ErrOtherPlans) {
		s.Log.Warn("plans come into force faster than a report is looked at", "err", err)
		refuse(w, r, http.StatusServiceUnavailable, changing)
	}
	return ok
}
