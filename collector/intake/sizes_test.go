package intake_test

import (
	"strings"
	"testing"
)

// A digit too many in numerator and denominator leaves the rate as it was; it is asked about before it counts, and a reason answers.
func TestASizeThatCannotBeIsAskedAbout(t *testing.T) {
	const head = "unit,indicator,period,group,numerator,denominator,reason,nobody,unverified\n"
	for name, c := range map[string]struct {
		before, sends string
		says          []string // empty: taken
	}{
		"a correction, ten times":         {"860,info_skills_rate,2024,,64480,104000\n", "860,info_skills_rate,2024,,620000,1000000\n", []string{"1000000", "khoảng 104000", "lý do"}},
		"the next year, ten times":        {"860,info_skills_rate,2023,,64480,104000\n", "860,info_skills_rate,2024,,644800,1040000\n", []string{"thừa chữ số", "104000"}},
		"the next year, a tenth":          {"860,info_skills_rate,2023,,64480,104000\n", "860,info_skills_rate,2024,,6448,10400\n", []string{"thiếu chữ số"}},
		"two digits swapped":              {"860,info_skills_rate,2023,,64480,104000\n", "860,info_skills_rate,2024,,84480,140000\n", []string{"đảo hai chữ số", "104000"}},
		"the number of the unit beside":   {"860,info_skills_rate,2023,,64480,104000\n861,info_skills_rate,2024,,30000,56000\n", "860,info_skills_rate,2024,,30000,56000\n", []string{"Tam Bình|Trà Ôn|Bình|Long Hồ", "104000"}},
		"the same, with a reason":         {"860,info_skills_rate,2023,,64480,104000\n", "860,info_skills_rate,2024,,644800,1040000,sáp nhập toàn tỉnh\n", nil},
		"a population that grows":         {"860,info_skills_rate,2023,,64480,104000\n", "860,info_skills_rate,2024,,65480,106000\n", nil},
		"what stood already, corrected":   {"860,info_skills_rate,2023,,1,104000,điều tra lại\n860,info_skills_rate,2024,,644800,1040000,điều tra lại\n", "860,info_skills_rate,2024,,600000,1040000\n", nil},
		"the slip mended, as years tell":  {"860,info_skills_rate,2023,,1,104000,điều tra lại\n860,info_skills_rate,2024,,644800,1040000,điều tra lại\n", "860,info_skills_rate,2024,,64480,104000\n", nil},
		"nobody where there were many":    {"860,info_skills_rate,2024,,64480,104000\n", "860,info_skills_rate,2024,,,,,x,\n", []string{"khoảng 104000", "lý do"}},
		"nobody, and why":                 {"860,info_skills_rate,2024,,64480,104000\n", "860,info_skills_rate,2024,,,,xã giải thể,x,\n", nil},
		"a rate in place of counts":       {"860,info_skills_rate,2024,,64480,104000\n", "860,info_skills_rate,2024,,,,,,62\n", []string{"64480", "104000", "lý do"}},
		"the first, unlike all around":    {"855,info_skills_rate,2024,,64480,104000\n857,info_skills_rate,2024,,64480,98000\n858,info_skills_rate,2024,,60000,90000\n", "860,info_skills_rate,2024,,620000,1000000\n", []string{"1000000"}},
		"the first, unlike its other one": {"855,info_skills_rate,2024,,6448,10400\n857,info_skills_rate,2024,,64480,98000\n858,info_skills_rate,2024,,60000,90000\n855,life_skills_rate,2024,,6448,10400\n857,life_skills_rate,2024,,64480,98000\n858,life_skills_rate,2024,,60000,90000\n861,info_skills_rate,2024,,3000,10000\n", "861,life_skills_rate,2024,,30000,100000\n", []string{"100000", "10000"}},
		"nobody of what all around have":  {"855,info_skills_rate,2024,,64480,104000\n857,info_skills_rate,2024,,64480,98000\n858,info_skills_rate,2024,,60000,90000\n", "860,info_skills_rate,2024,,,,,x,\n", []string{"98000", "lý do"}},
		"nobody of what some around lack": {"855,clc_ict_rate,2024,,4,10\n857,clc_ict_rate,2024,,4,9\n858,clc_ict_rate,2024,,4,11\n", "860,clc_ict_rate,2024,,,,,x,\n", nil},
		"the first number that ever came": {"", "860,info_skills_rate,2024,,644800,1040000\n", nil},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			put := func(rows string) error {
				for _, line := range strings.SplitAfter(strings.TrimSuffix(rows, "\n"), "\n") {
					line = strings.TrimSuffix(line, "\n")
					rows = strings.Replace(rows, line+"\n", line+strings.Repeat(",", 8-strings.Count(line, ","))+"\n", 1)
				}
				return d.sendAs(t, vinhLong, head+rows)
			}
			if c.before != "" {
				if err := put(c.before); err != nil {
					t.Fatal(err)
				}
			}
			count := len(d.entries(t))
			err := put(c.sends)
			if len(c.says) == 0 {
				if err != nil {
					t.Error(err)
				}
				return
			}
			list := problemsOf(t, err)
			if code := list[0].Code; code != "size_doubtful" && code != "counts_lost" || len(d.entries(t)) != count {
				t.Fatalf("got %v, %d entries", list, len(d.entries(t)))
			}
			for _, want := range c.says {
				if !containsOne(list.Error(), want) {
					t.Errorf("%q is missing in %s", want, list.Error())
				}
			}
		})
	}
}

func containsOne(text, alternatives string) bool {
	for a := range strings.SplitSeq(alternatives, "|") {
		if strings.Contains(text, a) {
			return true
		}
	}
	return false
}
