package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/collector/generation"
	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/collector/workspace/sqlite"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// workroom is the workspace of a collector that serves, with what goes on in it meanwhile.
type workroom struct {
	*sqlite.Store
	failures *workspace.FailedSignIns
	work     []func(context.Context)
}

// workroom opens the workspace, makes its subjects those of the reporters file, and refuses to serve everybody who reaches
// the address where nobody has to say who they are.
func (a *app) workroom(ctx context.Context, c config.Config, inForce *generation.Following, log *slog.Logger) (w *workroom, err error) {
	store, err := sqlite.Open(ctx, c.WorkspaceFile(), a.now)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, store.Close())
		}
	}()
	w = &workroom{Store: store, failures: workspace.NewFailedSignIns(store, c.Keep.SignInLogRows, log)}
	w.work = append(w.work, w.failures.Run, func(ctx context.Context) { purgeDaily(ctx, store, c.Keep.Retention(), log) })
	if c.Reporters != "" {
		f := &follower{path: c.Reporters, plans: inForce, into: store, log: log}
		if err := f.follow(ctx); err != nil {
			return nil, err
		}
		w.work = append(w.work, f.run)
	}
	guarded, err := store.Guarded(ctx)
	if err != nil {
		return nil, err
	}
	if !guarded && !config.Loopback(c.Listen) {
		return nil, problem.Problem{
			Code: "open_to_all", Place: problem.Field("listen"), Value: c.Listen,
			Rule: lang.Text{VI: "chưa ai phải xưng danh, nên bất cứ ai tới được địa chỉ này đều báo cáo được cho mọi đơn vị",
				EN: "nobody has to say who they are, so anybody who reaches this address could report for every unit"},
			Hint: lang.Text{VI: "Ghi địa chỉ của riêng máy này như 127.0.0.1:8480, nêu tệp người báo cáo (reporters), hoặc thêm người bằng collector subjects",
				EN: "Give a loopback address such as 127.0.0.1:8480, name a reporters file, or add subjects with collector subjects"},
		}
	}
	return w, nil
}

// begin starts what goes on in the background and returns how to end it.
func (w *workroom) begin(ctx context.Context) (end func()) {
	var ends []func()
	for _, work := range w.work {
		ends = append(ends, inBackground(ctx, work))
	}
	return func() {
		for _, end := range ends {
			end()
		}
	}
}

// purgeEvery is how often what is past its days goes.
const purgeEvery = 24 * time.Hour

// purgeDaily removes what is past its days, now and every day until the context ends.
func purgeDaily(ctx context.Context, store workspace.Upkeep, keep workspace.Retention, log *slog.Logger) {
	tick := time.NewTicker(purgeEvery)
	defer tick.Stop()
	for {
		gone, err := store.Purge(ctx, keep)
		switch {
		case err != nil && ctx.Err() == nil:
			log.Error("the workspace was not purged", "err", err)
		case gone.Total() > 0:
			log.Info("purged the workspace", "drafts", gone.Drafts, "previews", gone.Previews, "sessions", gone.Sessions,
				"failed_sign_ins", gone.FailedSignIns, "samples", gone.Samples, "reminders", gone.Reminders)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
