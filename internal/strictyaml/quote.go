package strictyaml

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
)

// Source is the text that a file's quotes were taken from.
type Source struct{ name, text string }

// Source reads the text of that name from the folder dir. The path is where the document names it, for the fault that the
// text is missing; false means that no quote can be held against it.
func (r *Reader) Source(doc Document, at, dir, name string) (Source, bool, error) {
	name = path.Join(dir, path.Base(name))
	if _, err := fs.Stat(r.FS, name); errors.Is(err, fs.ErrNotExist) {
		var f problem.List
		f.Add(problem.Problem{
			Code: "file_missing", Place: problem.Path(at), Value: name,
			Rule: lang.Text{VI: "thiếu văn bản nguồn này", EN: "this source text is missing"},
		})
		r.Place(doc, f)
		return Source{}, false, nil
	}
	text, ok, err := r.Text(name)
	return Source{name, oneLine(text)}, ok, err
}

// Check adds a fault unless the quote stands in the source word by word: one that does not has been repaired or shortened
// by somebody.
func (s Source) Check(f *problem.List, at, quote string) {
	if !strings.Contains(s.text, oneLine(quote)) {
		f.Add(problem.Problem{
			Code: "quote_differs", Place: problem.Path(at), Value: quote,
			Rule: lang.Textf("câu trích không có nguyên văn trong %s", "the quote is not in %s word by word", s.name),
			Hint: lang.Text{VI: "Chép lại từ văn bản, kể cả lỗi của văn bản", EN: "Copy it from the document, its errors included"},
		})
	}
}

// oneLine undoes the line breaks of a printed page.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
