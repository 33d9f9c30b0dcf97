package catalogue_test

import (
	"math"
	"testing"

	"github.com/xhht/xhht/internal/catalogue"
)

func TestMeasures(t *testing.T) {
	for measure, want := range map[catalogue.Measure]struct {
		valid, stepwise bool
		high            float64
	}{
		catalogue.Rate:         {true, false, 100},
		catalogue.Level:        {true, true, 3},
		catalogue.Status:       {true, true, 1},
		catalogue.ShareOfUnits: {true, false, 100},
		catalogue.Quantity:     {true, false, math.Inf(1)},
		catalogue.Gap:          {true, false, 100},
		"count":                {false, false, 100},
	} {
		low, high := catalogue.Indicator{Measure: measure, Max: 3}.Limits()
		if measure.Valid() != want.valid || measure.Stepwise() != want.stepwise || low != 0 || high != want.high {
			t.Errorf("%s: valid %v, stepwise %v, %g to %g; want %+v", measure, measure.Valid(), measure.Stepwise(), low, high, want)
		}
	}
}

func TestSign(t *testing.T) {
	if catalogue.Higher.Sign() != 1 || catalogue.Lower.Sign() != -1 {
		t.Error("higher must be +1 and lower −1")
	}
}

func TestAllows(t *testing.T) {
	ind := catalogue.Indicator{Groups: []string{"sex=female"}}
	for group, want := range map[string]bool{catalogue.GroupAll: true, "sex=female": true, "sex=male": false, "": false} {
		if ind.Allows(group) != want {
			t.Errorf("Allows(%q) = %v", group, !want)
		}
	}
}

func TestValidID(t *testing.T) {
	for id, want := range map[string]bool{
		"info_skills_rate": true, "vinh-long-2021-2030": true, "2024": true,
		"": false, "Info": false, "tỷ_lệ": false, "a b": false, "-a": false, "a/b": false, "a\n": false,
	} {
		if catalogue.ValidID(id) != want {
			t.Errorf("ValidID(%q) = %v", id, !want)
		}
	}
}
