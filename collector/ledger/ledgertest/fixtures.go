package ledgertest

// What tests of one kind of ledger need beside the suite.
var (
	Morning    = morning
	Clock      = clock
	Count      = count
	Submission = submission
	Own        = own
	MustAccept = mustAccept
	MustVerify = mustVerify
	MustDecide = mustDecide
	All        = all
	Decisions  = decisions
	Extension  = extension
	Approval   = approval
	Same       = same
	Generation = generation
)
