package workspace

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/xhht/xhht/internal/subject"
)

// FailedSignIns gathers failed sign-ins and writes them a few seconds later, those of one place as one line: somebody who
// tries ten thousand tokens a second must not keep the disk from those who have one. A line that was not written yet is lost
// with the program.
type FailedSignIns struct {
	into SignInLog
	most int // lines of the log
	log  *slog.Logger

	mu      sync.Mutex
	waiting map[attempt]FailedSignIn
}

// attempt is what makes two failures one line.
type attempt struct {
	door, from string
	who        subject.ID
	why        string
}

// How many places are told apart between two writes, and how often it is written.
const (
	mostPlaces  = 1000
	writtenEach = 2 * time.Second
)

// NewFailedSignIns gathers for a log of so many lines.
func NewFailedSignIns(into SignInLog, most int, log *slog.Logger) *FailedSignIns {
	return &FailedSignIns{into: into, most: most, log: log, waiting: map[attempt]FailedSignIn{}}
}

// Note adds a failed sign-in. It never waits.
func (f *FailedSignIns) Note(line FailedSignIn) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at := attempt{line.Door, line.From, line.Subject, line.Why}
	have, ok := f.waiting[at]
	if !ok && len(f.waiting) >= mostPlaces {
		line.From = "…" // the rest of them, from wherever
		at.from = line.From
		have = f.waiting[at]
	}
	line.Times += have.Times
	f.waiting[at] = line
}

// Run writes until the context ends, and once more then.
func (f *FailedSignIns) Run(ctx context.Context) {
	tick := time.NewTicker(writtenEach)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			f.write(ctx)
		case <-ctx.Done():
			f.write(context.WithoutCancel(ctx))
			return
		}
	}
}

func (f *FailedSignIns) write(ctx context.Context) {
	f.mu.Lock()
	lines := make([]FailedSignIn, 0, len(f.waiting))
	for _, line := range f.waiting {
		lines = append(lines, line)
	}
	clear(f.waiting)
	f.mu.Unlock()
	if len(lines) == 0 {
		return
	}
	if err := f.into.NoteFailedSignIns(ctx, lines, f.most); err != nil {
		f.log.Error("failed sign-ins could not be noted", "lines", len(lines), "err", err)
	}
}
