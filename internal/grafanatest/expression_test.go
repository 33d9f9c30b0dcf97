package grafanatest

import (
	"math"
	"testing"
)

func TestExpressionsAreThoseOfGrafana(t *testing.T) {
	of := map[string]Numbers{
		"A": {"long-ho": new(-9.0), "tra-on": nil, "mang-thit": new(3.0), "binh-tan": new(-1.0)},
		"X": {"long-ho": new(0.0), "tra-on": new(0.0), "mang-thit": new(0.0)},
	}
	for expression, want := range map[string]string{
		"$A * ($X == 0)":            "long-ho=-9 mang-thit=3 tra-on=null", // Bình Tân has no partner
		"${A} < 0 && $X == 0":       "long-ho=1 mang-thit=0 tra-on=null",
		"-$A + 2 * 3":               "binh-tan=7 long-ho=15 mang-thit=3 tra-on=null",
		"$A / $X":                   "long-ho=-Inf mang-thit=+Inf tra-on=null",
		"($A >= 3 || $A <= -9) !=0": "binh-tan=0 long-ho=1 mang-thit=1 tra-on=null",
	} {
		rows, err := calculate(expression, of)
		if got := rows.String(); err != nil || got != want {
			t.Errorf("%s: %s (%v), want %s", expression, got, err, want)
		}
	}
	for _, bad := range []string{"$B", "1 + 1", "abs($A)", "$A <"} {
		if rows, err := calculate(bad, of); err == nil {
			t.Errorf("%s: %s", bad, rows)
		}
	}
	if some, none := silence(of["A"]).String(), silence(Numbers{"tra-on": nil}).String(); some != "=0" || none != "=1" {
		t.Errorf("silence: %s and %s", some, none)
	}
	nan := math.NaN()
	if rows, err := threshold(Numbers{"a": nil, "b": new(-2.0), "c": new(2.0), "d": &nan}, "lt", []float64{0}); err != nil || rows.String() != "a=null b=1 c=0 d=0" {
		t.Errorf("threshold: %s (%v)", rows, err)
	}
}
