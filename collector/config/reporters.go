package config

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"golang.org/x/text/unicode/norm"

	"github.com/xhht/xhht/collector/workspace"
	"github.com/xhht/xhht/internal/area"
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
	if err := decode(path, data, &file); err != nil {
		return nil, err
	}
	var out []workspace.Reporter
	var errs []error
	names, tokens := map[string]bool{}, map[string]bool{}
	for i, who := range file.Reporters {
		bad := func(field, hint string) {
			errs = append(errs, fmt.Errorf("%s: reporters[%d].%s: %s", path, i, field, hint))
		}
		name := norm.NFC.String(who.Name)
		if name == "" || names[name] {
			bad("name", "every reporter needs a name of their own")
		}
		if _, ok := areas.Get(who.Unit); !ok {
			bad("unit", fmt.Sprintf("%q is no uid of areas.csv, for example d:857@0", who.Unit))
		}
		hash, err := hex.DecodeString(who.TokenSHA256)
		if err != nil || len(hash) != sha256.Size {
			bad("token_sha256", "give the 64 hexadecimal digits that `collector token` prints")
		} else if tokens[string(hash)] {
			bad("token_sha256", "two reporters cannot share a token")
		}
		names[name], tokens[string(hash)] = true, true
		out = append(out, workspace.Reporter{Name: name, Unit: who.Unit, TokenHash: hex.EncodeToString(hash)})
	}
	if len(out) == 0 {
		errs = append(errs, fmt.Errorf("%s: it lists no reporter", path))
	}
	return out, errors.Join(errs...)
}

// ReporterLines are the list item that a new reporter adds to the file, indented as `make secrets` and every example
// write it; name and unit are for the operator to fill in.
func ReporterLines(hash string) string {
	return "  - name: \n    unit: \n    token_sha256: " + hash + "\n"
}
