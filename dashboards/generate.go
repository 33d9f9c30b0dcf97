package main

import (
	"fmt"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/plan"
)

// generate returns every file by its name below the output folder: a folder of dashboards for each language, one file of
// alert rules, so that a deployment mounts one file however many there are, and one of notification texts.
func generate(reg plan.Registry) (map[string][]byte, error) {
	files := map[string][]byte{}
	add := func(d grafana.Dashboard, language string) (err error) {
		files[language+"/"+d.UID+".json"], err = grafana.JSON(d)
		return err
	}
	for _, language := range languages {
		for _, p := range running(reg) {
			s := scope{reg, p, language}
			if err := s.write(pages, add); err != nil {
				return nil, err
			}
			if list, ok := s.playlist(); ok {
				raw, err := grafana.JSON(list)
				if err != nil {
					return nil, fmt.Errorf("playlist of %s: %w", p.ID, err)
				}
				files[playlistFolder+"/"+s.playlistUID()+".json"] = raw
			}
		}
		if err := everyPlan(reg, language).write(lookups, add); err != nil {
			return nil, err
		}
		d, err := ops(reg, language)
		if err != nil {
			return nil, fmt.Errorf("dashboard %s: %w", d.UID, err)
		}
		if files[opsFile(language)], err = grafana.JSON(d); err != nil {
			return nil, err
		}
	}
	rules, err := rulesYAML(reg)
	if err != nil {
		return nil, err
	}
	files[rulesFile] = rules
	return files, contactFiles(files)
}

// running are the plans that somebody carries out or has carried out; a reference judges nobody.
func running(reg plan.Registry) []plan.Plan {
	var out []plan.Plan
	for _, p := range reg.Plans {
		if p.Kind != plan.Reference {
			out = append(out, p)
		}
	}
	return out
}

func (s scope) write(pages []page, add func(grafana.Dashboard, string) error) error {
	for _, p := range pages {
		if !p.has(s) {
			continue
		}
		d, err := p.build(s)
		if err == nil {
			err = add(d, string(s.lang))
		}
		if err != nil {
			return fmt.Errorf("dashboard %s: %w", s.uid(p.name), err)
		}
	}
	return nil
}
