package main

import (
	"encoding/json"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// targets are the dashboards that a link may lead to, each with the names of its variables.
var targets = sync.OnceValues(func() (map[string][]string, error) {
	files, err := everyFile()
	if err != nil {
		return nil, err
	}
	out := map[string][]string{}
	for name, content := range files {
		var d lintPage
		if filepath.Ext(name) != ".json" || json.Unmarshal(content, &d) != nil || d.UID == "" {
			continue
		}
		out[d.UID] = []string{}
		for _, v := range d.Templating.List {
			out[d.UID] = append(out[d.UID], v.Name)
		}
	}
	return out, nil
})

// carried are the variables that the address of a link names; a row's tier stands for the three variables called after tiers.
func carried(url string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`[?&](?:var-([^=]+)=|\$\{(\w+):queryparam\})`).FindAllStringSubmatch(url, -1) {
		switch name := m[1] + m[2]; name {
		case "${__data.fields.level.text}":
			out = append(out, "province", "district", "commune")
		default:
			out = append(out, name)
		}
	}
	return out
}

// link checks that a link to a dashboard exists, carries what its page can take of what is chosen, and names nothing that it cannot.
func (l *linter) link(url string) {
	path, _, _ := strings.Cut(url, "?")
	has, known := l.pages[strings.TrimPrefix(path, "/d/")]
	if !known {
		l.add("link %s must lead to a dashboard of ours", url)
		return
	}
	carries := carried(url)
	for _, name := range carries {
		if !slices.Contains(has, name) {
			l.add("link %s names the variable %s, which its page has not", url, name)
		}
	}
	if !strings.Contains(url, "__data") {
		return // a link of the page, which goes along with time and variables
	}
	if !strings.Contains(url, "${__url_time_range}") || len(carries) == 0 {
		l.add("link %s must keep the time and the choices", url)
	}
	anyPlan := slices.Contains(has, "root")
	if anyPlan && !slices.Contains(carries, "plan") || !anyPlan && slices.Contains(has, "unit") && !slices.Contains(carries, "unit") {
		l.add("link %s must keep the plan or the unit", url)
	}
	_, chosen := l.values["indicator"]
	if chosen && slices.Contains(has, "indicator") && !slices.Contains(carries, "indicator") {
		l.add("link %s must keep the indicator", url)
	}
}
