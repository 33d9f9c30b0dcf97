package ledger

import (
	"cmp"
	"time"

	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/report"
)

// Submission is one report to be accepted; report.Check has passed it.
type Submission struct {
	Plan       string
	Reporter   string         // the name under which it is handed in
	Subject    string         // opaque id of the person or machine that acts; empty where only the name is known
	Body       string         // the body that they act for, where it is known
	Source     string         // one of the sources below
	Note       string         // why it was sent; part of the content
	Sample     string         // a machine's own id of what it measured; part of the content
	ReceivedOn period.Date    // zero: today. An earlier day back-fills a paper report
	Base       Base           // what the sender had seen of the cells
	Entries    []report.Entry // any order, at most one per cell
}

// The ways a submission can come in.
const (
	SourceAPI      = "api"      // JSON over HTTP
	SourceImport   = "import"   // a file, by command
	SourcePortal   = "portal"   // a form or workbook in the web portal
	SourceExporter = "exporter" // a machine that samples a system of record
	SourceCommand  = "command"  // the standing office, by another command
)

// Sources are all of them.
var Sources = []string{SourceAPI, SourceImport, SourcePortal, SourceExporter, SourceCommand}

// Receipt is the proof of acceptance.
type Receipt struct {
	ID          string    // short and printable, derived from the content hash
	ContentHash string    // sha256 of the content, hex
	Hash        string    // chains over the Hash of the submission before
	Seq         int64     // number of the submission
	RecordedAt  time.Time // the ledger's clock
	ReceivedOn  period.Date
	Entries     int  // cells of the content = New + Changed + Unchanged
	New         int  // cells that were empty
	Changed     int  // cells that got a further revision
	Unchanged   int  // cells that already held these numbers
	Withdrawal  bool // it takes revisions back: Changed counts them, Unchanged those that were withdrawn before
	Duplicate   bool // the same content had been accepted before: this is its first receipt
}

// Recorded is one revision of one cell, in the order of acceptance.
type Recorded struct {
	Seq int64 // 1, 2, 3… over all entries
	report.Entry
	Plan          string
	Revision      int         // 1 = first
	ReceivedOn    period.Date // of this revision
	FirstReceived period.Date // of revision 1
	RecordedAt    time.Time
	Receipt       string
	Reporter      string
	Subject       string
	Body          string
	Source        string
	Stands        int // of a withdrawal: the revision whose numbers it repeats, 0 if none stands any more
}

// Sender is what the chain calls whoever sent it: the name that older links hold, or the ID of a subject.
func (r Recorded) Sender() string { return cmp.Or(r.Reporter, r.Subject) }
