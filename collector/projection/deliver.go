package projection

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/xhht/xhht/internal/series"
)

// Failure is what an error of the store says about itself. An error that says nothing is retried slowly.
type Failure interface {
	error
	Temporary() bool           // the same request may succeed later
	Oversize() bool            // half of the request may pass
	Refused() bool             // some point in the request can never be stored
	RetryAfter() time.Duration // the store's own wish, zero if it has none
}

// maxPoints is what one request of the store may carry.
const maxPoints = 5000

const (
	firstWait = 500 * time.Millisecond
	maxWait   = 30 * time.Second
)

// deliver writes the points whatever it takes: it returns an error only when the context ends or the ledger fails. While a
// retry goes on, it writes those points alone that are retried.
func deliver[T series.Point](ctx context.Context, p *Projection, points []T) error {
	if p.retried != nil {
		points = slices.DeleteFunc(slices.Clone(points), func(point T) bool { return !p.retried[placeOf(point)] })
	}
	for chunk := range slices.Chunk(points, maxPoints) {
		if err := p.offer(ctx, series.Points(chunk)); err != nil {
			return err
		}
	}
	return nil
}

// offer halves a request that is too large or holds a point the store refuses, until the bad point stands alone.
func (p *Projection) offer(ctx context.Context, points []series.Point) error {
	err := p.retry(ctx, true, func() error { return p.opt.Store.Write(ctx, points) })
	if err == nil {
		p.metrics.wrote(points)
		return nil
	}
	if !divisible(err) {
		return err
	}
	if len(points) == 1 {
		return p.hold(ctx, points[0].Measurement(), points[0], err.Error())
	}
	half := len(points) / 2
	if err := p.offer(ctx, points[:half]); err != nil {
		return err
	}
	return p.offer(ctx, points[half:])
}

// insist repeats what cannot be divided until it succeeds or the context ends.
func (p *Projection) insist(ctx context.Context, do func() error) error {
	return p.retry(ctx, false, do)
}

func (p *Projection) retry(ctx context.Context, divide bool, do func() error) error {
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = firstWait, maxWait
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := do()
		switch {
		case err == nil || divide && divisible(err):
			p.saw(nil)
			return struct{}{}, permanent(err)
		case ctx.Err() != nil:
			return struct{}{}, permanent(ctx.Err())
		}
		p.saw(err)
		return struct{}{}, patient(err)
	}, backoff.WithBackOff(wait), backoff.WithMaxElapsedTime(0), backoff.WithNotify(func(error, time.Duration) { p.metrics.retries.Inc() }))
	return err
}

func permanent(err error) error {
	if err == nil {
		return nil
	}
	return backoff.Permanent(err)
}

// patient waits as long as the store asks, but never so long that a mended store goes unnoticed. What time alone does
// not mend (a wrong token, a missing bucket) is asked for at the slowest pace from the start.
func patient(err error) error {
	var f Failure
	switch {
	case !errors.As(err, &f) || !f.Temporary():
		return &backoff.RetryAfterError{Duration: maxWait}
	case f.RetryAfter() > 0:
		return &backoff.RetryAfterError{Duration: min(f.RetryAfter(), maxWait)}
	}
	return err
}

func divisible(err error) bool {
	var f Failure
	return errors.As(err, &f) && (f.Oversize() || f.Refused())
}
