package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/secret"
)

// installer hands playlists to a Grafana. Doing it again changes nothing.
type installer struct {
	base     *url.URL
	user     string
	password secret.Secret
	client   *http.Client
	patience time.Duration // how long to wait for a Grafana that does not answer yet
}

// installPlaylists is the subcommand: every playlist of the folder, and the address that shows each.
func installPlaylists(ctx context.Context, args []string, getenv func(string) string, stdout io.Writer) error {
	flags := flag.NewFlagSet("dashboards install-playlists", flag.ContinueOnError)
	base := flags.String("grafana", "http://127.0.0.1:3000", "Grafana's address.")
	dir := flags.String("from", defaultOut+"/"+playlistFolder, "The folder with the playlists, which `dashboards generate` writes.")
	user := flags.String("user", "admin", "Who may write playlists. The password comes from GRAFANA_PASSWORD, or from the file that GRAFANA_PASSWORD_FILE names.")
	patience := flags.Duration("wait", time.Minute, "How long to wait for a Grafana that does not answer yet.")
	if err := flags.Parse(args); err != nil {
		return err
	}
	password, err := secret.FromEnv("GRAFANA_PASSWORD", getenv)
	if err != nil {
		return err
	}
	if password == "" {
		return errors.New("no password: set GRAFANA_PASSWORD, or GRAFANA_PASSWORD_FILE to the file that holds it")
	}
	at, err := url.Parse(*base)
	if err != nil || at.Host == "" {
		return fmt.Errorf("--grafana %q is no address; give one such as http://127.0.0.1:3000", *base)
	}
	paths, err := filepath.Glob(filepath.Join(*dir, "*.json"))
	if err != nil || len(paths) == 0 {
		return fmt.Errorf("no playlists in %s (%w); write them with `dashboards generate`, or name their folder with --from", *dir, errors.Join(err, os.ErrNotExist))
	}
	in := installer{base: at, user: *user, password: password, client: &http.Client{Timeout: 10 * time.Second}, patience: *patience}
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("read a playlist: %w", err)
		}
		var p grafana.Playlist
		if err := json.Unmarshal(raw, &p); err != nil || p.Metadata.Name == "" {
			return fmt.Errorf("%s is no playlist (%w); write it anew with `dashboards generate`", path, errors.Join(err))
		}
		if err := in.put(ctx, p.Metadata.Name, raw); err != nil {
			return fmt.Errorf("playlist %s: %w", p.Metadata.Name, err)
		}
		if _, err := fmt.Fprintf(stdout, "%s  %s\n", p.Spec.Title, at.JoinPath("playlists", "play", p.Metadata.Name).String()+"?kiosk"); err != nil {
			return err
		}
	}
	return nil
}

// put replaces the playlist, or makes it where there is none: Grafana's own create answers a second one with an error of its
// database, and its replace does not create. It tries again while Grafana is not up.
func (in installer) put(ctx context.Context, uid string, playlist []byte) error {
	wait := backoff.NewExponentialBackOff()
	wait.InitialInterval, wait.MaxInterval = 200*time.Millisecond, 5*time.Second
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := in.send(ctx, http.MethodPut, uid, playlist)
		if e := (*refusal)(nil); errors.As(err, &e) && e.status == http.StatusNotFound {
			err = in.send(ctx, http.MethodPost, "", playlist)
		}
		if e := (*refusal)(nil); errors.As(err, &e) && e.status < http.StatusInternalServerError {
			return struct{}{}, backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(wait), backoff.WithMaxElapsedTime(in.patience))
	return err
}

func (in installer) send(ctx context.Context, method, uid string, body []byte) error {
	req, err := http.NewRequestWithContext(ctx, method, in.base.JoinPath(grafana.PlaylistPath, uid).String(), bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("ask Grafana: %w", err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.SetBasicAuth(in.user, string(in.password))
	resp, err := in.client.Do(req)
	if err != nil {
		return fmt.Errorf("reach Grafana: %w; is it running there?", err)
	}
	defer resp.Body.Close()
	if resp.StatusCode < 300 {
		return nil
	}
	var said struct{ Message string }
	text, err := io.ReadAll(io.LimitReader(resp.Body, 4096))
	if err != nil {
		return fmt.Errorf("read Grafana's answer: %w", err)
	}
	if json.Unmarshal(text, &said) != nil || said.Message == "" {
		said.Message = strings.TrimSpace(string(text))
	}
	return &refusal{status: resp.StatusCode, message: said.Message}
}

// refusal is what Grafana says when it does not do it.
type refusal struct {
	status  int
	message string
}

func (r *refusal) Error() string {
	hint := ""
	switch r.status {
	case http.StatusUnauthorized:
		hint = "; check --user and GRAFANA_PASSWORD"
	case http.StatusForbidden:
		hint = "; the user needs the role Editor (where Grafana lets everybody look, a wrong password is answered like this, too)"
	case http.StatusNotFound:
		hint = "; playlists are taken by Grafana 12 or newer"
	}
	return fmt.Sprintf("Grafana answered %d: %s%s", r.status, r.message, hint)
}
