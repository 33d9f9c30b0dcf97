package influx

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Limits of one answer. They are more than any question of the project needs (a country's newest year is 6 million field
// values, some 150 MB); an answer above them is a mistake in a question, and must not take the process with it.
const (
	maxValues = 10_000_000
	maxBytes  = 1 << 30
)

// ErrTooMuch says that an answer was given up because it is too large.
var ErrTooMuch = errors.New("the answer is too large: ask for fewer units, indicators or years")

// row is one field value of an answer with its time and tags. Its tags are valid until the next one is read; their texts stay.
type row struct {
	at      time.Time
	field   string
	value   float64 // of a number
	text    string  // of a text
	columns []string
	tags    []string
}

// get returns the text of a tag, or of one of the columns that are no tags.
func (r row) get(column string) string {
	if i := slices.Index(r.columns, column); i >= 0 {
		return r.tags[i]
	}
	switch {
	case column == fieldColumn:
		return r.field
	case column == timeColumn:
		return r.at.Format(time.RFC3339Nano)
	case column == valueColumn && r.text == "":
		return strconv.FormatFloat(r.value, 'f', -1, 64)
	case column == valueColumn:
		return r.text
	}
	return ""
}

// each asks the question and calls fn for every field value of the answer.
func (c *Client) each(ctx context.Context, s *selection, fn func(row) error) error {
	if s.err != nil {
		return s.err
	}
	d := c.dialect()
	err := c.ask(ctx, d, s, fn)
	if _, ql := d.(influxQL); !ql || c.opt.Dialect != Auto || !unknownDatabase(err) {
		return err
	}
	if err := c.ask(ctx, flux{}, s, fn); err != nil {
		return err
	}
	c.flux.Store(true)
	return nil
}

func (c *Client) ask(ctx context.Context, d dialect, s *selection, fn func(row) error) error {
	sent, keep := s.split(d.terms())
	path, contentType, body, err := d.request(&sent, c.org())
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.opt.URL+path, strings.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", contentType)
	c.authorize(req)
	resp, err := c.http.Do(req) // the transport asks for gzip and unpacks it
	if err != nil {
		return c.queryError(ctx, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		msg, _ := io.ReadAll(io.LimitReader(resp.Body, 4<<10)) // the status says it, too
		return c.discreet(serverError(resp.StatusCode, serverMessage(msg)))
	}
	n := 0
	err = d.read(&capped{r: resp.Body, left: c.opt.MaxBytes}, &sent, func(r row) error {
		if n++; n > c.opt.MaxValues {
			return ErrTooMuch
		}
		if !keep(r) {
			return nil
		}
		return fn(r)
	})
	if err != nil {
		return c.queryError(ctx, err)
	}
	return nil
}

// capped refuses to read on after so many bytes, counted after unpacking.
type capped struct {
	r    io.Reader
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	if c.left <= 0 {
		return 0, ErrTooMuch
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}

func (c *Client) queryError(ctx context.Context, err error) error {
	var own *Error
	if errors.As(err, &own) || errors.Is(err, ErrTooMuch) || ctx.Err() != nil && !timeout(err) {
		return c.discreet(err)
	}
	if timeout(err) {
		return &Error{Err: fmt.Errorf("no complete answer within %s: %w", c.opt.Timeout, context.DeadlineExceeded)}
	}
	return sorted(ctx, err)
}

// serverError is what the server says, by the status it should have had: 1.8 calls a missing database a fault of its own.
func serverError(status int, message string) error {
	for _, missing := range []string{"database not found", "retention policy not found", "no database"} {
		if status == http.StatusInternalServerError && strings.Contains(message, missing) {
			status = http.StatusNotFound
		}
	}
	return &Error{Status: status, Message: message}
}

// discreet leaves out what a server repeats of the question or the token: the text goes into logs that many may read.
func (c *Client) discreet(err error) error {
	own, ok := errors.AsType[*Error](err)
	if !ok {
		return err
	}
	own.Message = c.withoutQuestion(own.Message)
	if own.Err != nil && own.Err.Error() != c.withoutQuestion(own.Err.Error()) {
		own.Err = errors.New(c.withoutQuestion(own.Err.Error()))
	}
	return err
}

func (c *Client) withoutQuestion(text string) string {
	if c.opt.Token != "" {
		text = strings.ReplaceAll(text, c.opt.Token, "…")
	}
	for _, start := range []string{"from(", "SELECT "} {
		if before, _, found := strings.Cut(text, start); found {
			text = before + "…"
		}
	}
	return text
}

// serverMessage picks the text out of a JSON error body.
func serverMessage(body []byte) string {
	var doc struct{ Message, Error string }
	if json.Unmarshal(body, &doc) == nil && doc.Message+doc.Error != "" {
		if doc.Message != "" {
			return doc.Message
		}
		return doc.Error
	}
	return strings.TrimSpace(string(body))
}

// words keeps one copy of each text that occurs again and again in an answer: tags and numbers' column names. A map
// looked up by the bytes themselves allocates nothing for a text it has.
type words map[string]string

func (w words) of(b []byte) string {
	if s, ok := w[string(b)]; ok {
		return s
	}
	s := string(b)
	w[s] = s
	return s
}
