// Package strictyaml reads the data files of a folder strictly and places every fault: file, line, value, rule. The
// loaders of plans and of law call it. It refuses text that is not composed UTF-8, unknown and doubled keys, values of the
// wrong type, and YAML's anchors and tags; it repairs nothing and never stops at the first fault.
package strictyaml

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Reader reads the files of one folder and collects the faults of all of them.
type Reader struct {
	FS    fs.FS
	Found problem.List // so far, as they were met
	Kept  bool         // the files were in force once: what a program of today would refuse in them is not said
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
	if r.Kept {
		doc.OK = true
		return doc, decodeKept(name, text, into)
	}
	var faults problem.List
	doc.lines, faults = decode(text, into)
	r.Place(doc, faults)
	doc.OK = len(faults) == 0
	return doc, nil
}

// Text reads a file; a missing one, or text that is not composed, is a fault.
func (r *Reader) Text(name string) (text string, ok bool, err error) {
	raw, err := fs.ReadFile(r.FS, name)
	if errors.Is(err, fs.ErrNotExist) && r.exists() && !r.Kept {
		r.Found.Add(problem.Problem{Code: "file_missing", Place: problem.At(name, 0), Rule: lang.Text{VI: "thiếu tệp này", EN: "this file is missing"}})
		return "", false, nil
	}
	if err != nil {
		return "", false, err
	}
	text = strings.TrimPrefix(string(raw), "\ufeff") // an editor's mark is no part of the text
	if r.Kept {
		return text, true, nil
	}
	before := len(r.Found)
	r.checkText(name, text)
	return text, len(r.Found) == before, nil
}

// exists tells a folder without a file from a folder that is not there.
func (r *Reader) exists() bool {
	_, err := fs.Stat(r.FS, ".")
	return err == nil
}

// Place adds the faults of a document, whose places are paths inside it, with its file and their lines.
func (r *Reader) Place(doc Document, faults problem.List) {
	for _, p := range faults {
		if r.Kept {
			continue
		}
		p.Place = problem.At(doc.file, doc.Line(p.Place.Path))
		r.Found.Add(p)
	}
}

// Faultless reports whether no file read so far has a fault.
func (r *Reader) Faultless() bool { return len(r.Found) == 0 }

// Problems returns every fault, sorted by file and line.
func (r *Reader) Problems() problem.List {
	out := slices.Clone(r.Found)
	for i := range out {
		out[i].Place.File = path.Clean(out[i].Place.File)
	}
	out.Sort()
	return out
}
