package projection

// CatchUp is one round of Run, for tests that need no clock.
var CatchUp = (*Projection).catchUp

// GenerationOf names what a store is built from.
var GenerationOf = generationOf

// Number is a generation as the ledger remembers it.
var Number = number
