package catalogue

import (
	"strings"

	"github.com/xhht/xhht/internal/lang"
	"github.com/xhht/xhht/internal/spelling"
)

// DenominatorKind says whom or what a rate is counted over. The same name ("learning citizens") is counted over citizens in one
// province and over those who registered in another, and 90% of the one is not 90% of the other.
type DenominatorKind string

// The kinds.
const (
	OverCitizens     DenominatorKind = "citizens"
	OverPopulation15 DenominatorKind = "population_15_plus"
	OverWorkingAge   DenominatorKind = "working_age"
	OverAdults       DenominatorKind = "adults"
	OverAgeGroup     DenominatorKind = "age_group"
	OverLearners     DenominatorKind = "learners"
	OverWorkers      DenominatorKind = "workers"
	OverFarmers      DenominatorKind = "farmers"
	OverOfficials    DenominatorKind = "officials"
	OverMembers      DenominatorKind = "members"
	OverRegistered   DenominatorKind = "registered"
	OverFamilies     DenominatorKind = "families"
	OverClans        DenominatorKind = "clans"
	OverHamlets      DenominatorKind = "hamlets"
	OverUnits        DenominatorKind = "units"
	OverSchools      DenominatorKind = "schools"
	OverCentres      DenominatorKind = "centres"
	OverClasses      DenominatorKind = "classes"
)

// DenominatorKinds are all of them. Their places are stored with the series: a new one stands at the end.
var DenominatorKinds = []DenominatorKind{
	OverCitizens, OverPopulation15, OverWorkingAge, OverAdults, OverAgeGroup, OverLearners, OverWorkers, OverFarmers, OverOfficials,
	OverMembers, OverRegistered, OverFamilies, OverClans, OverHamlets, OverUnits, OverSchools, OverCentres, OverClasses,
}

var denominatorNames = map[DenominatorKind]lang.Text{
	OverCitizens:     {VI: "công dân", EN: "citizens"},
	OverPopulation15: {VI: "dân số từ 15 tuổi trở lên", EN: "population aged 15 and over"},
	OverWorkingAge:   {VI: "người trong độ tuổi lao động", EN: "people of working age"},
	OverAdults:       {VI: "người từ 18 tuổi trở lên", EN: "adults (18 and over)"},
	OverAgeGroup:     {VI: "người trong độ tuổi của chỉ số", EN: "people of the indicator's age"},
	OverLearners:     {VI: "người học", EN: "learners"},
	OverWorkers:      {VI: "người lao động", EN: "workers"},
	OverFarmers:      {VI: "nông dân", EN: "farmers"},
	OverOfficials:    {VI: "cán bộ, công chức, viên chức", EN: "officials and public employees"},
	OverMembers:      {VI: "hội viên, thành viên", EN: "members"},
	OverRegistered:   {VI: "số đã đăng ký", EN: "those registered"},
	OverFamilies:     {VI: "gia đình", EN: "families"},
	OverClans:        {VI: "dòng họ", EN: "clans"},
	OverHamlets:      {VI: "thôn, ấp, khóm, khu phố", EN: "hamlets and quarters"},
	OverUnits:        {VI: "cơ quan, đơn vị", EN: "agencies and units"},
	OverSchools:      {VI: "trường, cơ sở giáo dục", EN: "schools and institutions"},
	OverCentres:      {VI: "trung tâm học tập cộng đồng", EN: "community learning centres"},
	OverClasses:      {VI: "lớp học", EN: "classes"},
}

// Name is what people call those who are counted.
func (k DenominatorKind) Name() lang.Text { return denominatorNames[k] }

// Valid reports whether k is a known kind.
func (k DenominatorKind) Valid() bool { return denominatorNames[k].VI != "" }

// DenominatorKindOf finds the kind that a text means: its ID, or its name in either language, whatever the case and the marks.
func DenominatorKindOf(text string) (DenominatorKind, bool) {
	key := spelling.Key(text)
	for _, k := range DenominatorKinds {
		n := k.Name()
		if strings.ReplaceAll(key, " ", "_") == string(k) || spelling.Typed(text, n.VI) || key == spelling.Key(n.EN) {
			return k, true
		}
	}
	return "", false
}

// DenominatorKindList names all kinds by ID and name, for whoever has to choose one.
func DenominatorKindList() lang.Text {
	var vi, en []string
	for _, k := range DenominatorKinds {
		vi, en = append(vi, string(k)+" ("+k.Name().VI+")"), append(en, string(k)+" ("+k.Name().EN+")")
	}
	return lang.Text{VI: strings.Join(vi, ", "), EN: strings.Join(en, ", ")}
}
