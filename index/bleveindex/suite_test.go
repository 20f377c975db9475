package bleveindex_test

import (
	"testing"

	"dateline/index"
	"dateline/index/indextest"
)

func newEngine(t testing.TB) index.Engine {
	e, _ := create(t)
	return e
}

func TestSuite(t *testing.T) { indextest.Run(t, newEngine, indextest.Options{}) }
