package intake_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xhht/xhht/collector/intake"
)

// with returns the good row with one value replaced.
func with(key, value string) string {
	from := map[string]string{
		"unit": `"857"`, "indicator": `"info_skills_rate"`, "period": `"2024"`, "group": `"all"`, "numerator": "60123", "denominator": "121000", "value": "null",
	}[key]
	return strings.Replace(good, `"`+key+`":`+from, `"`+key+`":`+value, 1)
}

// A number is the number that it is, however JSON writes it.
func TestJSONNumbersAreTakenAsWritten(t *testing.T) {
	for _, numerator := range []string{"60123", "6.0123e4", "6.0123E+4", "601230e-1", "60123.0", "60123.000", `"60123"`} {
		d := newDesk(t)
		if _, err := d.json(t, jsonRows(with("numerator", numerator))); err != nil {
			t.Errorf("%s: %v", numerator, err)
			continue
		}
		if got, want := d.entries(t), "d:857@0 info_skills_rate 2024 all r1 60123/121000 2026-01-15"; len(got) != 1 || got[0] != want {
			t.Errorf("%s became %q", numerator, got)
		}
	}
}

// Rows of another plan's form have one mistake, whatever their number: the plan.
func TestRowsOfAnotherPlanNameThePlan(t *testing.T) {
	_, err := newDesk(t).csv(t, "đơn vị;chỉ số;kỳ;tử số;mẫu số;giá trị\n29587;age11_completed_primary;2024;148;158;\n29587;special_difficulty_status;2024;;;0\n29590;age6_in_grade1;2024;10;12;\n")
	got := problemsOf(t, err)
	if len(got) != 1 || got[0].Code != "wrong_plan" || !strings.Contains(got[0].Hint.VI, "pcgd-xmc-vinh-long") {
		t.Errorf("got %v", got)
	}
	_, err = newDesk(t).csv(t, "đơn vị;chỉ số;kỳ;tử số;mẫu số\n29587;age11_completed_primary;2024;148;158\n857;info_skills_rate;2024;1;2\n")
	if got := problemsOf(t, err); len(got) != 1 || got[0].Code != "not_owed" {
		t.Errorf("one row of another plan: %v", got)
	}
}

func TestJSONIsRefused(t *testing.T) {
	deep := strings.Repeat("[", 100_000)
	refuse(t, "json", []refusal{
		{"nothing", "", []string{"not_json @body:1"}},
		{"a form", "plan=vinh-long&unit=857", []string{"not_json @body:1"}},
		{"cut off", "{\n\"plan\":", []string{"not_json @body:2"}},
		{"trailing text", jsonRows(good) + "\nx", []string{"not_json @body:2"}},
		{"two documents", jsonRows(good) + jsonRows(good), []string{"not_json @body:1"}},
		{"NaN", jsonRows(with("numerator", "NaN")), []string{"not_json @body:1"}},
		{"too deep", deep, []string{"not_json @body:1"}},
		{"UTF-16", "\xff\xfe{\x00}\x00", []string{"not_utf8 @body:1"}},
		{"Windows-1258", "{\n\"note\":\"Huy\xea\xf2n\"}", []string{"not_utf8 @body:2"}},

		{"a list", "[]", []string{"wrong_type", "unknown_plan @plan"}},
		{"a number", "1", []string{"wrong_type", "unknown_plan @plan"}},
		{"null", "null", []string{"wrong_type", "unknown_plan @plan"}},
		{"empty object", "{}", []string{"unknown_plan @plan"}},
		{"unknown plan", `{"plan":"vinh-long","rows":[]}`, []string{"unknown_plan @plan"}},
		{"no rows", jsonRows(), []string{"no_rows"}},
		{"rows of the wrong type", `{"plan":"` + vinhLong + `","rows":{"a":[1,{"b":2}]}}`, []string{"wrong_type @rows"}},
		{"plan of the wrong type", `{"plan":["` + vinhLong + `"],"rows":[]}`, []string{"wrong_type @plan", "unknown_plan @plan"}},
		{"unknown key", `{"plan":"` + vinhLong + `","reporter":{"name":["x"]},"rows":[` + good + `]}`, []string{"unknown_key @reporter"}},
		{"key in capitals", `{"Plan":"` + vinhLong + `"}`, []string{"unknown_key @Plan", "unknown_plan @plan"}},
		{"day of receipt", strings.Replace(jsonRows(good), `"note"`, `"received_on"`, 1), []string{"unknown_key @received_on"}},
		{"repeated key", `{"plan":"x","plan":"` + vinhLong + `","rows":[` + good + `]}`, []string{"duplicate_key @plan", "unknown_plan @plan"}},
		{"repeated rows", `{"plan":"` + vinhLong + `","rows":[` + good + `],"rows":[]}`, []string{"duplicate_key @rows"}},
		{"row of the wrong type", jsonRows(good, `"857"`, "null"), []string{"wrong_type @rows[1]", "wrong_type @rows[2]"}},
		{"unknown key in a row", jsonRows(good, `{"unit":"857","indicater":"x","period":"2024"}`), []string{"unknown_key @rows[1].indicater"}},
		{"repeated key in a row", jsonRows(strings.Replace(good, `"value":null`, `"numerator":1`, 1)), []string{"duplicate_key @rows[0].numerator"}},
		{"unit as a number", jsonRows(with("unit", "857")), []string{"wrong_type @rows[0].unit"}},
		{"period as a number", jsonRows(with("period", "2024")), []string{"wrong_type @rows[0].period"}},
		{"numerator as an object", jsonRows(with("numerator", `{"n":60123}`)), []string{"wrong_type @rows[0].numerator"}},
		{"numerator as a truth", jsonRows(with("numerator", "true")), []string{"wrong_type @rows[0].numerator"}},
		{"1e309", jsonRows(with("numerator", "1e309")), []string{"not_a_number @rows[0].numerator"}},
		{"a count with a fraction in its exponent", jsonRows(with("numerator", "6.01235e1")), []string{"count_not_whole @rows[0].numerator"}},
		{"a point before three digits is a point", jsonRows(with("numerator", "60.123")), []string{"count_not_whole @rows[0].numerator"}},
		{"the same as text", jsonRows(with("numerator", `"60.123"`)), []string{"thousand_separator @rows[0].numerator"}},
		{"NaN as text", jsonRows(with("numerator", `"NaN"`)), []string{"not_a_number @rows[0].numerator"}},
		{"half a person", jsonRows(with("numerator", "12.5")), []string{"count_not_whole @rows[0].numerator"}},
		{"comma decimal", jsonRows(with("value", `"98,5"`)), []string{"comma_decimal @rows[0].value"}},
		{"negative", jsonRows(with("numerator", "-5")), []string{"negative @rows[0].numerator"}},
		{"numerator above denominator", jsonRows(with("numerator", "121001")), []string{"numerator_above_denominator @rows[0]"}},
		{"percent as 0.97", jsonRows(strings.Replace(with("numerator", "97"), `"denominator":121000,"value":null`, `"denominator":100,"value":0.97`, 1)), []string{"value_disagrees @rows[0].value"}},
		{"percent as 97 alone", jsonRows(`{"unit":"857","indicator":"info_skills_rate","period":"2024","value":97}`), []string{"counts_missing @rows[0]"}},
		{"unknown unit", jsonRows(with("unit", `"999"`)), []string{"unknown_unit @rows[0].unit"}},
		{"closed unit", jsonRows(with("unit", `"c:29548@0"`)), []string{"unit_closed @rows[0].unit"}},
		{"another's unit", jsonRows(with("unit", `"858"`)), []string{"unit_out_of_scope @rows[0].unit"}},
		{"unknown indicator", jsonRows(with("indicator", `"x"`)), []string{"unknown_indicator @rows[0].indicator"}},
		{"wrong period", jsonRows(with("period", `"2024-13"`)), []string{"wrong_period @rows[0].period"}},
		{"future period", jsonRows(with("period", `"2027"`)), []string{"future_period @rows[0].period"}},
		{"same cell twice", jsonRows(good, with("unit", `"Huyện Long Hồ"`)), []string{"duplicate_row @rows[1]"}},
		{"a unit of 9 kB", jsonRows(with("unit", `"`+strings.Repeat("ố", 3000)+`"`)), []string{"text_too_long @rows[0].unit"}},
		{"a number of 1000 digits", jsonRows(with("numerator", strings.Repeat("1", 1000))), []string{"text_too_long @rows[0].numerator"}},
		{"a note of 9 kB", strings.Replace(jsonRows(good), `"note":""`, `"note":"`+strings.Repeat("ố", 3000)+`"`, 1), []string{"text_too_long @note"}},
		{"a zero byte", jsonRows(with("unit", `"857\u0000"`)), []string{"strange_character @rows[0].unit"}},
		{"half a character", strings.Replace(jsonRows(good), `"note":""`, `"note":"\ud800"`, 1), []string{"strange_character @note"}},
		{
			"everything at once", jsonRows(with("numerator", "-5"), `{"unit":857}`, with("unit", `"999"`)),
			[]string{"negative @rows[0].numerator", "wrong_type @rows[1].unit", "unknown_unit @rows[2].unit"},
		},
	}, func(d desk, text string) error {
		_, err := d.json(t, text)
		return err
	})
}

func TestJSONIsTaken(t *testing.T) {
	const want = "d:857@0 info_skills_rate 2024 all r1 60123/121000 2026-01-15"
	for name, tc := range map[string]struct{ text, want string }{
		"plain":                 {jsonRows(good), want},
		"numbers as text":       {jsonRows(strings.NewReplacer("60123", `"60123"`, "121000", `"121000"`).Replace(good)), want},
		"null and missing":      {jsonRows(`{"unit":"857","indicator":"info_skills_rate","period":"2024","group":null,"numerator":60123,"denominator":121000}`), want},
		"a byte order mark":     {"\ufeff" + jsonRows(good), want},
		"CRLF and tabs":         {strings.ReplaceAll(jsonRows(good), ",", ",\r\n\t"), want},
		"decomposed Unicode":    {jsonRows(with("unit", `"Huyện Long Hồ"`)), want},
		"escaped Unicode":       {jsonRows(with("unit", `"Huy\u1ec7n Long H\u1ed3"`)), want},
		"spaces around":         {jsonRows(with("indicator", `" info_skills_rate\u00a0"`)), want},
		"a level":               {jsonRows(`{"unit":"857","indicator":"primary_universal_level","period":"2024","value":3}`), "d:857@0 primary_universal_level 2024 plan=vinh-long-2021-2030 r1 3 2026-01-15"},
		"a note of two lines":   {strings.Replace(jsonRows(good), `"note":""`, `"note":"sửa\nlần 2"`, 1), want},
		"no note":               {strings.Replace(jsonRows(good), `"note":"",`, "", 1), want},
		"percent beside":        {jsonRows(with("value", "49.7")), want},
		"a disaggregated count": {jsonRows(with("group", `"sex=female"`)), "d:857@0 info_skills_rate 2024 sex=female r1 60123/121000 2026-01-15"},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			if _, err := d.json(t, tc.text); err != nil {
				t.Fatal(err)
			}
			if got := d.entries(t); !slices.Equal(got, []string{tc.want}) {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestNoteIsComposed(t *testing.T) {
	d := newDesk(t)
	send := func(note string) string {
		receipts, err := d.json(t, strings.Replace(jsonRows(good), `"note":""`, `"note":"`+note+`"`, 1))
		if err != nil {
			t.Fatal(err)
		}
		return receipts[0].ID
	}
	if a, b := send("theo biên bản Hồ"), send(" theo biên bản Hồ "); a != b {
		t.Errorf("two spellings of one note gave two receipts: %s and %s", a, b)
	}
}

func TestJSONLimits(t *testing.T) {
	limits := intake.Limits{Bytes: 2000, Rows: 3}
	var rows []string
	for range 5 {
		rows = append(rows, `{"unit":1}`)
	}
	doc, err := intake.DecodeJSON(strings.NewReader(jsonRows(rows...)), limits)
	if err != nil {
		t.Fatal(err)
	}
	_, err = newDesk(t).Submit(t.Context(), doc, sender)
	var codes []string
	for _, p := range problemsOf(t, err) {
		codes = append(codes, string(p.Code)+" @"+p.Place.String())
	}
	want := []string{"too_many_rows @rows"}
	if !slices.Equal(codes, want) {
		t.Errorf("got %q, want %q", codes, want)
	}
	var malformed *intake.Malformed
	if _, err := intake.DecodeJSON(strings.NewReader(strings.Repeat(" ", 2001)), limits); !errors.As(err, &malformed) || malformed.Problem.Code != "too_large" {
		t.Errorf("2001 bytes of at most 2000: %v", err)
	}
	fits := jsonRows(good)
	fits += strings.Repeat(" ", 2000-len(fits))
	if _, err := intake.DecodeJSON(strings.NewReader(fits), limits); err != nil {
		t.Errorf("2000 bytes of at most 2000: %v", err)
	}
}

func FuzzJSON(f *testing.F) {
	for _, s := range []string{jsonRows(good), "[]", `{"plan":{"a":[]},"rows":[1,{"unit":{}},{"value":1e309}]}`, `{"rows":[{"unit":"\ud800"}]}`, "{\"\xff\":1}"} {
		f.Add(s)
	}
	d := newDesk(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc, err := intake.DecodeJSON(strings.NewReader(text), intake.Limits{Bytes: 1 << 20, Rows: 100})
		judge(t, d, doc, err)
	})
}

// judge proves of any input that it ends in a receipt or in problems that a person can read.
func judge(t *testing.T, d desk, doc intake.Document, err error) {
	t.Helper()
	if err == nil {
		doc.Plan = vinhLong
		if _, err = d.Preview(t.Context(), doc, sender); err == nil {
			return
		}
	}
	for _, p := range problemsOf(t, err) {
		if p.Code == "" || p.Rule.VI == "" || p.Rule.EN == "" || len(fmt.Sprint(p)) > 4000 {
			t.Errorf("a problem nobody can read: %+v", p)
		}
	}
}
