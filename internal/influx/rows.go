package influx

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// maxRows is more than any answer of the project needs (a country's newest year is 3 million field values); an answer
// above it is a mistake in a query, and must not take the process with it.
const maxRows = 10_000_000

// row is one line of an annotated CSV answer. It is valid until the next line is read.
type row struct {
	index  map[string]int
	record []string
}

func (r row) get(column string) string {
	if i, ok := r.index[column]; ok && i < len(r.record) {
		return r.record[i]
	}
	return ""
}

// each runs the query and calls fn for every row. The library's own reader builds a map per row: 3.6 times the time and
// 13 times the memory on 100,000 rows.
func (c *Client) each(ctx context.Context, f *flux, fn func(row) error) error {
	text, err := f.String()
	if err != nil {
		return err
	}
	body, err := json.Marshal(map[string]any{
		"query": text, "type": "flux",
		"dialect": map[string]any{"header": true, "delimiter": ",", "annotations": []string{"datatype"}},
	})
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.opt.URL+"/api/v2/query?org="+c.orgQuery(), bytes.NewReader(body))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Accept", "application/csv")
	c.authorize(req)
	resp, err := c.http.Do(req)
	if err != nil {
		return c.queryError(ctx, err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		msg, _ := io.ReadAll(io.LimitReader(resp.Body, 4<<10))
		return &Error{Status: resp.StatusCode, Message: serverMessage(msg)}
	}
	if err := readRows(resp.Body, fn); err != nil {
		return c.queryError(ctx, err)
	}
	return nil
}

func (c *Client) queryError(ctx context.Context, err error) error {
	var own *Error
	if errors.As(err, &own) || ctx.Err() != nil && !timeout(err) {
		return err
	}
	if timeout(err) {
		return &Error{Err: fmt.Errorf("no complete answer within %s", c.opt.Timeout)}
	}
	return sorted(ctx, err)
}

// readRows reads annotated CSV: tables separated by blank lines, each with annotation lines and a header. InfluxDB
// reports an error that comes after the 200 as a table with the columns error and reference.
func readRows(r io.Reader, fn func(row) error) error {
	cr := csv.NewReader(r)
	cr.ReuseRecord = true
	cr.FieldsPerRecord = -1
	header := true
	cur := row{index: map[string]int{}}
	for n := 0; ; {
		rec, err := cr.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read answer: %w", err)
		}
		if strings.HasPrefix(rec[0], "#") {
			header = true
			continue
		}
		if header {
			cur.index = make(map[string]int, len(rec))
			for i, name := range rec {
				cur.index[name] = i
			}
			header = false
			continue
		}
		cur.record = rec
		if _, failed := cur.index["error"]; failed && cur.index["reference"] > 0 {
			return &Error{Status: http.StatusInternalServerError, Message: cur.get("error")}
		}
		if n++; n > maxRows {
			return fmt.Errorf("the answer has more than %d rows", maxRows)
		}
		if err := fn(cur); err != nil {
			return err
		}
	}
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
