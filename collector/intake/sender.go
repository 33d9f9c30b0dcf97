package intake

import (
	"strings"

	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/report"
	"github.com/xhht/xhht/internal/subject"
)

// subject is the opaque ID under which the chain holds the sender; empty for whoever sits at this machine, who has none.
func (s Sender) subject() string {
	if s.ID == subject.Local {
		return ""
	}
	return string(s.ID)
}

// field is how whoever hands something in calls what goes with it: a flag of a command, or a key.
func (s Sender) field(name string) string {
	if s.Source == ledger.SourceImport || s.Source == ledger.SourceCommand {
		return "--" + strings.ReplaceAll(name, "_", "-")
	}
	return name
}

// reporter is what the chain calls somebody without an ID.
func (s Sender) reporter() string {
	if s.ID == subject.Local {
		return string(subject.Local)
	}
	return ""
}

// bodyOf is the body that owes all of the entries' cells; empty if several do, or the plan names none.
func bodyOf(reg plan.Registry, p plan.Plan, entries []report.Entry) (body string) {
	for i, e := range entries {
		_, owes := reg.Filled(p, e.Unit, e.Indicator, e.Period)
		if i > 0 && owes != body {
			return ""
		}
		body = owes
	}
	return body
}
