// Package lawfile reads the folder plans/law: the facts that communes count, and the decrees with their rules. The command
// line calls it; it also reads files of facts. It refuses a folder with a single fault, names all faults at once with file
// and line, and repairs nothing.
package lawfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/strictyaml"
)

// The files of the folder; every other *.yaml is a decree, named after its id.
const (
	factsFile  = "facts.yaml"
	sourcesDir = "sources"
)

// Load reads the folder. What is wrong with its files comes back as a problem.List, sorted by file and line; any other
// error means that the folder could not be read.
func Load(dir string) (law.Law, error) {
	rules, err := From(strictyaml.Reader{FS: os.DirFS(dir)})
	if _, faults := errors.AsType[problem.List](err); err != nil && !faults {
		return law.Law{}, fmt.Errorf("read the law in %s: %w", dir, err)
	}
	return rules, err
}

// From is Load for a folder that somebody has opened.
func From(from strictyaml.Reader) (law.Law, error) {
	l := &loader{Reader: from}
	if err := l.load(); err != nil {
		return law.Law{}, err
	}
	if err := l.Problems().Err(); err != nil {
		return law.Law{}, err
	}
	return l.law, nil
}

type loader struct {
	strictyaml.Reader
	law law.Law
}

func (l *loader) load() error {
	var file struct {
		Facts []law.Fact `json:"facts"`
	}
	doc, err := l.Decode(factsFile, &file)
	if err != nil {
		return err
	}
	if doc.OK {
		l.Place(doc, law.ValidateFacts(file.Facts))
	}
	l.law.Facts = file.Facts
	names, err := fs.Glob(l.FS, "*.yaml")
	if err != nil {
		return err
	}
	var docs []strictyaml.Document
	for _, name := range names {
		if name == factsFile {
			continue
		}
		var d law.Decree
		doc, err := l.Decode(name, &d)
		if err != nil {
			return err
		}
		if doc.OK && d.ID != strings.TrimSuffix(name, ".yaml") {
			var f problem.List
			f.Add(problem.Problem{
				Code: "decree_id", Place: problem.Path("id"), Value: d.ID,
				Rule: lang.Text{VI: "mã văn bản phải trùng tên tệp", EN: "a decree's id must be the name of its file"},
			})
			l.Place(doc, f)
		}
		docs, l.law.Decrees = append(docs, doc), append(l.law.Decrees, d)
	}
	// Rules refer to facts and to each other: with a file that could not be read, every reference into it would be
	// reported as a second fault.
	if !l.Faultless() {
		return nil
	}
	for i, d := range l.law.Decrees {
		l.Place(docs[i], l.law.Validate(d))
		if err := l.checkQuotes(docs[i], d); err != nil {
			return err
		}
	}
	return nil
}

// checkQuotes holds every quote of a decree against the decree's own text, where we have it.
func (l *loader) checkQuotes(doc strictyaml.Document, d law.Decree) error {
	if d.Text == "" {
		return nil
	}
	source, ok, err := l.Source(doc, "text", sourcesDir, d.Text)
	if !ok || err != nil {
		return err
	}
	var f problem.List
	if d.Lapse != nil {
		source.Check(&f, "lapse.quote", d.Lapse.Quote)
	}
	for i, r := range d.Rules {
		source.Check(&f, fmt.Sprintf("rules[%d].quote", i), r.Quote)
	}
	l.Place(doc, f)
	return nil
}
