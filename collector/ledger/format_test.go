package ledger_test

import "testing"

// The chain's hashes are part of the file format: ledgers of years ago must still verify. These were computed once and
// may only change together with a migration that keeps the old way of computing for old rows.
func TestHashesNeverChange(t *testing.T) {
	l := newLedger(t)
	first := mustAccept(t, l, submission("ghi chú", count("d:857@0", 600.5)))
	second := mustAccept(t, l, submission("", count("d:857@0", 601), count("d:858@0", 1e11)))
	decided := mustDecide(t, l, extension(20, "d:858@0", "d:857@0"), approval("d:857@0"))
	for name, pair := range map[string][2]string{
		"decision's receipt": {decided[0].Receipt, "XHHT-DWCV-63S6-7SR9"},
		"decision's hash":    {decided[0].Hash, "7a3b6dca7fb3952483f36c802ab5bdaa93971e08a1769716d88113eb930b66b5"},
		"approval's receipt": {decided[1].Receipt, "XHHT-ZKDY-8TH7-A2A6"},
		"approval's hash":    {decided[1].Hash, "10ae8911fba53f677ba0cde9bf01cead24828cfc5f90f10f730934f5a295a7d8"},
		"receipt":            {first.ID, "XHHT-HKNH-DAV1-B9F3"},
		"content hash":       {first.ContentHash, "8ceb16ab615a5e362cb1b4869fac77feb09c187997bf8b740d57cf8b85a718f8"},
		"hash":               {first.Hash, "c5ff41df367b31ef164683f836b92236c078cb439345bf60b78057ca5711c1e2"},
		"hash of second":     {second.Hash, "5a701fab4d24a47cdd9e1c21c4001b175d4be979a6070167a29cec1377af2487"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s is %s, was %s", name, pair[0], pair[1])
		}
	}
}
