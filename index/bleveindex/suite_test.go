package bleveindex_test

import (
	"testing"

	"dateline/index"
	"dateline/index/indextest"
	"dateline/index/memindex"
)

func newEngine(t testing.TB) index.Engine {
	e, _ := create(t)
	return e
}

func newScan(testing.TB) index.Engine { return memindex.New() }

func TestSuite(t *testing.T) {
	t.Parallel()
	indextest.Run(t, newEngine, indextest.Options{})
}

func TestDifferential(t *testing.T) {
	t.Parallel()
	for seed := range uint64(40) {
		indextest.Differential(t, newScan, newEngine, seed)
	}
}

func FuzzDifferential(f *testing.F) {
	for _, seed := range []uint64{0, 1, 42, 1 << 40} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint64) {
		indextest.Differential(t, newScan, newEngine, seed)
	})
}
