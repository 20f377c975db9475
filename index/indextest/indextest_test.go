package indextest_test

import (
	"testing"

	"dateline/index"
	"dateline/index/indextest"
	"dateline/index/memindex"
)

func mem(testing.TB) index.Engine { return memindex.New() }

// TestDifferentialAgreesWithItself: the comparison has no opinion of its own.
func TestDifferentialAgreesWithItself(t *testing.T) {
	t.Parallel()
	indextest.Differential(t, mem, mem, 1, 2, 3)
}
