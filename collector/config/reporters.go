package config

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/area"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/strictyaml"
)

// reporter is a line of the reporters file: somebody who may report for a unit and all below it. The file holds no token,
// only its hash.
type reporter struct {
	Name        string `yaml:"name"`
	Unit        string `yaml:"unit"` // UID
	TokenSHA256 string `yaml:"token_sha256"`
}

// Reporters reads the text of the reporters file at a path; every unit must be in the list of units.
func Reporters(path string, data []byte, areas *area.Tree) ([]workspace.Reporter, error) {
	var file struct {
		Reporters []reporter `yaml:"reporters"`
	}
	if err := strictyaml.Settings(path, data, &file); err != nil {
		return nil, err
	}
	var out []workspace.Reporter
	var faults problem.List
	names, tokens := map[string]bool{}, map[string]bool{}
	for i, who := range file.Reporters {
		bad := func(field string, hint lang.Text) {
			faults.Add(problem.Problem{
				Code: "reporter", Place: problem.Place{File: path, Path: fmt.Sprintf("reporters[%d]", i), Field: field},
				Rule: lang.Text{VI: "giá trị này không dùng được", EN: "this value cannot work"}, Hint: hint,
			})
		}
		name := norm.NFC.String(who.Name)
		if name == "" || names[name] {
			bad("name", lang.Text{VI: "Mỗi người báo cáo cần một tên riêng", EN: "Every reporter needs a name of their own"})
		}
		if _, ok := areas.Get(who.Unit); !ok {
			bad("unit", lang.Text{VI: "Ghi uid trong areas.csv, ví dụ d:857@0", EN: "Give a uid of areas.csv, for example d:857@0"})
		}
		hash, err := hex.DecodeString(who.TokenSHA256)
		if err != nil || len(hash) != sha256.Size {
			bad("token_sha256", lang.Text{VI: "Ghi 64 chữ số hệ 16 mà `collector token` in ra", EN: "Give the 64 hexadecimal digits that `collector token` prints"})
		} else if tokens[string(hash)] {
			bad("token_sha256", lang.Text{VI: "Hai người không dùng chung một mã", EN: "Two reporters cannot share a token"})
		}
		names[name], tokens[string(hash)] = true, true
		out = append(out, workspace.Reporter{Name: name, Unit: who.Unit, TokenHash: hex.EncodeToString(hash)})
	}
	if len(out) == 0 {
		faults.Add(problem.Problem{Code: "no_reporter", Place: problem.At(path, 0), Rule: lang.Text{VI: "tệp không liệt kê người báo cáo nào", EN: "it lists no reporter"}})
	}
	return out, faults.Err()
}

// ReporterLines are the list item that a new reporter adds to the file, indented as `make secrets` and every example
// write it; name and unit are for the operator to fill in.
func ReporterLines(hash string) string {
	return "  - name: \n    unit: \n    token_sha256: " + hash + "\n"
}
