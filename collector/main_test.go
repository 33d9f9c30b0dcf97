package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/xhht/xhht/internal/influx"
	"github.com/xhht/xhht/internal/influxtest"
	"github.com/xhht/xhht/internal/series"
)

const childEnv = "XHHT_TEST_COLLECTOR"

// TestMain turns the test binary into the collector itself, for the test that signals it.
func TestMain(m *testing.M) {
	if os.Getenv(childEnv) != "" {
		main()
	}
	os.Exit(influxtest.Main(m))
}

// desk is a folder in which commands run.
type desk struct {
	dir    string
	ledger string
	now    func() time.Time
}

func newDesk(t *testing.T) desk {
	dir := t.TempDir()
	return desk{dir, filepath.Join(dir, "ledger.db"), time.Now}
}

// run runs a command with the real plans and the desk's ledger.
func (d desk) run(t *testing.T, args ...string) (exit int, stdout, stderr string) {
	t.Helper()
	var out, errs strings.Builder
	a := app{stdout: &out, stderr: &errs, getenv: func(string) string { return "" }, now: d.now}
	exit = a.run(t.Context(), args)
	return exit, out.String(), errs.String()
}

func (d desk) must(t *testing.T, args ...string) (stdout string) {
	t.Helper()
	exit, stdout, stderr := d.run(t, args...)
	if exit != 0 {
		t.Fatalf("collector %s: exit %d\n%s%s", strings.Join(args, " "), exit, stdout, stderr)
	}
	return stdout
}

func (d desk) file(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(d.dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func (d desk) imports(args ...string) []string {
	return append([]string{"import", "--create", "--plans", "../plans", "--plan", "vinh-long", "--ledger", d.ledger}, args...)
}

const csvHead = "unit,indicator,period,numerator,denominator\n"

func TestImport(t *testing.T) {
	d := newDesk(t)
	good := d.file(t, "tot.csv", csvHead+"857,info_skills_rate,2024,60123,121000\n858,info_skills_rate,2024,70000,100000\n")
	fixed := d.file(t, "sua.csv", csvHead+"857,info_skills_rate,2024,60124,121000\n")
	bad := d.file(t, "xau.csv", csvHead+"859,info_skills_rate,2024,1,2\n999,info_skills_rate,2024,3,2\n")

	d.must(t, d.imports(d.file(t, "dau.csv", csvHead+"860,info_skills_rate,2024,1,2\n"))...)
	for range 2 { // a preview changes nothing, so the second says the same
		if out := d.must(t, d.imports("--dry-run", good)...); !strings.Contains(out, "Xem trước, chưa ghi gì: 2 ô số liệu, mới 2") {
			t.Errorf("preview: %s", out)
		}
	}
	out := d.must(t, d.imports("--received-on", "2024-12-04", "--reporter", "Phòng GDĐT", good)...)
	if !strings.Contains(out, "tot.csv (2024-12-04): Đã nhận với biên nhận XHHT-") {
		t.Errorf("receipt: %s", out)
	}
	if out := d.must(t, d.imports("--lang", "en", good)...); !strings.Contains(out, "nothing was added") {
		t.Errorf("the same file again: %s", out)
	}

	exit, out, stderr := d.run(t, d.imports(bad, filepath.Join(d.dir, "none.csv"), fixed)...)
	if exit != 1 || strings.Count(out, "Đã nhận") != 1 || !strings.Contains(out, "sua.csv") {
		t.Errorf("exit %d, want 1 and the good file taken: %s", exit, out)
	}
	for _, want := range []string{"xau.csv:3.unit: ", "xau.csv:3: tử số lớn hơn mẫu số", "none.csv"} {
		if !strings.Contains(stderr, want) {
			t.Errorf("%q is missing in\n%s", want, stderr)
		}
	}
	exit, _, stderr = d.run(t, d.imports("--lang", "en", good)...)
	if exit != 1 || !strings.Contains(stderr, "has been corrected since by receipt") {
		t.Errorf("the file that was corrected: exit %d, %s", exit, stderr)
	}
	d.must(t, d.imports("--note", "khôi phục", good)...)
	if out := d.must(t, "verify", "--ledger", d.ledger); !strings.HasPrefix(out, "verified: 4 submissions, 1 decisions, 5 entries\nhead: ") {
		t.Errorf("verify: %s", out)
	}
}

func TestImportRefuses(t *testing.T) {
	d := newDesk(t)
	good := d.file(t, "tot.csv", csvHead+"857,info_skills_rate,2024,60123,121000\n")
	large := d.file(t, "lon.csv", csvHead)
	if err := os.Truncate(large, 100<<20); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"a day of no form":    {d.imports("--received-on", "4/12/2024", good), "--received-on"},
		"a day to come":       {d.imports("--received-on", "2999-01-01", good), "ngày nhận chưa đến"},
		"an unknown plan":     {d.imports("--plan", "x", good), "vinh-long-2021-2030"},
		"100 MB":              {d.imports(large), "8 MiB"},
		"a folder":            {d.imports(d.dir), "đây là một thư mục, không phải tệp"},
		"no file":             {d.imports(), "lệnh thiếu đối số. Cách dùng: collector import FILE"},
		"plans not there":     {[]string{"import", "--plans", d.dir + "/none", "--ledger", d.ledger, good}, "none"},
		"a folder not there":  {[]string{"import", "--create", "--plans", "../plans", "--plan", "vinh-long", "--ledger", d.dir + "/none/ledger.db", good}, "không có thư mục " + d.dir + "/none. Tạo thư mục đó trước"},
		"an unknown flag":     {d.imports("--force", good), "lệnh không có cờ này (\"--force\")"},
		"a config of no form": {d.imports("--config", good, good), "tot.csv:"},
	} {
		t.Run(name, func(t *testing.T) {
			exit, stdout, stderr := d.run(t, tc.args...)
			if exit != 1 || stdout != "" || !strings.Contains(stderr, tc.want) {
				t.Errorf("exit %d, %q, %q; want 1 and %q", exit, stdout, stderr, tc.want)
			}
			d.empty(t)
		})
	}
}

// empty proves that nothing was stored.
func (d desk) empty(t *testing.T) {
	t.Helper()
	if _, err := os.Stat(d.ledger); os.IsNotExist(err) {
		return
	}
	if out := d.must(t, "verify", "--ledger", d.ledger); out != "verified: 0 submissions, 0 decisions, 0 entries\nhead: none\n" {
		t.Errorf("the ledger is not empty: %s", out)
	}
}

func TestVerify(t *testing.T) {
	d := newDesk(t)
	if exit, _, stderr := d.run(t, "verify", "--ledger", d.ledger); exit != 1 || !strings.Contains(stderr, d.ledger) {
		t.Errorf("no ledger: exit %d, %s", exit, stderr)
	}
	if _, err := os.Stat(d.ledger); err == nil {
		t.Error("verify made a ledger of a mistyped name")
	}
	d.must(t, d.imports(d.file(t, "a.csv", csvHead+"857,info_skills_rate,2024,1,2\n"))...)
	_, head, _ := strings.Cut(strings.TrimSpace(d.must(t, "verify", "--ledger", d.ledger)), "head: ")
	d.must(t, d.imports(d.file(t, "b.csv", csvHead+"857,info_skills_rate,2024,2,2\n"))...)
	d.must(t, "verify", "--ledger", d.ledger, "--head", head)
	if exit, _, stderr := d.run(t, "verify", "--ledger", d.ledger, "--head", strings.Repeat("0", 64)); exit != 1 || !strings.Contains(stderr, "đã bị sửa hoặc cắt bỏ") {
		t.Errorf("a head that is not there: exit %d, %s", exit, stderr)
	}
}

func TestCheck(t *testing.T) {
	d := newDesk(t)
	out := d.must(t, "check", "../plans", "--lang", "en")
	for _, want := range []string{"indicators, 7 plans\n", "vinh-long-2021-2030: ", "Wrong data: 0\n", "district-report-date (VI.3; V.11.đ): A district's annual report",
		"nd142-2025: 8 rules, 8 of them not certain", "clause-3-of-8: Article 9.1.d cites clause 3"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is missing in\n%s", want, out)
		}
	}
	if exit, _, stderr := d.run(t, "check", "--plans", d.dir); exit != 1 || !strings.Contains(stderr, "areas.csv") {
		t.Errorf("an empty folder: exit %d, %s", exit, stderr)
	}
}

func TestConfigCommandPrintsAUsableFile(t *testing.T) {
	d := newDesk(t)
	path := d.file(t, "collector.yml", d.must(t, "config"))
	d.must(t, "check", "--config", path, "--plans", "../plans")
	if out := d.must(t, "version"); !strings.HasPrefix(out, "collector ") {
		t.Errorf("version: %s", out)
	}
}

func TestTokenCommandFeedsTheReportersFile(t *testing.T) {
	d := newDesk(t)
	out := d.must(t, "token")
	lines := strings.Split(out, "\n")
	token := lines[1]
	other := d.must(t, "token")
	list := "# Who may report.\nreporters:\n" + reporter(t, other, "Sở GDĐT", "p:86@0") + reporter(t, out, "Huyện Long Hồ", "d:857@0")
	address := d.serve(t, "--reporters", d.file(t, "reporters.yml", list))
	if code, body := post(t, address, token, row("857", 1)); code != http.StatusCreated {
		t.Errorf("with the token: %d %s", code, body)
	}
	if code, body := post(t, address, token+"x", row("857", 2)); code != http.StatusUnauthorized {
		t.Errorf("with another: %d %s", code, body)
	}
	if other == out {
		t.Error("two tokens are the same")
	}
}

// reporter fills in the lines that the command token prints for the reporters file, as an operator does.
func reporter(t *testing.T, out, name, unit string) string {
	t.Helper()
	_, lines, ok := strings.Cut(out, "reporters:\":\n")
	if !ok || strings.Count(lines, "\n") != 3 {
		t.Fatalf("token prints no three lines for the file:\n%s", out)
	}
	return strings.Replace(strings.Replace(lines, "name: ", "name: "+name, 1), "unit: ", "unit: "+unit, 1)
}

// serve starts a server that the end of the test stops, and returns its address.
func (d desk) serve(t *testing.T, args ...string) (address string) {
	t.Helper()
	args = append([]string{"serve", "--plans", "../plans", "--ledger", d.ledger, "--listen", "127.0.0.1:0", "--influx-url", ""}, args...)
	ctx, stop := context.WithCancel(context.Background())
	read, write := io.Pipe()
	exit := make(chan int)
	go func() {
		a := app{stdout: write, stderr: os.Stderr, getenv: func(string) string { return "" }, now: time.Now}
		code := a.run(ctx, args)
		_ = write.Close()
		exit <- code
	}()
	t.Cleanup(func() {
		stop()
		if code := <-exit; code != 0 {
			t.Errorf("serve ended with exit code %d", code)
		}
	})
	return addressIn(t, read)
}

func addressIn(t *testing.T, stdout io.Reader) string {
	t.Helper()
	line, err := bufio.NewReader(stdout).ReadString('\n')
	address, ok := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !ok {
		t.Fatalf("serve printed %q, %v", line, err)
	}
	return address
}

func row(unit string, numerator int) string {
	return fmt.Sprintf(`{"unit":%q,"indicator":"info_skills_rate","period":"2024","numerator":%d,"denominator":121000}`, unit, numerator)
}

func post(t *testing.T, address, token string, rows ...string) (int, string) {
	t.Helper()
	body := `{"plan":"vinh-long-2021-2030","rows":[` + strings.Join(rows, ",") + `]}`
	req, err := http.NewRequestWithContext(t.Context(), "POST", address+"/api/v1/submissions", strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("Authorization", "Bearer "+token)
	return do(t, req)
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	return do(t, req)
}

func do(t *testing.T, req *http.Request) (int, string) {
	t.Helper()
	req.Close = true // an idle connection would hold up the server's shutdown
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

func TestServeAndImportShareALedger(t *testing.T) {
	d := newDesk(t)
	address := d.serve(t)
	if code, body := post(t, address, "", row("857", 60123)); code != http.StatusCreated {
		t.Fatalf("%d %s", code, body)
	}
	d.must(t, d.imports(d.file(t, "a.csv", csvHead+"858,info_skills_rate,2024,1,2\n"))...)
	if _, body := get(t, address+"/metrics"); !strings.Contains(body, "\nxhht_ledger_entries 2\n") || !strings.Contains(body, "\ngo_goroutines ") {
		t.Errorf("the import does not show in the metrics:\n%s", body)
	}
	if code, body := get(t, address+"/readyz"); code != http.StatusOK || !strings.Contains(body, `"state":"off"`) {
		t.Errorf("readyz: %d %s", code, body)
	}
	exit, _, stderr := d.run(t, "replay", "--plans", "../plans", "--ledger", d.ledger)
	if exit != 1 || !strings.Contains(stderr, "Dừng collector đó trước") {
		t.Errorf("replay beside a serving collector: exit %d, %s", exit, stderr)
	}
}

func TestServeRefusesToStart(t *testing.T) {
	d := newDesk(t)
	for name, tc := range map[string]struct {
		args []string
		want string
	}{
		"for everybody without reporters": {[]string{"--listen", "0.0.0.0:0"}, "listen: chưa ai phải xưng danh"},
		"reporters not there":             {[]string{"--reporters", d.dir + "/none.yml"}, "none.yml"},
		"a workspace of another kind":     {[]string{"--workspace", d.file(t, "notes.txt", strings.Repeat("báo cáo\n", 200))}, "tệp không phải là kho làm việc"},
		"plans not there":                 {[]string{"--plans", d.dir}, "areas.csv"},
		"an address of no form":           {[]string{"--influx-url", "127.0.0.1:8086"}, "influx.url"},
		"a port out of range":             {[]string{"--listen", "127.0.0.1:99999", "--influx-url", ""}, "listen: không mở được"},
	} {
		t.Run(name, func(t *testing.T) {
			args := append([]string{"serve", "--plans", "../plans", "--ledger", d.ledger, "--listen", "127.0.0.1:0"}, tc.args...)
			exit, stdout, stderr := d.run(t, args...)
			if exit != 1 || stdout != "" || !strings.Contains(stderr, tc.want) {
				t.Errorf("exit %d, %q, %q; want 1 and %q", exit, stdout, stderr, tc.want)
			}
		})
	}
}

func TestServeEndsWellOnASignal(t *testing.T) {
	for _, sig := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		t.Run(sig.String(), func(t *testing.T) {
			d := newDesk(t)
			child := exec.Command(os.Args[0], "serve", "--plans", "../plans", "--ledger", d.ledger, "--listen", "127.0.0.1:0", "--influx-url", "")
			child.Env = append(os.Environ(), childEnv+"=1")
			stdout, err := child.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			child.Stderr = os.Stderr
			if err := child.Start(); err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = child.Process.Kill() })
			address := addressIn(t, stdout)
			if code, body := post(t, address, "", row("857", 1)); code != http.StatusCreated {
				t.Fatalf("%d %s", code, body)
			}
			if err := child.Process.Signal(sig); err != nil {
				t.Fatal(err)
			}
			if err := child.Wait(); err != nil {
				t.Errorf("ended with %v", err)
			}
			if out := d.must(t, "verify", "--ledger", d.ledger); !strings.HasPrefix(out, "verified: 1 submissions") {
				t.Errorf("verify: %s", out)
			}
		})
	}
}

func TestReplayRebuildsTheSamePoints(t *testing.T) {
	server := influxtest.Start(t)
	client, err := influx.New(influx.Options{URL: server.URL, Org: server.Org, Bucket: server.Bucket, Token: server.Token})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	d := newDesk(t)
	t.Setenv("XHHT_INFLUX_TOKEN", server.Token)
	store := []string{"--influx-url", server.URL, "--influx-org", server.Org, "--influx-bucket", server.Bucket}

	d.projects(t, store)
	before := points(t, client)
	if len(before) < 3 { // two districts' own, and the province's
		t.Fatalf("%d observations were projected: %v", len(before), before)
	}
	if err := client.Wipe(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := points(t, client); len(got) != 0 {
		t.Fatalf("%d observations are left", len(got))
	}
	var out strings.Builder
	a := app{stdout: &out, stderr: os.Stderr, getenv: os.Getenv, now: time.Now}
	if exit := a.run(t.Context(), append([]string{"replay", "--plans", "../plans", "--ledger", d.ledger}, store...)); exit != 0 {
		t.Fatalf("replay: exit %d", exit)
	}
	if !strings.HasPrefix(out.String(), "replayed 2 entries in ") {
		t.Errorf("replay said %q", out.String())
	}
	if diff := cmp.Diff(before, points(t, client)); diff != "" {
		t.Errorf("replay is not the same (-before +after):\n%s", diff)
	}
}

// projects serves until what was submitted is in the store.
func (d desk) projects(t *testing.T, store []string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	exit := make(chan int)
	go func() {
		a := app{stdout: write, stderr: os.Stderr, getenv: os.Getenv, now: time.Now}
		exit <- a.run(ctx, append([]string{"serve", "--plans", "../plans", "--ledger", d.ledger, "--listen", "127.0.0.1:0"}, store...))
	}()
	address := addressIn(t, read)
	if code, body := post(t, address, "", row("857", 60123), row("858", 70000)); code != http.StatusCreated {
		t.Fatalf("%d %s", code, body)
	}
	for state := ""; state != "current"; {
		_, body := get(t, address+"/readyz")
		var ready struct{ Projection struct{ State string } }
		if err := json.Unmarshal([]byte(body), &ready); err != nil {
			t.Fatal(err)
		}
		state = ready.Projection.State
	}
	stop()
	if code := <-exit; code != 0 {
		t.Fatalf("serve ended with exit code %d", code)
	}
}

func points(t *testing.T, client *influx.Client) []string {
	t.Helper()
	list, err := client.Observations(t.Context(), series.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, o := range list {
		text, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(text))
	}
	slices.Sort(out)
	return out
}

func TestHelpIsAManual(t *testing.T) {
	a := app{}
	var walk func(*cobra.Command)
	walk = func(c *cobra.Command) {
		for _, text := range []string{c.Short, c.Long} {
			if text != "" && !strings.HasSuffix(text, ".") {
				t.Errorf("%s: %q is no sentence", c.CommandPath(), text)
			}
		}
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && (!strings.HasSuffix(f.Usage, ".") || strings.Contains(f.Usage, "`")) {
				t.Errorf("%s --%s: %q is no sentence", c.CommandPath(), f.Name, f.Usage)
			}
		})
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	root := a.root()
	walk(root)
	var names []string
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	if want := []string{"approve", "backup", "check", "config", "done", "extend", "form", "import", "level", "lock", "no-reporter", "plan", "quarantine", "questions", "recognise", "replay", "reports", "serve", "subjects", "token", "units", "verify", "version", "withdraw", "workbook", "workspace"}; !slices.Equal(names, want) {
		t.Errorf("commands %q, want %q", names, want)
	}
	if exit, _, _ := (desk{}).run(t); exit != 1 {
		t.Errorf("without a command: exit %d, want 1", exit)
	}
	if exit, _, _ := (desk{}).run(t, "frobnicate"); exit != 1 {
		t.Errorf("an unknown command: exit %d, want 1", exit)
	}
}
