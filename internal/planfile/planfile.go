// Package planfile reads the folder plans/: units, indicators, plans. Every program calls it at start. It refuses a
// folder with a single fault, names all faults at once with file and line, and repairs nothing.
package planfile

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
)

// The files every folder has; every other *.yaml is a plan, named after its id.
const (
	areasFile      = "areas.csv"
	indicatorsFile = "indicators.yaml"
	sourcesDir     = "sources"
)

// Load reads the folder. What is wrong with its files comes back as a problem.List, sorted by file and line; any other
// error means that the folder could not be read.
func Load(dir string) (plan.Registry, error) {
	l := &loader{fsys: os.DirFS(dir)}
	reg, err := l.load()
	if err != nil {
		return plan.Registry{}, fmt.Errorf("read plans in %s: %w", dir, err)
	}
	if err := l.problems().Err(); err != nil {
		return plan.Registry{}, err
	}
	return reg, nil
}

// loader collects the faults of all files.
type loader struct {
	fsys   fs.FS
	faults []fault
}

// fault is a problem with its place still in two parts, so that line 9 sorts before line 10.
type fault struct {
	file string
	line int // 0: the file as a whole
	problem.Problem
}

func (l *loader) load() (plan.Registry, error) {
	names, err := fs.Glob(l.fsys, "*.yaml")
	if err != nil {
		return plan.Registry{}, err
	}
	var reg plan.Registry
	if reg.Areas, err = l.areas(); err != nil {
		return reg, err
	}
	var file struct {
		Indicators []catalogue.Indicator `json:"indicators"`
	}
	doc, err := l.decode(indicatorsFile, &file)
	if err != nil {
		return reg, err
	}
	reg.Indicators = map[string]catalogue.Indicator{}
	for _, ind := range file.Indicators {
		reg.Indicators[ind.ID] = ind
	}
	if doc.ok {
		l.place(doc, validateIndicators(file.Indicators))
	}
	complete := len(l.faults) == 0

	for _, name := range names {
		if name == indicatorsFile {
			continue
		}
		var p plan.Plan
		doc, err := l.decode(name, &p)
		if err != nil {
			return reg, err
		}
		// Without all units and indicators every reference to them would be reported as a second fault.
		if !doc.ok || !complete {
			continue
		}
		if p.ID != strings.TrimSuffix(name, ".yaml") {
			l.place(doc, []plan.Fault{{Path: "id", Problem: problem.Problem{Code: "plan_id", Value: p.ID,
				Rule: problem.Text{VI: "mã kế hoạch phải trùng tên tệp", EN: "a plan's id must be the name of its file"}}}})
		}
		l.place(doc, reg.Validate(p))
		if err := l.checkQuotes(doc, p); err != nil {
			return reg, err
		}
		reg.Plans = append(reg.Plans, p)
	}
	return reg, nil
}

// areas reads the units; nil means that there are faults.
func (l *loader) areas() (*area.Tree, error) {
	text, ok, err := l.text(areasFile)
	if !ok || err != nil {
		return nil, err
	}
	tree, err := area.ReadCSV(strings.NewReader(text))
	if list, ok := errors.AsType[problem.List](err); ok {
		for _, p := range list {
			var line int
			_, _ = fmt.Sscan(p.Place, &line) // ReadCSV's places are line numbers
			l.add(areasFile, line, p)
		}
		return nil, nil
	}
	return tree, err
}

// text reads a file; a missing one, or text that is not composed, is a fault.
func (l *loader) text(name string) (text string, ok bool, err error) {
	raw, err := fs.ReadFile(l.fsys, name)
	if errors.Is(err, fs.ErrNotExist) && l.exists() {
		l.add(name, 0, problem.Problem{Code: "file_missing", Rule: problem.Text{VI: "thiếu tệp này", EN: "this file is missing"}})
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	before := len(l.faults)
	l.checkText(name, string(raw))
	return string(raw), len(l.faults) == before, nil
}

// exists tells a folder without a file from a folder that is not there.
func (l *loader) exists() bool {
	_, err := fs.Stat(l.fsys, ".")
	return err == nil
}

func (l *loader) add(file string, line int, p problem.Problem) {
	l.faults = append(l.faults, fault{file, line, p})
}

// place adds the faults of a document with the lines of their paths.
func (l *loader) place(doc document, faults []plan.Fault) {
	for _, f := range faults {
		l.add(doc.file, doc.line(f.Path), f.Problem)
	}
}

func (l *loader) problems() problem.List {
	slices.SortStableFunc(l.faults, func(a, b fault) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line))
	})
	var out problem.List
	for _, f := range l.faults {
		p := f.Problem
		p.Place = path.Clean(f.file)
		if f.line > 0 {
			p.Place = fmt.Sprintf("%s:%d", p.Place, f.line)
		}
		out = append(out, p)
	}
	return out
}
