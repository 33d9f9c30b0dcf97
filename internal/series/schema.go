package series

import "fmt"

// SchemaVersion is the version of the stored shapes. A change of it is a replay, never a migration: a collector that finds
// another one builds the store again by itself.
//
// 2: a target point says by its tag kind whether it is a baseline or a milestone; units of the catalogue name what they
// came from; derived observations say by low above high that nothing is known.
//
// 3: whether something is late is not stored: readers decide it (internal/timeliness). Gone with it is what else nobody
// read: states of reports and deliverables, tier and parent of a level, names beside the catalogue's documents. An observation
// that was never received is a tombstone, and so is a baseline that is gone; an observation may say nobody, or an unverified rate.
//
// 4: the catalogue holds the documents of earlier generations where they differ, each until when it was in force; a revision says
// all that the cell said before, so that what was withdrawn since is there for whoever looks back; an observation whose numbers
// contradict others says so, and is no value.
//
// 5: an observation may say that it counts others than its indicator asks for, and whom; a total says why its members do not sum, whether
// a stated share of a member is in it, and whether what is open of it can change it; a report of a cluster says since when it stands
// no more.
const SchemaVersion = 5

// SchemaError says that a store holds another schema than this program reads: collector and reader are of two releases.
type SchemaError struct{ Stored int }

// Older reports whether the collector that wrote the store is older than this program.
func (e SchemaError) Older() bool { return e.Stored < SchemaVersion }

func (e SchemaError) Error() string {
	who := "an older collector; bring it to this program's release: when it starts it writes everything again by itself"
	if !e.Older() {
		who = "a newer collector; bring this program to its release"
	}
	return fmt.Sprintf("the stored data has schema version %d, this program reads version %d: it was written by %s", e.Stored, SchemaVersion, who)
}

// Readable returns a SchemaError where the catalogue, and all that is stored beside it, is of another schema.
func (c Catalogue) Readable() error {
	if c.Schema != SchemaVersion {
		return SchemaError{c.Schema}
	}
	return nil
}
