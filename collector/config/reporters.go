package config

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"

	"github.com/xhht/xhht/internal/area"
)

// Reporter is somebody who may report for a unit and all below it. The file holds no token, only its hash.
type Reporter struct {
	Name        string `yaml:"name"`
	Unit        string `yaml:"unit"` // UID
	TokenSHA256 string `yaml:"token_sha256"`
}

// Reporters is a checked list of reporters.
type Reporters struct {
	list   []Reporter
	hashes [][]byte
}

// LoadReporters reads a reporters file; every unit must be in the list of units.
func LoadReporters(path string, areas *area.Tree) (Reporters, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Reporters{}, fmt.Errorf("read reporters: %w", err)
	}
	var file struct {
		Reporters []Reporter `yaml:"reporters"`
	}
	if err := decode(path, data, &file); err != nil {
		return Reporters{}, err
	}
	r := Reporters{list: file.Reporters}
	var errs []error
	names, tokens := map[string]bool{}, map[string]bool{}
	for i, who := range r.list {
		bad := func(field, hint string) {
			errs = append(errs, fmt.Errorf("%s: reporters[%d].%s: %s", path, i, field, hint))
		}
		if who.Name == "" || names[who.Name] {
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
		names[who.Name], tokens[string(hash)] = true, true
		r.hashes = append(r.hashes, hash)
	}
	if len(r.list) == 0 {
		errs = append(errs, fmt.Errorf("%s: it lists no reporter", path))
	}
	return r, errors.Join(errs...)
}

// Find returns the reporter who holds the token. It takes the same time for a right and a wrong token.
func (r Reporters) Find(token string) (Reporter, bool) {
	sum := sha256.Sum256([]byte(token))
	found := -1
	for i, hash := range r.hashes {
		found = subtle.ConstantTimeSelect(subtle.ConstantTimeCompare(hash, sum[:]), i, found)
	}
	if found < 0 {
		return Reporter{}, false
	}
	return r.list[found], true
}

// ReporterLines are the list item that a new reporter adds to the file, indented as `make secrets` and every example
// write it; name and unit are for the operator to fill in.
func ReporterLines(hash string) string {
	return "  - name: \n    unit: \n    token_sha256: " + hash + "\n"
}

// NewToken returns a fresh token of 256 random bits, and the hash of it that goes into the file.
func NewToken() (token, hash string) {
	var bits [32]byte
	_, _ = rand.Read(bits[:]) // never fails: crypto/rand ends the program instead
	token = "xhht_" + base64.RawURLEncoding.EncodeToString(bits[:])
	sum := sha256.Sum256([]byte(token))
	return token, hex.EncodeToString(sum[:])
}
