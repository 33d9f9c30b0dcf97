package workbook

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"

	"github.com/xhht/xhht/internal/oldfont"
	"github.com/xhht/xhht/internal/problem"
)

// xlsx is a workbook of the zipped kind.
type xlsx struct {
	parts    map[string]*zip.File
	left     int64 // bytes that may still be unpacked
	pieces   int   // of XML that may still be read: small ones cost more than their bytes
	date1904 bool
	formats  []format // by the number of a cell's style
	shared   []shared
	texts    texts
	paths    []string // of the sheets
	limits   Limits
}

// shared is a text that cells name by its number.
type shared struct {
	text string
	font oldfont.Font
}

func openXLSX(name string, data []byte, limits Limits) (*Book, error) {
	archive, err := openZip(data)
	if err != nil {
		return nil, broken(name)
	}
	if len(archive.File) > limits.Parts {
		return nil, tooManyParts(len(archive.File), limits.Parts)
	}
	x := &xlsx{parts: map[string]*zip.File{}, left: limits.Unpacked, pieces: limits.Pieces, limits: limits}
	b := &Book{source: x, limits: limits}
	for _, f := range archive.File {
		key := partName(f.Name)
		if x.parts[key] != nil {
			return nil, twice(f.Name)
		}
		x.parts[key] = f
		b.Macros = b.Macros || strings.HasSuffix(key, "vbaproject.bin") || strings.Contains(key, "xl/macrosheets/")
		b.External = b.External || strings.Contains(key, "xl/externallinks/")
	}
	main, err := x.main()
	if err != nil {
		return nil, err
	}
	if err := x.book(b, main); err != nil {
		return nil, err
	}
	if err := x.styles(path.Join(path.Dir(main), "styles.xml")); err != nil {
		return nil, err
	}
	if err := x.sharedTexts(path.Join(path.Dir(main), "sharedstrings.xml")); err != nil {
		return nil, err
	}
	b.Font = x.texts.usual
	return b, nil
}

// partName folds a name as Excel compares them.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

// main finds the part that lists the sheets.
func (x *xlsx) main() (string, error) {
	links, err := x.links("_rels/.rels", "")
	if err != nil {
		return "", err
	}
	for _, l := range links {
		if strings.HasSuffix(l.kind, "/officeDocument") && x.parts[l.target] != nil {
			return l.target, nil
		}
	}
	if x.parts["xl/workbook.xml"] != nil {
		return "xl/workbook.xml", nil
	}
	return "", x.whatElse()
}

// whatElse names a zip file that is no workbook.
func (x *xlsx) whatElse() error {
	for part, kind := range otherZips {
		if x.parts[part] != nil {
			return foreign(kind)
		}
	}
	return foreign(anyZip)
}

// link is a relation of a part to another.
type link struct{ id, kind, target string }

func (x *xlsx) links(part, folder string) ([]link, error) {
	var out []link
	err := x.read(part, func(_ *tokens, el xml.StartElement) error {
		if el.Name.Local == "Relationship" && attr(el, "TargetMode") != "External" {
			target := attr(el, "Target")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(folder, target)
			}
			out = append(out, link{attr(el, "Id"), attr(el, "Type"), partName(target)})
		}
		return nil
	})
	return out, err
}

func (x *xlsx) book(b *Book, main string) error {
	folder, file := path.Split(main)
	links, err := x.links(path.Join(folder, "_rels", file+".rels"), folder)
	if err != nil {
		return err
	}
	return x.read(main, func(_ *tokens, el xml.StartElement) error {
		switch el.Name.Local {
		case "workbookPr":
			x.date1904 = truth(attr(el, "date1904"))
		case "sheet":
			for _, l := range links {
				if l.id == attr(el, "id") && strings.HasSuffix(l.kind, "/worksheet") {
					b.Sheets = append(b.Sheets, Sheet{Name: cleanName(attr(el, "name")), Hidden: strings.Contains(strings.ToLower(attr(el, "state")), "hidden")})
					x.paths = append(x.paths, l.target)
				}
			}
		}
		return nil
	})
}

func (x *xlsx) styles(part string) error {
	codes, inside := map[int]string{}, false
	return x.read(part, func(_ *tokens, el xml.StartElement) error {
		switch el.Name.Local {
		case "numFmt":
			codes[number(attr(el, "numFmtId"))] = attr(el, "formatCode")
		case "cellXfs":
			inside = true
		case "cellStyleXfs", "cellStyles", "dxfs":
			inside = false
		case "xf":
			if inside && len(x.formats) < 1<<16 {
				id := number(attr(el, "numFmtId"))
				x.formats = append(x.formats, formatOf(id, codes[id]))
			}
		}
		return nil
	})
}

// sharedTexts reads the table of texts, which tells for which font they were typed.
func (x *xlsx) sharedTexts(part string) error {
	var raw []string
	var size int64
	err := x.read(part, func(d *tokens, el xml.StartElement) error {
		if el.Name.Local != "si" {
			return nil
		}
		text, err := richText(d, "si")
		if size += int64(len(text)) + 32; err == nil && size > x.limits.Texts {
			err = tooMuchText(x.limits.Texts)
		}
		raw = append(raw, text)
		return err
	})
	if err != nil {
		return err
	}
	x.texts.usual = oldfont.Of(raw)
	x.shared = make([]shared, len(raw))
	for i, text := range raw {
		c := x.texts.cell(0, text, false)
		x.shared[i] = shared{c.text, c.Font}
		raw[i] = ""
	}
	return nil
}

// richText is the text up to the end of an element, without what tells how to read it aloud.
func richText(d *tokens, end string) (string, error) {
	var out strings.Builder
	in, skip := false, 0
	for {
		t, err := d.RawToken()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				skip++
			}
			in = t.Name.Local == "t" && skip == 0
		case xml.CharData:
			if in && out.Len() <= 4*maxText {
				out.Write(t)
			}
		case xml.EndElement:
			in = false
			if t.Name.Local == "rPh" {
				skip--
			}
			if t.Name.Local == end {
				return escaped(out.String()), nil
			}
		case xml.Directive:
			return "", hostileXML
		}
	}
}

// escaped undoes _x000D_, by which Excel keeps characters that XML cannot hold.
func escaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var out strings.Builder
	for {
		before, after, ok := strings.Cut(text, "_x")
		out.WriteString(before)
		if !ok {
			return out.String()
		}
		if len(after) >= 5 && after[4] == '_' {
			if r, err := strconv.ParseUint(after[:4], 16, 16); err == nil {
				out.WriteRune(rune(r))
				text = after[5:]
				continue
			}
		}
		out.WriteString("_x")
		text = after
	}
}

// read gives every element of a part; a part that is not there has none.
func (x *xlsx) read(part string, take func(*tokens, xml.StartElement) error) error {
	f := x.parts[partName(part)]
	if f == nil {
		return nil
	}
	return x.each(f, func(d *tokens) error {
		for {
			t, err := d.RawToken()
			if err != nil {
				return err
			}
			switch t := t.(type) {
			case xml.StartElement:
				if err := take(d, t); err != nil {
					return err
				}
			case xml.Directive:
				return hostileXML
			}
		}
	})
}

// each opens a part and reads it to its end. What is left of the file's allowance bounds it, whatever size it says it has.
func (x *xlsx) each(f *zip.File, read func(*tokens) error) error {
	if f.Flags&1 != 0 {
		return locked
	}
	r, err := f.Open()
	if errors.Is(err, zip.ErrAlgorithm) {
		return locked
	}
	if err != nil {
		return brokenPart(f.Name)
	}
	defer r.Close()
	bounded := &bounded{from: r, left: x.left, pieces: x.pieces}
	d := &tokens{xml.NewDecoder(bounded), bounded}
	d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // Excel writes UTF-8; what is not shows itself
	err = read(d)
	x.left, x.pieces = bounded.left, bounded.pieces
	var told problem.Problem
	var taker taken
	switch {
	case bounded.long:
		return brokenPart(f.Name)
	case bounded.over:
		return tooLarge("", f.Name, x.limits.Unpacked)
	case errors.Is(err, io.EOF):
		return nil
	case errors.As(err, &taker):
		return taker.error
	case errors.As(err, &told):
		return told
	}
	return brokenPart(f.Name)
}

// taken is an error of whoever takes rows: it says nothing of the file.
type taken struct{ error }

// longest is more than any text, formula or tag of a workbook takes.
const longest = 1 << 20

// tokens reads a part piece by piece. What it holds of one is bounded: the library keeps a piece whole, however long it is.
type tokens struct {
	*xml.Decoder
	from *bounded
}

// RawToken is xml.Decoder's, of a length that can be.
func (t *tokens) RawToken() (xml.Token, error) {
	if t.from.pieces--; t.from.pieces < 0 {
		t.from.over = true
		return nil, io.ErrUnexpectedEOF
	}
	t.from.piece = longest
	return t.Decoder.RawToken()
}

// bounded reads as much as is left and remembers whether there was more.
type bounded struct {
	from       io.Reader
	left       int64 // of the file
	piece      int64 // of one token
	pieces     int   // of the file
	over, long bool
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		b.over = true
		return 0, io.ErrUnexpectedEOF
	}
	if b.piece <= 0 {
		b.long = true
		return 0, io.ErrUnexpectedEOF
	}
	n, err := b.from.Read(p[:min(int64(len(p)), b.left)])
	b.left, b.piece = b.left-int64(n), b.piece-int64(n)
	return n, err
}

func attr(el xml.StartElement, name string) string {
	for _, a := range el.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func truth(text string) bool {
	return text == "1" || strings.EqualFold(text, "true") || strings.EqualFold(text, "on")
}

func number(text string) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil {
		return -1
	}
	return n
}
