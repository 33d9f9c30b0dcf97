package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/ledger"
	"github.com/xhht/xhht/collector/sqlitefile"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
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

// decider is the ID for whom somebody named as deciding: a person or a body. A machine approves, locks and excuses nothing.
func (a *app) decider(ctx context.Context, c config.Config, text string) (subject.ID, error) {
	who, err := a.behalf(ctx, c, text, false)
	if err != nil {
		return "", err
	}
	if who.Kind == subject.Machine {
		return "", byFlag(problem.List{{
			Code: "machine_decides", Place: problem.Field("by"), Value: text,
			Rule: lang.Text{VI: "đây là máy: máy không quyết định", EN: "this is a machine: a machine decides nothing"},
			Hint: lang.Text{VI: "Ghi người hoặc cơ quan quyết định", EN: "Name the person or body that decides"},
		}})
	}
	return who.ID, nil
}

// behalf is the subject on whose behalf a command acts. They may do everything, because the one who runs the command may; but a
// machine answers no question and takes nothing back, whoever names it. A dry run writes no name down: it takes somebody new for
// somebody with an ID that is forgotten.
func (a *app) behalf(ctx context.Context, c config.Config, text string, dryRun bool) (subject.Subject, error) {
	who := subject.Anyone()
	var err error
	if dryRun {
		who.ID, err = a.known(ctx, c, text)
	} else {
		who.ID, err = a.named(ctx, c, text)
	}
	if err != nil {
		return who, err
	}
	who.Kind, err = a.kindOf(ctx, c, who.ID, who.Kind)
	return who, err
}

// kindOf is what kind of subject the workspace says that somebody is; of whom it does not know, or is not there, otherwise.
func (a *app) kindOf(ctx context.Context, c config.Config, id subject.ID, otherwise subject.Kind) (kind subject.Kind, err error) {
	store, err := a.existingWorkspace(ctx, c, sqlitefile.Look)
	if errors.Is(err, fs.ErrNotExist) {
		return otherwise, nil
	}
	if err != nil {
		return otherwise, err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	who, err := store.Subject(ctx, id)
	if errors.Is(err, workspace.ErrNotFound) {
		return otherwise, nil
	}
	return who.Kind, err
}

// known is named, but writes nothing.
func (a *app) known(ctx context.Context, c config.Config, text string) (id subject.ID, err error) {
	store, err := a.existingWorkspace(ctx, c, sqlitefile.Look)
	if errors.Is(err, fs.ErrNotExist) {
		return subject.NewID(), nil
	}
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	text = strings.TrimSpace(norm.NFC.String(text))
	there, err := store.FindSubjects(ctx, text)
	if err != nil {
		return "", err
	}
	id, err = workspace.Meant(text, there)
	if errors.Is(err, workspace.ErrNotFound) {
		return subject.NewID(), nil
	}
	return id, err
}

// spelled calls those whom a refusal knows by their IDs by their names.
func (a *app) spelled(ctx context.Context, c config.Config, fault error) error {
	var list problem.List
	var conflict *ledger.Conflict
	switch {
	case errors.As(fault, &conflict):
		list = conflict.Problems
	case !errors.As(fault, &list):
		return fault
	}
	store, err := a.existingWorkspace(ctx, c, sqlitefile.Look)
	if err != nil {
		return list
	}
	list = workspace.Spelled(ctx, store, list)
	_ = store.Close() // nothing was written
	return list
}
