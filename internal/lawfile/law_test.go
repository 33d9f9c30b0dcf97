package lawfile_test

import (
	"testing"

	"github.com/xhht/xhht/internal/lawfile"
)

func TestLawIsFaultless(t *testing.T) {
	if _, err := lawfile.Load("../../plans/law"); err != nil {
		t.Error(err)
	}
}
