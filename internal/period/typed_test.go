package period_test

import (
	"strings"
	"testing"

	"github.com/xhht/xhht/internal/period"
)

func TestDaysAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "2024-12-05": "2024-12-05", "2024/12/5": "2024-12-05", "2024.12.05": "2024-12-05", "2024-12-05T00:00:00": "2024-12-05",
		"2024-12-05 00:00:00": "2024-12-05", "25/12/2024": "2024-12-25", "25-12-2024": "2024-12-25", "25.12.2024": "2024-12-25", "5/5/2024": "2024-05-05",
		"29/02/2024": "2024-02-29", "ngày 6 tháng 12 năm 2024": "2024-12-06", "6 tháng 12 năm 2024": "2024-12-06", "25/12/2024 0:00": "2024-12-25",
	} {
		if d, list := period.Typed(text); len(list) > 0 || d.String() != want {
			t.Errorf("%q became %s, %v; want %s", text, d, list, want)
		}
	}
	for text, want := range map[string]string{
		"2024-02-30": "không phải là một ngày (\"2024-02-30\"). Tháng 2 năm 2024 có 29 ngày",
		"30/2/2023":  "không phải là một ngày (\"30/2/2023\"). Tháng 2 năm 2023 có 28 ngày",
		"31/04/2024": "Tháng 4 năm 2024 có 30 ngày",
		"2024-13-01": "không phải là một ngày",
		"32/13/2024": "không phải là một ngày",
		"06/12/2024": "ngày 06 tháng 12, hoặc ngày 12 tháng 06 (\"06/12/2024\"). Viết 2024-12-06 hoặc 2024-06-12",
		"12/25/2024": "tháng đứng trước ngày (\"12/25/2024\"). Viết 2024-12-25",
		"45631":      "số thứ tự ngày của Excel (\"45631\"). Viết 2024-12-05",
		"hôm qua":    "ngày không đúng dạng",
		"25/12/24":   "ngày không đúng dạng",
	} {
		d, list := period.Typed(text)
		if len(list) != 1 || !d.IsZero() || !strings.Contains(list.In("vi"), want) || list[0].Hint.EN == "" || list[0].Rule.EN == "" {
			t.Errorf("%q: %s, %v; want %q", text, d, list, want)
		}
	}
}
