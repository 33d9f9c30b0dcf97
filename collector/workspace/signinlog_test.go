package workspace_test

import (
	"context"
	"fmt"
	"log/slog"
	"testing"
	"time"

	"github.com/xhht/xhht/collector/workspace"
)

// book is a log that a test reads.
type book struct {
	lines []workspace.FailedSignIn
	most  int
}

func (b *book) NoteFailedSignIns(_ context.Context, lines []workspace.FailedSignIn, most int) error {
	b.lines, b.most = append(b.lines, lines...), most
	return nil
}

func (b *book) FailedSignIns(context.Context, int) ([]workspace.FailedSignIn, error) {
	return b.lines, nil
}

func failure(from string, at time.Time) workspace.FailedSignIn {
	return workspace.FailedSignIn{At: at, Door: "api", From: from, Why: workspace.Unknown, Times: 1}
}

func TestFailedSignInsOfOnePlaceAreOneLine(t *testing.T) {
	var b book
	f := workspace.NewFailedSignIns(&b, 7, slog.New(slog.DiscardHandler))
	begin := time.Date(2026, 1, 15, 1, 0, 0, 0, time.UTC)
	for n := range 10_000 {
		f.Note(failure("192.0.2.7", begin.Add(time.Duration(n)*time.Millisecond)))
	}
	f.Note(failure("192.0.2.8", begin))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	f.Run(ctx) // what waits at the end is written
	f.Run(ctx)
	got := map[string]workspace.FailedSignIn{}
	for _, l := range b.lines {
		got[l.From] = l
	}
	if l := got["192.0.2.7"]; len(b.lines) != 2 || b.most != 7 || l.Times != 10_000 || !l.At.Equal(begin.Add(9999*time.Millisecond)) || got["192.0.2.8"].Times != 1 {
		t.Errorf("%d lines, of at most %d: %+v", len(b.lines), b.most, b.lines)
	}
}

func TestFailedSignInsFromEverywhereAreBounded(t *testing.T) {
	var b book
	f := workspace.NewFailedSignIns(&b, 7, slog.New(slog.DiscardHandler))
	for n := range 50_000 {
		f.Note(failure(fmt.Sprint(n), time.Time{}))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	f.Run(ctx)
	times := 0
	for _, l := range b.lines {
		times += l.Times
	}
	if len(b.lines) > 1001 || times != 50_000 {
		t.Errorf("%d lines of %d attempts, want at most 1001 of all 50000", len(b.lines), times)
	}
}
