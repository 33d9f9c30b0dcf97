package story

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/xhht/xhht/internal/planfile"
)

// Plans copies a folder of plans for the demo. The shipped plan leaves communes that lie in two old districts as bounds, because nobody
// has published how many of their people live where; the demo, whose people are invented anyhow, divides them by its own shares, so
// that estimates are seen as well.
func Plans(from, into string) error {
	if err := os.CopyFS(into, os.DirFS(from)); err != nil {
		return fmt.Errorf("copy the plans: %w", err)
	}
	path := filepath.Join(into, Plan+".yaml")
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("read the demo's plan: %w", err)
	}
	const bounds, file = "    straddling: bounds\n", "ty-le-minh-hoa.csv"
	if strings.Count(string(raw), bounds) != 1 {
		return fmt.Errorf("the plan %s does not leave straddling communes as bounds", Plan)
	}
	reg, err := planfile.Load(from)
	if err != nil {
		return err
	}
	p, _ := reg.Plan(Plan)
	var shares strings.Builder
	if err := csv.NewWriter(&shares).WriteAll(Shares(p)); err != nil {
		return fmt.Errorf("write the demo's shares: %w", err)
	}
	if err := os.WriteFile(filepath.Join(into, file), []byte(shares.String()), 0o600); err != nil {
		return fmt.Errorf("write the demo's shares: %w", err)
	}
	text := strings.Replace(string(raw), bounds, "    straddling: weights\n    weights: "+file+"\n", 1)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return fmt.Errorf("write the demo's plan: %w", err)
	}
	return nil
}
