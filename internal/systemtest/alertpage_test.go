package systemtest

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/xhht/xhht/internal/demo/story"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/grafanatest"
	"github.com/xhht/xhht/internal/planfile"
	"github.com/xhht/xhht/internal/wording"
)

// checkAlertPage holds docs/canh-bao.md, which shows a department what it will get, against the alerts of the demo: each of them,
// and each message, made by the generated template and policy. What stands above the mark is written by hand.
func checkAlertPage(t *testing.T, pages string, all []grafanatest.Alert) {
	t.Helper()
	words, groupBy := notification(t, pages)
	var b strings.Builder
	b.WriteString(aboveTheMark(t))
	b.WriteString("| quy tắc | đơn vị | về | kế hoạch | mức | trạng thái |\n|---|---|---|---|---|---|\n")
	var order []string
	messages, heard := map[string][]grafanatest.Alert{}, map[string]bool{}
	for _, a := range all {
		l := a.Labels
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | đang báo |\n", strings.TrimSuffix(l["alertname"], " – "+a.Annotations["plan"]), l["unit_name"],
			cmp.Or(l["indicator_name"], l["programme_name"], l["form_name"]), a.Annotations["plan"], severities[l["severity"]])
		by := groupBy[l["together"]]
		if len(by) == 0 {
			t.Errorf("%s: no route", l["alertname"])
		}
		var group []string
		for _, label := range by {
			group = append(group, l[label])
		}
		key := strings.Join(group, " ")
		if messages[key] == nil {
			order = append(order, key)
		}
		messages[key] = append(messages[key], a)
		heard[l["unit"]] = true
	}
	fmt.Fprintf(&b, "\n**Im lặng**, vì không có gì phải báo: %s.\n\n## Các tin\n\n", strings.Join(quiet(t, heard), ", "))
	fmt.Fprintf(&b, "%d cảnh báo trên đây là %d tin. Thư và webhook có cùng nội dung; dòng đậm là tiêu đề.\n", len(all), len(order))
	slices.Sort(order)
	for _, key := range order {
		title, message := grafanatest.Message(t, words, messages[key]...)
		for _, bad := range []string{"no value", "NaN", "%!", "{{", "−0,0"} {
			if strings.Contains(title+message, bad) {
				t.Errorf("%q in\n%s\n%s", bad, title, message)
			}
		}
		fmt.Fprintf(&b, "\n**%s**\n\n```text\n%s\n```\n", title, strings.TrimSpace(message))
	}
	golden.Equal(t, alertPage, b.String())
}

// notification reads the template, and how alerts are put together, out of the generated file.
func notification(t *testing.T, pages string) (words string, groupBy map[string][]string) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(pages, "contact", "both.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var f struct {
		Policies []struct {
			Routes []struct {
				Matchers [][]string `yaml:"object_matchers"`
				GroupBy  []string   `yaml:"group_by"`
			}
		}
		Templates []struct{ Template string }
	}
	if err := yaml.Unmarshal(raw, &f); err != nil {
		t.Fatal(err)
	}
	groupBy = map[string][]string{}
	for _, r := range f.Policies[0].Routes {
		groupBy[r.Matchers[0][2]] = r.GroupBy
	}
	return f.Templates[0].Template, groupBy
}

// quiet are the demo's districts that nothing is said of.
func quiet(t *testing.T, heard map[string]bool) []string {
	t.Helper()
	reg, err := planfile.Load("plans")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, c := range story.Districts {
		if a, ok := reg.Areas.Get(c.UID); ok && !heard[c.UID] {
			out = append(out, wording.UnitName(a))
		}
	}
	if len(out) == 0 {
		t.Error("every district is spoken of: the demo shows nobody who is left alone")
	}
	return out
}

var severities = map[string]string{"critical": "nghiêm trọng", "warning": "cần chú ý", "info": "để biết"}

var alertPage = filepath.Join("docs", "canh-bao.md")

// mark is where the part of the page begins that a test writes.
const mark = `<!-- Từ đây sinh ra từ số liệu minh họa; generated from here on: UPDATE_GOLDEN=1 go test ./internal/systemtest -run '^TestTheWallOverGRPC$/^rules$' -->
`

// aboveTheMark is the part of the page that people write, and the words with which the other part begins.
func aboveTheMark(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile(alertPage)
	if err != nil {
		t.Fatal(err)
	}
	head, _, found := strings.Cut(string(raw), mark)
	if !found {
		t.Fatalf("%s has lost the line with which its generated part begins:\n%s", alertPage, mark)
	}
	return head + mark + `
## Cảnh báo của số liệu minh họa

**Số liệu là giả định**, kể đến ngày 20/11/2026; các quy tắc im lặng cũng có trong ` + "`.tools/systemtest/rules.txt`" + `.

`
}
