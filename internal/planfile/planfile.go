// Package planfile reads the folder plans/: units, indicators, the law with the facts that communes report, plans. Every program calls it at start. It refuses a
// folder with a single fault, names all faults at once with file and line, and repairs nothing.
package planfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/plan"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/strictyaml"
)

// The files every folder has; every other *.yaml is a plan, named after its id.
const (
	areasFile      = "areas.csv"
	indicatorsFile = "indicators.yaml"
	sourcesDir     = "sources"
	lawDir         = "law" // may be missing
)

// Load reads the folder. What is wrong with its files comes back as a problem.List, sorted by file and line; any other
// error means that the folder could not be read.
func Load(dir string) (plan.Registry, error) {
	reg, err := loadFrom(strictyaml.Reader{FS: os.DirFS(dir)})
	if err != nil {
		return plan.Registry{}, in(dir, err)
	}
	return reg, nil
}

func loadFrom(from strictyaml.Reader) (plan.Registry, error) {
	l := &loader{Reader: from}
	reg, err := l.load()
	if err == nil && !l.Kept {
		err = l.Problems().Err()
	}
	return reg, err
}

// in says which folder could not be read; faults of its files have places of their own.
func in(dir string, err error) error {
	if _, faults := errors.AsType[problem.List](err); err == nil || faults {
		return err
	}
	return &Unread{dir, err}
}

// Unread is that a folder of plans could not be read at all.
type Unread struct {
	Dir string
	Err error
}

func (u *Unread) Error() string { return fmt.Sprintf("read plans in %s: %v", u.Dir, u.Err) }

func (u *Unread) Unwrap() error { return u.Err }

// In says it to whoever named the folder.
func (u *Unread) In(l lang.Lang) string {
	file := ""
	if path, ok := errors.AsType[*fs.PathError](u.Err); ok {
		file = path.Path
	}
	return problem.Problem{
		Code: "plans_unread", Place: problem.At(filepath.Join(u.Dir, file), 0), Rule: problem.Unreadable(u.Err),
		Hint: lang.Text{VI: "Kiểm tra thư mục kế hoạch: --plans, hoặc plans trong cấu hình", EN: "Check the folder of plans: --plans, or plans in the configuration"},
	}.In(l)
}

// loader collects the faults of all files.
type loader struct{ strictyaml.Reader }

func (l *loader) load() (plan.Registry, error) {
	names, err := fs.Glob(l.FS, "*.yaml")
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
	doc, err := l.Decode(indicatorsFile, &file)
	if err != nil {
		return reg, err
	}
	if doc.OK {
		l.Place(doc, validateIndicators(file.Indicators))
	}
	reg.Indicators = map[string]catalogue.Indicator{}
	for _, ind := range file.Indicators {
		reg.Indicators[ind.ID] = ind
	}
	if reg.Law, err = l.law(reg.Indicators); err != nil {
		return reg, err
	}
	complete := l.Faultless()
	docs := map[string]strictyaml.Document{}

	for _, name := range names {
		if name == indicatorsFile {
			continue
		}
		var p plan.Plan
		doc, err := l.Decode(name, &p)
		if err != nil {
			return reg, err
		}
		// Without all units and indicators every reference to them would be reported as a second fault.
		if !doc.OK || !complete {
			continue
		}
		if p.ID != strings.TrimSuffix(name, ".yaml") {
			l.Place(doc, problem.List{{Code: "plan_id", Place: problem.Path("id"), Value: p.ID,
				Rule: lang.Text{VI: "mã kế hoạch phải trùng tên tệp", EN: "a plan's id must be the name of its file"}}})
		}
		l.Place(doc, reg.Validate(p))
		if err := l.shares(reg, &p); err != nil {
			return reg, err
		}
		if err := l.checkQuotes(doc, p); err != nil {
			return reg, err
		}
		reg.Plans, docs[p.ID] = append(reg.Plans, reg.Expand(p)), doc
	}
	for _, p := range reg.Plans {
		if l.Kept {
			break // what is asked of today's files was not asked of those
		}
		l.Place(docs[p.ID], reg.ValidateSources(p))
	}
	return reg, nil
}

// areas reads the units; nil means that there are faults.
func (l *loader) areas() (*area.Tree, error) {
	text, ok, err := l.Text(areasFile)
	if !ok || err != nil {
		return nil, err
	}
	tree, err := area.ReadCSV(strings.NewReader(text))
	if list, ok := errors.AsType[problem.List](err); ok && !l.Kept {
		for _, p := range list {
			p.Place.File = areasFile
			l.Found.Add(p)
		}
		return nil, nil
	}
	return tree, err
}
