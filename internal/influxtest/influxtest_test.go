package influxtest_test

import (
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/influxtest"
)

func TestMain(m *testing.M) { os.Exit(influxtest.Main(m)) }

func TestStart(t *testing.T) {
	t.Setenv("XHHT_INFLUX_URL", "")
	first, second := influxtest.Start(t), influxtest.Start(t)
	if first.URL != second.URL {
		t.Errorf("two tests of a package got two servers, %s and %s", first.URL, second.URL)
	}
	write(t, first)
	if got := points(t, first); got != 1 {
		t.Errorf("the database written to answers %d points, want 1", got)
	}
	if got := points(t, second); got != 0 {
		t.Errorf("the other test's database answers %d points, want none", got)
	}
}

func TestStartOwn(t *testing.T) {
	t.Setenv("XHHT_INFLUX_URL", "")
	s := influxtest.StartOwn(t, influxtest.WithAuth())
	if s.Token == "" {
		t.Error("a server with accounts came without a token")
	}
	write(t, s)
	s.Kill()
	s.Restart()
	if got := points(t, s); got != 1 {
		t.Errorf("the restarted server answers %d points, want 1", got)
	}
}

func TestServerOfTheEnvironment(t *testing.T) {
	t.Setenv("XHHT_INFLUX_URL", "http://influx.example:8086")
	t.Setenv("XHHT_INFLUX_ORG", "committee")
	t.Setenv("XHHT_INFLUX_BUCKET", "series")
	t.Setenv("XHHT_INFLUX_TOKEN", "secret")
	for name, start := range map[string]func(testing.TB) *influxtest.Server{
		"Start":    influxtest.Start,
		"StartOwn": func(tb testing.TB) *influxtest.Server { return influxtest.StartOwn(tb) },
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t)
			if s.URL != "http://influx.example:8086" || s.Org != "committee" || s.Bucket != "series" || s.Token != "secret" {
				t.Errorf("got %s %s %s %s", s.URL, s.Org, s.Bucket, s.Token)
			}
		})
	}
}

func write(t *testing.T, s *influxtest.Server) {
	t.Helper()
	status, body := post(t, s, "/api/v2/write", url.Values{"bucket": {s.Bucket}, "precision": {"s"}}, "observation value=1 1735689600")
	if status != http.StatusNoContent {
		t.Fatalf("write: status %d: %s", status, body)
	}
}

func points(t *testing.T, s *influxtest.Server) int {
	t.Helper()
	status, body := post(t, s, "/api/v2/query", url.Values{}, `from(bucket: "`+s.Bucket+`") |> range(start: 0)`)
	if status != http.StatusOK {
		t.Fatalf("query: status %d: %s", status, body)
	}
	return strings.Count(body, ",value,observation")
}

func post(t *testing.T, s *influxtest.Server, path string, params url.Values, body string) (status int, answer string) {
	t.Helper()
	params.Set("org", s.Org)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL+path+"?"+params.Encode(), strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/vnd.flux")
	if s.Token != "" {
		req.Header.Set("Authorization", "Token "+s.Token)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	b, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(b)
}
