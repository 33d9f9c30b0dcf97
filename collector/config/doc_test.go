package config_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/config"
	"github.com/xhht/xhht/internal/golden"
)

// The page for operators says for how long things are kept, in the words of the documented configuration.
func TestThePageSaysHowLong(t *testing.T) {
	_, keep, ok := strings.Cut(config.Default, "\nkeep:\n")
	keep, _, ended := strings.Cut(keep, "\n\n")
	if !ok || !ended {
		t.Fatal("the documented configuration has no keep")
	}
	var b, why strings.Builder
	b.WriteString("| `keep.` | days or lines | since |\n|---|---:|---|\n")
	for line := range strings.Lines(keep + "\n") {
		line = strings.TrimSpace(line)
		if comment, ok := strings.CutPrefix(line, "## "); ok {
			why.WriteString(comment + " ")
			continue
		}
		key, value, ok := strings.Cut(line, ": ")
		if !ok {
			t.Fatalf("%q is no setting", line)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", key, value, strings.TrimSpace(why.String()))
		if !strings.HasPrefix(key, "sign_in_log_days") {
			why.Reset() // one comment speaks of both
		}
	}
	const page = "../../docs/noi-luu.md"
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(text), "<!-- keep:")
	head, _, opened := strings.Cut(rest, "-->\n")
	_, after, closed := strings.Cut(rest, "<!-- /keep -->")
	if !ok || !opened || !closed {
		t.Fatal("the page has no place for it")
	}
	golden.Equal(t, page, before+"<!-- keep:"+head+"-->\n"+b.String()+"<!-- /keep -->"+after)
}
