package grafanatest

import (
	"regexp"
	"strings"
	"testing"
	"text/template"
)

// Annotation fills an annotation as Grafana does (pkg/services/ngalert/state/template); a number that is not there is NaN.
func Annotation(tb testing.TB, text string, labels map[string]string, values map[string]float64) string {
	tb.Helper()
	type value struct{ Value float64 }
	of := map[string]value{}
	for ref, v := range values {
		of[ref] = value{v}
	}
	tmpl, err := template.New("annotation").Option("missingkey=invalid").Funcs(template.FuncMap{
		"match": regexp.MatchString,
		"reReplaceAll": func(pattern, with, text string) string {
			return regexp.MustCompile(pattern).ReplaceAllString(text, with)
		},
		"externalURL": func() string { return "http://grafana/" },
	}).Parse("{{- $labels := .Labels -}}{{- $values := .Values -}}" + text)
	if err != nil {
		tb.Fatal(err)
	}
	var b strings.Builder
	if err := tmpl.Execute(&b, map[string]any{"Labels": labels, "Values": of}); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}
