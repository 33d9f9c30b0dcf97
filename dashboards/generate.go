package main

import (
	"fmt"
	"slices"

	"github.com/xhht/xhht/dashboards/grafana"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
)

// samplePlan is the plan whose pages are kept in git.
const samplePlan = "vinh-long-2021-2030"

// edition is which pages are made: of these plans, and those of no plan, in these languages. Alert rules and notification texts
// belong to every edition whole: they are of all plans, and in Vietnamese.
type edition struct {
	plans     []plan.Plan
	languages []lang.Lang
}

// wholeEdition is what a Grafana is given.
func wholeEdition(reg plan.Registry) edition { return edition{running(reg), languages} }

// sampleEdition is what git keeps, so that a review sees what a change of this program does to what people look at: every other
// page is one of these in another language or of another plan.
func sampleEdition(reg plan.Registry) edition {
	other := func(p plan.Plan) bool { return p.ID != samplePlan }
	return edition{slices.DeleteFunc(running(reg), other), languages[:1]}
}

// generate returns every file of an edition by its name below the output folder: a folder of dashboards for each language, one
// file of alert rules, so that a deployment mounts one file however many there are, and one of notification texts.
func generate(reg plan.Registry, e edition) (map[string][]byte, error) {
	files := map[string][]byte{}
	add := func(d grafana.Dashboard, language string) (err error) {
		files[language+"/"+d.UID+".json"], err = grafana.JSON(d)
		return err
	}
	for _, language := range e.languages {
		for _, p := range e.plans {
			s := scope{reg, p, language}
			if err := s.write(pages, add); err != nil {
				return nil, err
			}
			if list, ok := s.playlist(); ok {
				raw, err := grafana.JSON(list)
				if err != nil {
					return nil, fmt.Errorf("playlist of %s: %w", p.ID, err)
				}
				files[s.playlistFile()] = raw
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
