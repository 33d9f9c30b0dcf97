package intake

import "github.com/xhht/xhht/internal/subject"

// subject is the opaque ID under which the chain holds the sender; empty for whoever sits at this machine, who has none.
func (s Sender) subject() string {
	if s.ID == subject.Local {
		return ""
	}
	return string(s.ID)
}

// reporter is what the chain calls somebody without an ID.
func (s Sender) reporter() string {
	if s.ID == subject.Local {
		return string(subject.Local)
	}
	return ""
}
