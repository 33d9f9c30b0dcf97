// Package strictyaml reads the data files of a folder strictly and places every fault: file, line, value, rule. The
// loaders of plans and of law call it. It refuses text that is not composed UTF-8, unknown and doubled keys, values of the
// wrong type, and YAML's anchors and tags; it repairs nothing and never stops at the first fault.
package strictyaml

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Reader reads the files of one folder and collects the faults of all of them.
type Reader struct {
	FS     fs.FS
	Kept   bool // the files were in force once: what is wrong with them is not said again
	faults []fault
}

// fault is a problem with its place still in two parts, so that line 9 sorts before line 10.
type fault struct {
	file string
	line int // 0: the file as a whole
	problem.Problem
}

// Document is one decoded YAML file and where its values stand.
type Document struct {
	file  string
	OK    bool           // decoded without a fault
	lines map[string]int // "targets[3].milestones[0].by" → line
}

// Line returns the line of the value at the path, or of the nearest value around it where it is missing.
func (d Document) Line(path string) int {
	for path != "" {
		if n, ok := d.lines[path]; ok {
			return n
		}
		path = path[:max(strings.LastIndexAny(path, ".["), 0)]
	}
	return 1
}

// Decode reads a YAML file into the value that into points to; its faults are added. An error means that the folder
// cannot be read.
func (r *Reader) Decode(name string, into any) (Document, error) {
	doc := Document{file: name}
	text, ok, err := r.Text(name)
	if !ok || err != nil {
		return doc, err
	}
	var faults problem.Faults
	doc.lines, faults = decode(text, into)
	r.Place(doc, faults)
	doc.OK = len(faults) == 0
	return doc, nil
}

// Text reads a file; a missing one, or text that is not composed, is a fault.
func (r *Reader) Text(name string) (text string, ok bool, err error) {
	raw, err := fs.ReadFile(r.FS, name)
	if errors.Is(err, fs.ErrNotExist) && r.exists() {
		r.Add(name, 0, problem.Problem{Code: "file_missing", Rule: lang.Text{VI: "thiếu tệp này", EN: "this file is missing"}})
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	before := len(r.faults)
	r.checkText(name, string(raw))
	return string(raw), len(r.faults) == before, nil
}

// exists tells a folder without a file from a folder that is not there.
func (r *Reader) exists() bool {
	_, err := fs.Stat(r.FS, ".")
	return err == nil
}

// Add adds a fault of a file; line 0 stands for the file as a whole.
func (r *Reader) Add(file string, line int, p problem.Problem) {
	r.faults = append(r.faults, fault{file, line, p})
}

// Place adds the faults of a document with the lines of their paths.
func (r *Reader) Place(doc Document, faults problem.Faults) {
	for _, f := range faults {
		r.Add(doc.file, doc.Line(f.Path), f.Problem)
	}
}

// Faultless reports whether no file read so far has a fault.
func (r *Reader) Faultless() bool { return len(r.faults) == 0 }

// Problems returns every fault, sorted by file and line.
func (r *Reader) Problems() problem.List {
	slices.SortStableFunc(r.faults, func(a, b fault) int {
		return cmp.Or(cmp.Compare(a.file, b.file), cmp.Compare(a.line, b.line))
	})
	var out problem.List
	for _, f := range r.faults {
		p := f.Problem
		p.Place = path.Clean(f.file)
		if f.line > 0 {
			p.Place = fmt.Sprintf("%s:%d", p.Place, f.line)
		}
		out = append(out, p)
	}
	return out
}
