package influx

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
)

// Health is what the server says of itself.
type Health struct {
	Version string
	Message string
}

// Health asks the server whether it is up. It checks no token: a wrong one shows at the first query. The client library
// cannot be asked: it makes one error of a server that is down, one that starts and something else on that port.
func (c *Client) Health(ctx context.Context) (Health, error) {
	out, err := c.health(ctx)
	if err != nil {
		return out, fmt.Errorf("ask InfluxDB at %s for its health: %w", c.opt.URL, err)
	}
	return out, nil
}

func (c *Client) health(ctx context.Context) (Health, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.opt.URL+"/health", nil)
	if err != nil {
		return Health{}, err
	}
	c.authorize(req)
	resp, err := c.http.Do(req)
	if err != nil {
		return Health{}, c.queryError(ctx, err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(io.LimitReader(resp.Body, 4<<10))
	if err != nil {
		return Health{}, c.queryError(ctx, err)
	}
	if resp.StatusCode != http.StatusOK {
		return Health{}, c.discreet(serverError(resp.StatusCode, serverMessage(body)))
	}
	var doc struct{ Status, Version, Message string }
	switch err := json.Unmarshal(body, &doc); {
	case err != nil || doc.Status == "":
		return Health{}, &Error{Err: errors.New("what answered is not InfluxDB")}
	case doc.Status != "pass":
		// What a server in trouble should have answered with.
		return Health{doc.Version, doc.Message}, c.discreet(serverError(http.StatusServiceUnavailable, doc.Message))
	}
	return Health{doc.Version, doc.Message}, nil
}
