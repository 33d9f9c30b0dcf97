package intake_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/intake"
	"github.com/xhht/xhht/internal/lang"
)

// Our workbook, filled in, opened and saved by LibreOffice as .xlsx and as .xls, says what it said before.
func TestOurWorkbookComesBackFromLibreOffice(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice (soffice) is not on this machine: the round trip through it was not run")
	}
	f, _ := filledBook(t)
	dir := t.TempDir()
	if err := f.SaveAs(filepath.Join(dir, "bieu.xlsx")); err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"xlsx", "xls"} {
		out := filepath.Join(dir, format)
		cmd := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", format, "--outdir", out, filepath.Join(dir, "bieu.xlsx")) //nolint:gosec // found on the PATH
		if said, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", format, err, said)
		}
		data, err := os.ReadFile(filepath.Join(out, "bieu."+format))
		if err != nil {
			t.Fatal(err)
		}
		rows, told := decodeBook(t, data)
		if len(rows) != 2 || !strings.HasSuffix(rows[0], "60123|121000|") || !strings.HasSuffix(rows[1], "7|9|") {
			t.Errorf("%s: %q, %q", format, rows, told)
		}
	}
}

// BenchmarkOurWorkbook writes a district's form and reads it back.
func BenchmarkOurWorkbook(b *testing.B) {
	reg, blanks, reported := aBlank(b)
	for b.Loop() {
		var out bytes.Buffer
		if err := intake.WriteBlankBook(&out, lang.Vietnamese, reg, blanks, reported); err != nil {
			b.Fatal(err)
		}
		if _, err := intake.Decode("a.xlsx", &out, intake.DefaultLimits); err != nil {
			b.Fatal(err)
		}
	}
}
