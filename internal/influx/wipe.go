package influx

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Wipe deletes every measurement of the schema, and nothing else that may share the bucket. InfluxDB 1.8 has no delete
// API (its router answers 404), so there the measurements are dropped by InfluxQL.
func (c *Client) Wipe(ctx context.Context) error {
	for _, s := range stores {
		if err := c.wipe(ctx, s.measurement().String()); err != nil {
			return err
		}
	}
	return c.wipe(ctx, catalogueM)
}

func (c *Client) wipe(ctx context.Context, measurement string) error {
	err := c.delete(ctx, measurement)
	var e *Error
	if errors.As(err, &e) && e.Status == http.StatusNotFound && strings.Contains(e.Message, "page not found") {
		err = c.drop(ctx, measurement)
	}
	if err != nil {
		return fmt.Errorf("delete measurement %s: %w", measurement, err)
	}
	return nil
}

func (c *Client) delete(ctx context.Context, measurement string) error {
	body, err := json.Marshal(map[string]string{
		"start": "1970-01-01T00:00:00Z", "stop": "2200-01-01T00:00:00Z", "predicate": fmt.Sprintf("_measurement=%q", measurement),
	})
	if err != nil {
		return err
	}
	_, err = c.post(ctx, "/api/v2/delete?org="+url.QueryEscape(c.org())+"&bucket="+url.QueryEscape(c.opt.Bucket), "application/json", string(body))
	return err
}

func (c *Client) drop(ctx context.Context, measurement string) error {
	db, _, _ := strings.Cut(c.opt.Bucket, "/")
	form := url.Values{"db": {db}, "q": {fmt.Sprintf("DROP MEASUREMENT %q", measurement)}}
	body, err := c.post(ctx, "/query", "application/x-www-form-urlencoded", form.Encode())
	if err != nil {
		return err
	}
	// A measurement that is not there is no error: it is gone already.
	if strings.Contains(body, `"error"`) && !strings.Contains(body, "measurement not found") {
		return &Error{Status: http.StatusOK, Message: strings.TrimSpace(body)}
	}
	return nil
}

// post sends one small request and returns its small answer.
func (c *Client) post(ctx context.Context, path, contentType, body string) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.opt.URL+path, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	req.Header.Set("Content-Type", contentType)
	c.authorize(req)
	resp, err := c.http.Do(req)
	if err != nil {
		return "", sorted(ctx, err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(resp.Body, 64<<10))
	if err != nil {
		return "", sorted(ctx, err)
	}
	if resp.StatusCode >= http.StatusBadRequest {
		return "", &Error{Status: resp.StatusCode, Message: serverMessage(answer)}
	}
	return string(answer), nil
}

func (c *Client) authorize(req *http.Request) {
	if c.opt.Token != "" {
		req.Header.Set("Authorization", "Token "+c.opt.Token)
	}
}
