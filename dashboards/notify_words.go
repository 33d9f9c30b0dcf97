package main

import (
	"fmt"
	"strings"
)

// What a message says. The texts of the single alerts come from the rules; here is what stands around them. The message is written
// for people who read it on a telephone: who, how bad, the numbers, where to look. A rule is a paragraph of its own, the worst
// first; what to do stands once under it.

// paragraph is how the alerts of one rule are told in a message.
type paragraph struct {
	rule, heading string
	severity      string // in words, because a mail has no colour
	brief         string // who is meant, where one line for each alert is enough: clause and link are the same and stand once
}

const (
	lateUnit      = "đơn vị"
	lateIndicator = "chỉ tiêu"
)

// paragraphs in the order of a message, the worst first.
var paragraphs = []paragraph{
	{"source-unreadable", "Không đọc được số liệu", "nghiêm trọng", ""},
	{"off-track", "Chậm nhiều hoặc đi lùi", "nghiêm trọng", ""},
	{"level-lost", "Mất chuẩn PCGD, XMC", "nghiêm trọng", ""},
	{"report-late", "Trễ báo cáo", "cần chú ý", lateIndicator},
	{"report-missing", "Xã trễ báo cáo", "cần chú ý", lateUnit},
	{"behind", "Có nguy cơ chậm lộ trình", "cần chú ý", ""},
	{"title-lapsed", "Danh hiệu đã hết hiệu lực", "cần chú ý", ""},
	{"level-at-risk", "Sắp mất chuẩn PCGD, XMC", "cần chú ý", ""},
	{"will-miss", "Sẽ lỡ mốc nếu giữ nhịp này", "báo sớm", ""},
	{"title-ends", "Danh hiệu sắp hết hiệu lực", "báo sớm", ""},
	{"jump", "Số liệu thay đổi bất thường", "cần kiểm tra", ""},
}

// A message tells so many alerts of a rule one by one, and counts the others: a new installation finds that no commune has
// reported, and nobody reads a list of a hundred names. The page that the message leads to has them all.
const (
	longestBrief = 10
	longestFull  = 20
)

// words is the template. Templates can neither add nor pass two things on, so the paragraphs are written out by the generator, and
// $n grows by a letter for each alert.
func words() string {
	var b strings.Builder
	b.WriteString(heads)
	var known []string
	var calls strings.Builder
	for _, p := range paragraphs {
		known = append(known, p.rule)
		b.WriteString(p.firing())
		fmt.Fprintf(&calls, `{{ template "xhht.%s" . }}`, p.rule)
	}
	fmt.Fprintf(&b, message, calls.String(), strings.Join(known, "|"), longestBrief)
	return b.String()
}

func (p paragraph) firing() string {
	longest, line, others, once := longestFull, full, "cảnh báo", ""
	switch p.brief {
	case lateUnit:
		longest, line, others, once = longestBrief, "- {{ .Labels.unit_name }}. {{ .Annotations.description }}\n", p.brief, theSame
	case lateIndicator:
		longest, line, others, once = longestBrief, "- {{ .Labels.indicator_name }}. {{ .Annotations.description }}\n", p.brief, theSame
	}
	return fmt.Sprintf(`{{ define "xhht.%[1]s" }}{{ $n := "" }}{{ $source := "" }}{{ $link := "" }}{{ $book := "" }}`+
		`{{ range .Alerts.Firing }}{{ if eq .Labels.rule "%[1]s" }}{{ if not $n }}%[2]s (%[3]s)
{{ end }}{{ $n = print $n "x" }}{{ $source = .Annotations.source }}{{ $link = .Annotations.link }}{{ $book = .Annotations.runbook_url }}`+
		`{{ if le (len $n) %[4]d }}%[5]s{{ end }}{{ end }}{{ end }}`+
		`{{ if gt (len $n) %[4]d }}… và {{ len (slice $n %[4]d) }} %[6]s khác
{{ end }}{{ if $n }}%[7]s{{ with $book }}Cách xử lý: {{ . }}
{{ end }}
{{ end }}{{ end }}
`, p.rule, p.heading, p.severity, longest, line, others, once)
}

const (
	full = `- {{ .Annotations.summary }}
  {{ .Annotations.description }}
{{ with .Annotations.source }}  {{ . }}
{{ end }}  Xem: {{ .Annotations.link }}
`
	theSame = `{{ with $source }}{{ . }}
{{ end }}Xem: {{ $link }}
`
)

// heads are the subject, and whom a message is about: the unit, or what its late communes belong to, or nobody when the system
// itself is in trouble.
const heads = `{{ define "xhht.who" }}{{ if eq .Labels.together "parent" }}{{ .Labels.parent_name }}{{ else if .Labels.unit_name }}{{ .Labels.unit_name }}{{ else if .Annotations.summary }}{{ .Annotations.summary }}{{ else }}{{ .Labels.alertname }}{{ end }}{{ end }}
{{ define "xhht.title" }}{{ if gt (len .Alerts.Firing) 0 }}{{ $worst := "" }}{{ range .Alerts.Firing }}{{ if eq .Labels.severity "critical" }}{{ $worst = "[Nghiêm trọng] " }}{{ end }}{{ end }}` +
	`{{ $worst }}XHHT: {{ with index .Alerts.Firing 0 }}{{ template "xhht.who" . }}, {{ len $.Alerts.Firing }} {{ if eq .Labels.together "parent" }}báo cáo quá hạn{{ else }}cảnh báo{{ end }}{{ end }}` +
	`{{ else }}XHHT: {{ with index .Alerts.Resolved 0 }}{{ template "xhht.who" . }}{{ end }}, hết cảnh báo{{ end }}{{ end }}
`

// message is the whole: calls of the paragraphs, their names as an expression, how long a list gets. Alerts of rules that somebody
// made in this Grafana come here, too, because the policy is the organisation's.
const message = `{{ define "xhht.message" }}{{ with (index .Alerts 0).Annotations.plan }}Kế hoạch: {{ . }}

{{ end }}%[1]s{{ range .Alerts.Firing }}{{ if not (match "^(%[2]s)$" .Labels.rule) }}- {{ .Labels.alertname }}{{ with .Annotations.summary }}. {{ . }}{{ end }}
{{ with .Annotations.description }}  {{ . }}
{{ end }}
{{ end }}{{ end }}{{ if gt (len .Alerts.Resolved) 0 }}Đã hết cảnh báo
{{ range $i, $alert := .Alerts.Resolved }}{{ if lt $i %[3]d }}- {{ .Annotations.summary }}
{{ if eq .Labels.together "unit" }}  Nay: {{ .Annotations.description }}
{{ end }}{{ end }}{{ end }}{{ if gt (len .Alerts.Resolved) %[3]d }}… và {{ len (slice .Alerts.Resolved %[3]d) }} cảnh báo khác
{{ end }}{{ end }}{{ end }}
`
