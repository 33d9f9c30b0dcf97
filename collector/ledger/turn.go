package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// task is something that waits to be written. All that wait at one instant are written in one transaction, each in a
// savepoint of its own, and share one fsync; what is wrong with one does not touch its neighbours.
type task struct {
	do    func(*writer) error // may be done again in a transaction of its own, if the shared one fails
	trial bool                // nothing of it is kept, whatever it answers
	alone bool                // it shares its transaction with nothing
	err   error
	panic any
	done  chan struct{}
}

// queue is what waits for its turn to be written. Whoever gets the turn writes for all.
type queue struct {
	turn    chan struct{} // holds a token while somebody writes
	mu      sync.Mutex
	waiting []*task
}

func newQueue() *queue { return &queue{turn: make(chan struct{}, 1)} }

func (q *queue) add(t *task) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, t)
}

// remove takes a task back that nobody has begun to write.
func (q *queue) remove(t *task) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	i := slices.Index(q.waiting, t)
	if i < 0 {
		return false
	}
	q.waiting = slices.Delete(q.waiting, i, i+1)
	return true
}

func (q *queue) all() []*task {
	q.mu.Lock()
	defer q.mu.Unlock()
	list := q.waiting
	q.waiting = nil
	return list
}

// inTurn does the work when its turn comes, and returns once it is on the disk or nothing of it is kept. A context that ends
// before the work has begun stops it; work that has begun is finished, so that its answer is known.
func (l *Ledger) inTurn(ctx context.Context, t *task) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("wait for the ledger's turn to write: %w", err)
	}
	if len(l.prepared) == 0 {
		return errors.New("the ledger was opened to be looked at: nothing can be written")
	}
	t.done = make(chan struct{})
	l.queue.add(t)
	select {
	case l.queue.turn <- struct{}{}:
		l.writeAll(context.WithoutCancel(ctx), l.queue.all())
		<-l.queue.turn
	case <-t.done:
	case <-ctx.Done():
		if l.queue.remove(t) {
			return fmt.Errorf("wait for the ledger's turn to write: %w", ctx.Err())
		}
	}
	<-t.done // another may have taken it along
	if t.panic != nil {
		panic(t.panic)
	}
	return t.err
}

// writeAll writes what waits, in its order.
func (l *Ledger) writeAll(ctx context.Context, tasks []*task) {
	defer func(all []*task) {
		for _, t := range all {
			close(t.done)
		}
	}(tasks)
	for len(tasks) > 0 { // none where whoever had the turn before took all along
		n := slices.IndexFunc(tasks, func(t *task) bool { return t.alone })
		if n < 0 {
			n = len(tasks)
		}
		l.writeTogether(ctx, tasks[:max(n, 1)])
		tasks = tasks[max(n, 1):]
	}
}

// writeTogether writes tasks in one transaction. Where that fails as a whole, each gets one of its own: one that the disk has
// no room for must not take the others with it.
func (l *Ledger) writeTogether(ctx context.Context, tasks []*task) {
	if err := l.transact(ctx, tasks); err != nil {
		for _, t := range tasks {
			if len(tasks) > 1 {
				err = l.transact(ctx, []*task{t})
			}
			if err != nil && t.err == nil {
				t.err = err
			}
		}
	}
}

// transact writes the tasks in one transaction. Its error says that the transaction is gone with all that was in it.
func (l *Ledger) transact(ctx context.Context, tasks []*task) (err error) {
	tx, err := l.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("wait for the ledger's turn to write: %w", err)
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback() // the first error is the one to tell; after a finished transaction this does nothing
		}
	}()
	w := &writer{ctx: ctx, tx: tx, ledger: l, stmts: map[string]*sql.Stmt{}}
	kept := false
	for _, t := range tasks {
		attempt := w.attempt
		if len(tasks) == 1 { // the transaction is its savepoint
			attempt = w.alone
		}
		keeps, err := attempt(t)
		if err != nil {
			return err
		}
		kept = kept || keeps
	}
	if !kept {
		return tx.Rollback()
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("write the ledger: %w", err)
	}
	l.held.kept(w)
	return nil
}

// alone does the only task of a transaction.
func (w *writer) alone(t *task) (keeps bool, err error) {
	w.protected(t)
	return t.err == nil && t.panic == nil && !t.trial, nil
}

// attempt does one task in a savepoint and takes it back unless it is to be kept.
func (w *writer) attempt(t *task) (keeps bool, err error) {
	if _, err := w.exec(savepoint); err != nil {
		return false, fmt.Errorf("write the ledger: %w", err)
	}
	end, wrote := w.head, len(w.wrote)
	if end != nil {
		end = new(*end)
	}
	w.protected(t)
	keeps = t.err == nil && t.panic == nil && !t.trial
	if !keeps {
		if _, err := w.exec(rollbackTo); err != nil {
			return false, fmt.Errorf("write the ledger: %w", errors.Join(t.err, err))
		}
		w.head, w.wrote, w.above = end, w.wrote[:wrote], nil
	}
	if _, err := w.exec(release); err != nil {
		return false, fmt.Errorf("write the ledger: %w", errors.Join(t.err, err))
	}
	return keeps, nil
}

// protected keeps a panic of one task from ending those of others: it is raised again where it belongs.
func (w *writer) protected(t *task) {
	defer func() { t.panic = recover() }()
	t.err = t.do(w)
}

// writer does tasks inside one transaction.
type writer struct {
	ctx    context.Context
	tx     *sql.Tx
	ledger *Ledger
	head   *chainEnd // nil: not read yet
	began  int64     // entries that were on the disk before this transaction, once the head was read
	stmts  map[string]*sql.Stmt

	decided  int64      // the last decision, once the head was read
	wrote    []Recorded // by this transaction so far
	above    stood      // the same by cell; nil: to be made anew
	overlaid int        // how much of wrote is in it
}

// QueryContext makes a writer what reads a transaction; what was prepared is not prepared again.
func (w *writer) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if w.ledger.prepared[query] == nil {
		return w.tx.QueryContext(ctx, query, args...)
	}
	return w.stmt(query).QueryContext(ctx, args...)
}

// exec and row use the statements that were prepared when the ledger was opened.
func (w *writer) exec(query string, args ...any) (sql.Result, error) {
	return w.stmt(query).ExecContext(w.ctx, args...)
}

func (w *writer) row(query string, args ...any) *sql.Row {
	return w.stmt(query).QueryRowContext(w.ctx, args...)
}

func (w *writer) stmt(query string) *sql.Stmt {
	s := w.stmts[query]
	if s == nil {
		s = w.tx.StmtContext(w.ctx, w.ledger.prepared[query])
		w.stmts[query] = s
	}
	return s
}
