package intake_test

import (
	"testing"

	"github.com/xhht/xhht/internal/report"
)

// What a CSV file can say of a cell beside its numbers.
func TestCSVSaysMoreThanNumbers(t *testing.T) {
	d := newDesk(t)
	const head = "đơn vị;chỉ số;kỳ;nhóm;tử số;mẫu số;không có đối tượng;tỷ lệ chưa kiểm chứng;lý do\n"
	_, err := d.csv(t, head+
		"857;info_skills_rate;2024;;;;x;;không có trung tâm nào\n"+
		"857;life_skills_rate;2024;;không có đối tượng;;;;\n"+
		"857;university_degree_rate;2024;;;;;12.5;bản gốc đã mất\n"+
		"857;technical_training_rate;2024;;3;4;không;;sáp nhập\n")
	if err != nil {
		t.Fatal(err)
	}
	list, err := d.book.EntriesAfter(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]report.Entry{}
	for _, e := range list {
		got[e.Indicator] = e.Entry
	}
	for id, want := range map[string]string{
		"info_skills_rate": "không có đối tượng", "life_skills_rate": "không có đối tượng", "university_degree_rate": "12,5% (chưa có số đếm kiểm chứng)", "technical_training_rate": "3/4",
	} {
		if words := got[id].Words().VI; words != want {
			t.Errorf("%s reads %q, want %q", id, words, want)
		}
	}
	if got["info_skills_rate"].Reason != "không có trung tâm nào" || *got["info_skills_rate"].Denominator != 0 || got["technical_training_rate"].Reason != "sáp nhập" {
		t.Errorf("%+v", got)
	}
	for code, row := range map[string]string{
		"not_yes_or_no":             "857;info_skills_rate;2024;;;;có lẽ;;\n",
		"nobody_with_numbers":       "857;info_skills_rate;2024;;5;;x;;\n",
		"nobody_of_level":           "857;primary_universal_level;2024;;;;x;;\n",
		"unverified_beside_numbers": "857;primary_universal_level;2024;;;;;2;\n",
		"comma_decimal":             "857;info_skills_rate;2024;;;;;12,5;\n",
	} {
		_, err := d.csv(t, head+row)
		if list := problemsOf(t, err); string(list[0].Code) != code {
			t.Errorf("%s: %v", code, list)
		}
	}
}
