package column

// Every name, by what it is about; the ones made of a status, method, measure or report are functions beside the type. A name
// says what stands in the column, and its Go name is the same word: whoever looks for one finds both.
var (
	// Which unit a row is about, and what it belongs to.
	Unit       = Name{"unit"}
	UnitName   = Name{"unit_name"}
	Level      = Name{"level"}
	Parent     = Name{"parent"}
	ParentName = Name{"parent_name"}
	Plan       = Name{"plan"}

	// What of the unit it is about.
	Indicator     = Name{"indicator"}
	IndicatorName = Name{"indicator_name"}
	Theme         = Name{"theme"}
	Target        = Name{"target"}
	Group         = Name{"group"}
	GroupName     = Name{"group_name"}
	Programme     = Name{"programme"}
	ProgrammeName = Name{"programme_name"}
	Form          = Name{"form"}
	FormName      = Name{"form_name"}
	Deliverable   = Name{"deliverable"}
	Line          = Name{"line"}
	Method        = Name{"method"}
	View          = Name{"view"}

	// When.
	Period  = Name{"period"}
	Time    = Name{"time"}
	TimeEnd = Name{"timeEnd"}
	Year    = Name{"year"}
	AsOf    = Name{"as_of"}

	// Numbers, in the indicator's own unit; low and high are bounds while members are missing.
	Value          = Name{"value"}
	Low            = Name{"low"}
	High           = Name{"high"}
	Expected       = Name{"expected"}
	Tolerated      = Name{"tolerated"}
	Prev           = Name{"prev"}
	Baseline       = Name{"baseline"}
	Last           = Name{"last"}
	Unverified     = Name{"unverified"}
	OtherRate      = Name{"other_rate"}
	MilestoneValue = Name{"milestone_value"}
	Old            = Name{"old"}
	New            = Name{"new"}
	Latest         = Name{"latest"}
	Approved       = Name{"approved"}
	Numerator      = Name{"numerator"}
	Denominator    = Name{"denominator"}
	NationalValue  = Name{"national_value"}

	// What follows from the numbers.
	Gap           = Name{"gap"}
	Margin        = Name{"margin"}
	Pace          = Name{"pace"}
	Required      = Name{"required"}
	Change        = Name{"change"}
	Difference    = Name{"difference"}
	Projected     = Name{"projected"}
	ProjectedLow  = Name{"projected_low"}
	ProjectedHigh = Name{"projected_high"}
	ProjectedNeed = Name{"projected_need"}
	Ahead         = Name{"ahead"}
	Score         = Name{"score"}

	// The same numbers as people write them.
	BesideText     = Name{"beside_text"}
	ShownText      = Name{"shown_text"}
	ValueText      = Name{"value_text"}
	LowText        = Name{"low_text"}
	JumpSize       = Name{"jump_size"}
	HighText       = Name{"high_text"}
	ExpectedText   = Name{"expected_text"}
	PrevText       = Name{"prev_text"}
	MilestoneText  = Name{"milestone_text"}
	GapText        = Name{"gap_text"}
	RequiredText   = Name{"required_text"}
	ChangeText     = Name{"change_text"}
	ProjectedText  = Name{"projected_text"}
	OldText        = Name{"old_text"}
	NewText        = Name{"new_text"}
	LatestText     = Name{"latest_text"}
	ApprovedText   = Name{"approved_text"}
	DifferenceText = Name{"difference_text"}
	GroupText      = Name{"group_text"}
	AllText        = Name{"all_text"}
	HaveText       = Name{"have_text"}
	RankText       = Name{"rank_text"}
	CellsText      = Name{"cells_text"}
	ReceivedText   = Name{"received_text"}
	ShortText      = Name{"short_text"}
	DueText        = Name{"due_text"}

	// Verdicts, and why.
	Status         = Name{"status"}
	StatusRaw      = Name{"status_raw"}
	StatusLatest   = Name{"status_latest"}
	StatusApproved = Name{"status_approved"}
	Urgency        = Name{"urgency"}
	Description    = Name{"description"}
	Outlook        = Name{"outlook"}
	Trend          = Name{"trend"}
	Held           = Name{"held"}
	Differs        = Name{"differs"}
	Estimated      = Name{"estimated"}
	State          = Name{"state"}
	StateShort     = Name{"state_short"}

	// The day of a number or milestone.
	PrevAt      = Name{"prev_at"}
	BaselineAt  = Name{"baseline_at"}
	LastAt      = Name{"last_at"}
	ProjectedAt = Name{"projected_at"}
	ETA         = Name{"eta"}
	MilestoneBy = Name{"milestone_by"}
	NationalBy  = Name{"national_by"}

	// What a milestone asks for, and what there is.
	Account     = Name{"account"}
	Need        = Name{"need"}
	Have        = Name{"have"}
	Short       = Name{"short"}
	Needed      = Name{"needed"}
	Missing     = Name{"missing"}
	UnitsNeeded = Name{"units_needed"}
	UnitsHave   = Name{"units_have"}
	HaveLow     = Name{"have_low"}
	HaveHigh    = Name{"have_high"}
	Share       = Name{"share"}
	Counted     = Name{"counted"}
	Behind      = Name{"behind"}
	Silent      = Name{"silent"}
	Of          = Name{"of"}

	// A place among all units.
	Rank       = Name{"rank"}
	Ties       = Name{"ties"}
	WorseShare = Name{"worse_share"}

	// Of a unit's own targets and members.
	UnitBehind       = Name{"unit_behind"}
	UnitMissing      = Name{"unit_missing"}
	SourceText       = Name{"source_text"}
	DenominatorKind  = Name{"denominator_kind"}
	Members          = Name{"members"}
	MembersOf        = Name{"members_of"}
	MembersReported  = Name{"members_reported"}
	ProjectionPoints = Name{"projection_points"}
	From             = Name{"from"}

	// Where it is written.
	Clause             = Name{"clause"}
	Clauses            = Name{"clauses"}
	Quote              = Name{"quote"}
	Firmness           = Name{"firmness"}
	Finding            = Name{"finding"}
	Findings           = Name{"findings"}
	National           = Name{"national"}
	NationalDocument   = Name{"national_document"}
	NationalSource     = Name{"national_source"}
	NationalConfidence = Name{"national_confidence"}

	// What the plan leaves open, and about what.
	Class        = Name{"class"}
	Text         = Name{"text"}
	About        = Name{"about"}
	Targets      = Name{"targets"}
	TargetNames  = Name{"target_names"}
	Forms        = Name{"forms"}
	Deliverables = Name{"deliverables"}

	// Reports.
	Due          = Name{"due"}
	Extended     = Name{"extended"}
	Received     = Name{"received"}
	ReceivedLate = Name{"received_late"}
	OnTime       = Name{"on_time"}
	NoReporter   = Name{"no_reporter"}
	Overdue      = Name{"overdue"}
	NotDue       = Name{"not_due"}
	DaysLate     = Name{"days_late"}
	Cells        = Name{"cells"}
	CellsOf      = Name{"cells_of"}
	Completeness = Name{"completeness"}
	Timeliness   = Name{"timeliness"}
	SubmitTo     = Name{"submit_to"}

	// Tasks.
	Title       = Name{"title"}
	Lead        = Name{"lead"}
	Partners    = Name{"partners"}
	Timing      = Name{"timing"}
	Done        = Name{"done"}
	Open        = Name{"open"}
	Undated     = Name{"undated"}
	Tasks       = Name{"tasks"}
	Next        = Name{"next"}
	DaysOverdue = Name{"days_overdue"}

	// What is ahead, and annotations.
	What     = Name{"what"}
	DaysLeft = Name{"days_left"}
	Tags     = Name{"tags"}

	// Levels.
	Declared   = Name{"declared"}
	Comparison = Name{"comparison"}
	Keeping    = Name{"keeping"}
	Missed     = Name{"missed"}
	Reason     = Name{"reason"}
	Caution    = Name{"caution"}
	LegalBasis = Name{"legal_basis"}
	Attention  = Name{"attention"}

	// Recognitions, beside what the numbers amount to.
	RecognisedText  = Name{"recognised_text"}
	ComputedText    = Name{"computed_text"}
	Agreement       = Name{"agreement"}
	RecognisedLevel = Name{"recognised_level"}
	Decision        = Name{"decision"}
	Issuer          = Name{"issuer"}
	DecidedOn       = Name{"decided_on"}
	ValidFrom       = Name{"valid_from"}
	ValidTo         = Name{"valid_to"}
	InForce         = Name{"in_force"}
	EndsSoon        = Name{"ends_soon"}
	Lapsed          = Name{"lapsed"}
	Revoked         = Name{"revoked"}
	ToCome          = Name{"to_come"}
	NotRecognised   = Name{"not_recognised"}
	NoLonger        = Name{"no_longer"}
	Eligible        = Name{"eligible"}

	// Approvals and corrections.
	Approval         = Name{"approval"}
	Revision         = Name{"revision"}
	ApprovedRevision = Name{"approved_revision"}
	Reporter         = Name{"reporter"}
	Note             = Name{"note"}
	Receipt          = Name{"receipt"}

	// The verdict on a plan.
	Sentence    = Name{"sentence"}
	Detail      = Name{"detail"}
	Label       = Name{"label"}
	Units       = Name{"units"}
	UnitsBehind = Name{"units_behind"}
)
