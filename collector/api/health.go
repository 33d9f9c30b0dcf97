package api

import (
	"context"
	"net/http"
	"time"
)

// healthz answers as long as the process does.
func (s *server) healthz(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, map[string]string{"status": "ok"})
}

// readiness says whether reports can be taken, and how far the dashboards are behind. The second does not decide the
// first: a report that is in the ledger is safe, whatever InfluxDB does.
type readiness struct {
	Ready      bool            `json:"ready"`
	Plans      int             `json:"plans"`
	Ledger     ledgerState     `json:"ledger"`
	Projection projectionState `json:"projection"`
}

type ledgerState struct {
	Writable bool  `json:"writable"`
	Entries  int64 `json:"entries"`
}

type projectionState struct {
	State string `json:"state"` // current, behind, emptied, unreachable, unknown or off
	Lag   int64  `json:"lag_entries"`
	Note  string `json:"note,omitempty"`
}

func (s *server) readyz(w http.ResponseWriter, r *http.Request) {
	var out readiness
	err := s.Ledger.Probe(r.Context())
	if err == nil {
		out.Ledger.Writable = true
		out.Ledger.Entries, err = s.Ledger.LastSeq(r.Context())
	}
	if err != nil {
		s.Log.Error("the ledger is not ready", "err", err)
	}
	reg, _, unread := s.Intake.Plans.InForce(r.Context())
	if unread != nil {
		s.Log.Error("the plans in force are not at hand", "err", unread)
	}
	out.Plans = len(reg.Plans)
	out.Projection = s.projection(r)
	out.Ready = err == nil && out.Plans > 0
	code := http.StatusOK
	if !out.Ready {
		code = http.StatusServiceUnavailable
	}
	answer(w, code, out)
}

func (s *server) projection(r *http.Request) projectionState {
	if s.Projection == nil {
		return projectionState{State: "off", Note: "no InfluxDB is configured (influx.url)"}
	}
	lag, err := s.Projection.Lag(r.Context())
	switch {
	case err != nil:
		return projectionState{State: "unknown", Note: "the ledger could not be read"}
	case lag > 0:
		return projectionState{State: "behind", Lag: lag, Note: "reports are taken all the same; dashboards show them once InfluxDB has them"}
	}
	ctx, cancel := context.WithTimeout(r.Context(), storeTimeout)
	defer cancel()
	switch emptied, err := s.Projection.Emptied(ctx); {
	case err != nil:
		return projectionState{State: "unreachable", Note: "InfluxDB does not answer; reports are taken all the same, and it gets them once it does"}
	case emptied:
		return projectionState{State: "emptied", Note: "InfluxDB holds nothing of what was written to it; everything is written again from the ledger, dashboards are empty until then"}
	}
	return projectionState{State: "current"}
}

// storeTimeout bounds what asking for readiness may wait for InfluxDB.
const storeTimeout = 2 * time.Second
