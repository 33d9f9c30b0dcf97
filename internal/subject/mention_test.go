package subject_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/xhht/xhht/internal/subject"
)

func TestMentioned(t *testing.T) {
	for range 1000 {
		a, b := subject.NewID(), subject.NewID()
		text := fmt.Sprintf("do %s ghi; (%s), %s", a, b, a)
		if got := subject.Mentioned(text, string(b)); !slices.Equal(got, []subject.ID{a, b}) {
			t.Fatalf("%q mentions %q", text, got)
		}
		if got, want := subject.Called(text, map[subject.ID]string{a: "Nguyễn Thị An"}), fmt.Sprintf("do Nguyễn Thị An ghi; (%s), Nguyễn Thị An", b); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
	for _, text := range []string{"", "s-", "s-0123456789abcde", "s-0123456789abcdef0", "xs-0123456789abcdef", "s-0123456789ABCDEF", "s-il0u456789abcdef", "XHHT-48D9-C97F-NGMQ"} {
		if got := subject.Mentioned(text); len(got) > 0 {
			t.Errorf("%q mentions %q", text, got)
		}
	}
}
