package planfile

import (
	"errors"
	"io/fs"
	"path"

	"github.com/xhht/xhht/internal/catalogue"
	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/law"
	"github.com/xhht/xhht/internal/lawfile"
	"github.com/xhht/xhht/internal/period"
	"github.com/xhht/xhht/internal/problem"
	"github.com/xhht/xhht/internal/strictyaml"
)

// FactTheme is the theme of the indicators that the law's facts become.
const FactTheme = "pcgd_xmc"

// law reads the law, where the folder has one, and adds the facts to the indicators: a fact is defined once, beside the
// rules that count it, and reported like any rate. Faults of its files are added to ours.
func (l *loader) law(into map[string]catalogue.Indicator) (law.Law, error) {
	if _, err := fs.Stat(l.FS, lawDir); errors.Is(err, fs.ErrNotExist) {
		return law.Law{}, nil
	}
	folder, err := fs.Sub(l.FS, lawDir)
	if err != nil {
		return law.Law{}, err
	}
	rules, err := lawfile.From(strictyaml.Reader{FS: folder, Kept: l.Kept})
	if list, ok := errors.AsType[problem.List](err); ok {
		for _, p := range list {
			p.Place.File = path.Join(lawDir, p.Place.File)
			l.Found.Add(p)
		}
		return law.Law{}, nil
	}
	if err != nil {
		return law.Law{}, err
	}
	for _, f := range rules.Facts {
		if f.Of == "" {
			continue
		}
		if _, taken := into[f.ID]; taken {
			l.Found.Add(problem.Problem{
				Code: "fact_is_indicator", Place: problem.At(path.Join(lawDir, "facts.yaml"), 0), Value: f.ID,
				Rule: lang.Text{VI: "mã của số liệu này đã dùng cho một chỉ số trong indicators.yaml", EN: "this fact's id is already an indicator of indicators.yaml"},
			})
		}
		into[f.ID] = factIndicator(rules, f)
	}
	return rules, nil
}

// factIndicator is the rate whose numerator is the part and whose denominator is the whole.
func factIndicator(rules law.Law, f law.Fact) catalogue.Indicator {
	whole, _ := rules.Fact(f.Of)
	ind := catalogue.Indicator{
		ID: f.ID, Short: f.Short, Theme: FactTheme, Measure: catalogue.Rate, Direction: catalogue.Higher, Frequency: period.Annual,
		Name:      lang.Text{VI: "Tỷ lệ " + f.Name.VI, EN: "Share of " + f.Name.EN},
		Numerator: f.Name, Denominator: whole.Name, Whole: whole.ID, Beside: f.Beside, MayPass: f.MayPass, RollUp: true,
		Over: catalogue.OverAgeGroup,
	}
	if f.Unit.VI != "" { // rooms and classes have neither sex nor people
		ind.Name = lang.Textf("Tỷ lệ %[1]s trên %[2]s", "%[3]s per %[4]s", f.Name.VI, whole.Name.VI, f.Name.EN, whole.Name.EN)
		ind.Over = catalogue.OverClasses
		return ind
	}
	ind.Groups = []string{"sex=female", "ethnic=minority"}
	return ind
}
