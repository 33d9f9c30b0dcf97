package projection

// CatchUp is one round of Run, for tests that need no clock.
var CatchUp = (*Projection).catchUp
