package main

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/golden"
	"github.com/xhht/xhht/internal/grafanatest"
)

// generatedWords reads the template back from a generated file.
func generatedWords(t *testing.T) string {
	t.Helper()
	var f grafana.ContactFile
	strictYAML(t, "contact/both.yaml", generated(t, "contact/both.yaml"), &f)
	return f.Templates[0].Template
}

// alertOf is an alert of a rule as Grafana hands it to the message.
func alertOf(rule, severity string, labels map[string]string, summary, description string) grafanatest.Alert {
	all := map[string]string{"rule": rule, "severity": severity, "together": "unit"}
	maps.Copy(all, labels)
	return grafanatest.Alert{Labels: all, Annotations: map[string]string{
		"summary": summary, "description": description, "plan": "Vĩnh Long 2021–2030", "source": "Nguồn: 2141/QĐ-UBND ngày 11/08/2021, VI.3.",
		"link": "http://grafana/d/trang", "runbook_url": "http://grafana/" + rule,
	}}
}

// Messages, as their readers get them.
func TestMessagesReadWell(t *testing.T) {
	words := generatedWords(t)
	unit := func(name string) map[string]string {
		return map[string]string{"unit_name": name, "indicator_name": "Năng lực thông tin", "plan": "vinh-long-2021-2030"}
	}
	late := func(n int) (out []grafanatest.Alert) {
		for i := range n {
			out = append(out, alertOf("report-missing", "warning", map[string]string{"unit_name": fmt.Sprintf("Xã Số %d", i+1), "form_name": "Số liệu của xã",
				"parent_name": "Vĩnh Long", "together": "parent"}, fmt.Sprintf("Xã Số %d trễ báo cáo: Số liệu của xã", i+1), "Quá hạn 51 ngày."))
		}
		return out
	}
	back := alertOf("off-track", "critical", unit("Trà Ôn"), "Trà Ôn đi lùi: Năng lực thông tin", "Thực tế 26,2%, lộ trình 50,0%, chênh lệch −23,8 điểm %.")
	behind := alertOf("behind", "warning", unit("Trà Ôn"), "Trà Ôn chậm lộ trình: Kỹ năng sống", "Thực tế 45,8%, lộ trình 50,0%, chênh lệch −4,2 điểm %.")
	silent := alertOf("report-late", "warning", unit("Trà Ôn"), "Trà Ôn trễ báo cáo: Năng lực thông tin", "Quá hạn 12 ngày.")
	over := alertOf("behind", "warning", unit("Trà Ôn"), "Trà Ôn chậm lộ trình: Năng lực thông tin", "Thực tế 49,6%, lộ trình 50,0%, chênh lệch −0,4 điểm %.")
	over.Resolved = true
	long := strings.TrimSpace(strings.Repeat("Trà Ôn rất dài ", 4))
	system := alertOf("source-unreadable", "critical", map[string]string{"together": "rule"}, "Grafana không đọc được số liệu của XHHT", "Đã nửa giờ: InfluxDB dừng.")
	system.Annotations["source"], system.Annotations["plan"] = "", ""
	foreign := grafanatest.Alert{Labels: map[string]string{"alertname": "Quy tắc tự đặt"}, Annotations: map[string]string{"summary": "Ổ đĩa sắp đầy"}}
	var crowd []grafanatest.Alert
	for i := range 23 {
		crowd = append(crowd, alertOf("behind", "warning", unit("Trà Ôn"), fmt.Sprintf("Trà Ôn chậm lộ trình: Chỉ tiêu %d", i+1), "Thực tế 45,8%."))
	}
	ended := late(35)
	for i := range ended {
		ended[i].Resolved = true
	}
	for name, alerts := range map[string][]grafanatest.Alert{
		"behind-late-and-over": {behind, over, silent, back},
		"over":                 {over},
		"thirty-five-communes": late(35),
		"communes-reported":    ended,
		"one-commune":          late(1),
		"a-long-name":          {alertOf("off-track", "critical", unit(long), long+" đi lùi: Năng lực thông tin", "Thực tế 26,2%.")},
		"many-indicators":      crowd,
		"the-system":           {system},
		"somebody-elses-rule":  {foreign},
	} {
		t.Run(name, func(t *testing.T) {
			title, message := grafanatest.Message(t, words, alerts...)
			if strings.Contains(title, "\n") || len([]rune(title)) > 120 {
				t.Errorf("subject %q", title)
			}
			for _, bad := range []string{"<no value>", "[no value]", "%!", "\n\n\n"} {
				if strings.Contains(title+message, bad) {
					t.Errorf("%q in\n%s\n%s", bad, title, message)
				}
			}
			golden.Equal(t, "testdata/message/"+name+".txt", title+"\n---\n"+message)
		})
	}
}

// Every rule has its paragraph, with the rule's own title, in the order of severity.
func TestEveryRuleHasAParagraph(t *testing.T) {
	headings := map[string]string{}
	for _, p := range paragraphs {
		headings[p.rule] = p.heading
	}
	for _, r := range rules(t) {
		if heading := headings[r.Labels["rule"]]; heading == "" || !strings.HasPrefix(r.Title, heading) {
			t.Errorf("%s: rule %q is headed %q", r.UID, r.Title, heading)
		}
	}
}
