package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/subject"
)

const selectReminder = `SELECT id, recipient, channel, state, note, times, intended_at, begun_at, ended_at FROM reminders `

func scanReminder(from row) (workspace.Reminder, error) {
	var r workspace.Reminder
	err := from.Scan(&r.ID, &r.To, &r.Channel, &r.State, &r.Note, &r.Times, clock(&r.Intended), clock(&r.Begun), clock(&r.Ended))
	return r, err
}

// IntendReminder implements workspace.Reminders.
func (s *Store) IntendReminder(ctx context.Context, r workspace.Reminder) (kept workspace.Reminder, ok bool, err error) {
	if r.To == "" || r.Channel == "" {
		return r, false, errors.New("intend a reminder: it needs a recipient and a channel")
	}
	err = s.change(ctx, "intend a reminder", func(tx *sql.Tx) error {
		kept = workspace.Reminder{To: r.To, Channel: r.Channel, State: workspace.ReminderIntended, Intended: s.now().UTC()}
		if kept.Items, err = unsaid(ctx, tx, r); err != nil || len(kept.Items) == 0 {
			return err
		}
		ok, kept.ID = true, workspace.Identify(kept)
		_, err := tx.ExecContext(ctx, `INSERT INTO reminders (id, recipient, channel, state, note, times, intended_at) VALUES (?, ?, ?, ?, '', 0, ?)`,
			kept.ID, kept.To, kept.Channel, kept.State, at(kept.Intended))
		if err != nil {
			return err
		}
		for _, i := range kept.Items {
			_, err := tx.ExecContext(ctx, `INSERT INTO reminder_items (reminder, recipient, channel, plan, form, unit, period, rung) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
				kept.ID, kept.To, kept.Channel, i.Plan, i.Form, i.Unit, i.Period, i.Rung)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil || !ok {
		return workspace.Reminder{}, false, err
	}
	return kept, true, nil
}

// unsaid returns what no letter to the recipient has said, each thing once.
func unsaid(ctx context.Context, tx *sql.Tx, r workspace.Reminder) (out []workspace.ReminderItem, err error) {
	said := map[workspace.ReminderItem]bool{}
	for _, i := range r.Items {
		if said[i] {
			continue
		}
		said[i] = true
		var before int
		err := tx.QueryRowContext(ctx, `SELECT 1 FROM reminder_items WHERE recipient = ? AND channel = ? AND plan = ? AND form = ? AND unit = ? AND period = ? AND rung = ?`,
			r.To, r.Channel, i.Plan, i.Form, i.Unit, i.Period, i.Rung).Scan(&before)
		switch {
		case errors.Is(err, sql.ErrNoRows):
			out = append(out, i)
		case err != nil:
			return nil, err
		}
	}
	return out, nil
}

// BeginReminder implements workspace.Reminders.
func (s *Store) BeginReminder(ctx context.Context, id string) error {
	return s.moveReminder(ctx, "begin a reminder", id, workspace.ReminderIntended, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE reminders SET state = ?, begun_at = ?, times = times + 1 WHERE id = ?`, workspace.ReminderBegun, at(s.now()), id)
		return err
	})
}

// EndReminder implements workspace.Reminders.
func (s *Store) EndReminder(ctx context.Context, id string, outcome workspace.ReminderState, note string) error {
	if outcome != workspace.ReminderSent && outcome != workspace.ReminderFailed {
		return fmt.Errorf("end reminder %s: %q is no outcome", id, outcome)
	}
	return s.moveReminder(ctx, "end a reminder", id, workspace.ReminderBegun, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE reminders SET state = ?, ended_at = ?, note = ? WHERE id = ?`, outcome, at(s.now()), note, id)
		return err
	})
}

// AgainReminder implements workspace.Reminders.
func (s *Store) AgainReminder(ctx context.Context, id string, by subject.ID) error {
	return s.change(ctx, "send a reminder again", func(tx *sql.Tx) error {
		r, err := found(scanReminder(tx.QueryRowContext(ctx, selectReminder+`WHERE id = ?`, id)))
		if err != nil {
			return err
		}
		if r.State != workspace.ReminderUnsure && r.State != workspace.ReminderFailed {
			return &workspace.Sent{Reminder: r}
		}
		_, err = tx.ExecContext(ctx, `UPDATE reminders SET state = ?, ended_at = NULL, note = ? WHERE id = ?`, workspace.ReminderIntended, "again: "+string(by), id)
		return err
	})
}

// moveReminder changes a letter that is in a state; a *Sent if it is in another.
func (s *Store) moveReminder(ctx context.Context, what, id string, from workspace.ReminderState, move func(*sql.Tx) error) error {
	return s.change(ctx, what, func(tx *sql.Tx) error {
		r, err := found(scanReminder(tx.QueryRowContext(ctx, selectReminder+`WHERE id = ?`, id)))
		if err != nil {
			return err
		}
		if r.State != from {
			return &workspace.Sent{Reminder: r}
		}
		return move(tx)
	})
}

// ListReminders implements workspace.Reminders.
func (s *Store) ListReminders(ctx context.Context, state workspace.ReminderState) ([]workspace.Reminder, error) {
	out, err := reminders(ctx, s.file.Read, state)
	if err != nil {
		return nil, fmt.Errorf("list reminders: %w", err)
	}
	return out, nil
}

func reminders(ctx context.Context, q querier, state workspace.ReminderState) ([]workspace.Reminder, error) {
	out, err := list(ctx, q, scanReminder, selectReminder+`WHERE state = ? ORDER BY intended_at, rowid`, state)
	if err != nil {
		return nil, err
	}
	scan := func(from row) (i workspace.ReminderItem, err error) {
		err = from.Scan(&i.Plan, &i.Form, &i.Unit, &i.Period, &i.Rung)
		return i, err
	}
	for n := range out {
		out[n].Items, err = list(ctx, q, scan, `SELECT plan, form, unit, period, rung FROM reminder_items WHERE reminder = ? ORDER BY plan, form, unit, period, rung`, out[n].ID)
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// UnsureReminders implements workspace.Reminders.
func (s *Store) UnsureReminders(ctx context.Context, before time.Time) (out []workspace.Reminder, err error) {
	err = s.change(ctx, "look for reminders that were perhaps sent", func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE reminders SET state = ?, ended_at = ? WHERE state = ? AND begun_at < ?`,
			workspace.ReminderUnsure, at(s.now()), workspace.ReminderBegun, at(before))
		if err != nil {
			return err
		}
		out, err = reminders(ctx, tx, workspace.ReminderUnsure)
		return err
	})
	return out, err
}
