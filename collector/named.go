package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/subject"
)

// named returns the ID for whom somebody named on the command line, by name or by ID: the ledger keeps that, and the
// workspace the name. A name that nobody has becomes a subject who may do nothing.
func (a *app) named(ctx context.Context, c config.Config, text string) (id subject.ID, err error) {
	store, err := sqlite.Open(ctx, c.WorkspaceFile(), a.now)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	text = strings.TrimSpace(norm.NFC.String(text))
	if id, ok := subject.Parse(text); ok {
		if _, err := store.Subject(ctx, id); err != nil {
			return "", fmt.Errorf("%s: collector subjects list shows who there is: %w", text, err)
		}
		return id, nil
	}
	return store.SubjectNamed(ctx, text)
}
