package workspace

import (
	"slices"

	"github.com/xhht/xhht/internal/subject"
)

// Listed is a subject of a reporters file as it is known.
type Listed struct {
	Profile
	TokenHash string // of its token that works; empty if none does
}

// Follow says what becomes of the subjects of a reporters file when it reads so: which known one a line is, by its place in
// the list (empty: a new one), and who is in the file no longer. A line is whom it names. A name that nobody has is the new
// name of whoever holds the line's token, unless another line names them.
func Follow(known []Listed, list []Reporter) (is []subject.ID, gone []subject.ID) {
	is = make([]subject.ID, len(list))
	taken := map[subject.ID]bool{}
	assign := func(same func(Listed, Reporter) bool) {
		for i, line := range list {
			if is[i] != "" {
				continue
			}
			for _, k := range known {
				if !taken[k.ID] && same(k, line) {
					is[i], taken[k.ID] = k.ID, true
					break
				}
			}
		}
	}
	assign(func(k Listed, line Reporter) bool { return k.Name != "" && k.Name == line.Name })
	assign(func(k Listed, line Reporter) bool { return k.TokenHash != "" && k.TokenHash == line.TokenHash })
	for _, k := range known {
		if !taken[k.ID] && k.Active {
			gone = append(gone, k.ID)
		}
	}
	return is, gone
}

// Says reports whether the file's line says what is known.
func (k Listed) Says(line Reporter) bool {
	return k.Active && k.Name == line.Name && k.TokenHash == line.TokenHash && slices.EqualFunc(k.Scopes, []subject.Scope{subject.Below(line.Unit)}, func(a, b subject.Scope) bool {
		return a.Unit == b.Unit && len(a.Bodies)+len(a.Forms)+len(a.Sources) == 0
	})
}
