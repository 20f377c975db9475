package bleveindex

import (
	"cmp"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// inParallel runs tasks, which are numbered from 0, on all cores. After an error
// no new ones are begun; it gives one of the errors. A panic is one too, as it
// is in call.
func inParallel(tasks int, run func(i int) error) error {
	workers := min(runtime.GOMAXPROCS(0), tasks)
	if workers < 2 {
		for i := range tasks {
			if err := run(i); err != nil {
				return err
			}
		}
		return nil
	}
	var (
		group  sync.WaitGroup
		next   atomic.Int64
		failed atomic.Bool
		errs   = make([]error, workers)
	)
	for w := range workers {
		group.Go(func() {
			defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
			defer func() { failed.CompareAndSwap(false, errs[w] != nil) }()
			defer recoverDamage(&errs[w])
			for i := int(next.Add(1)) - 1; i < tasks && errs[w] == nil && !failed.Load(); i = int(next.Add(1)) - 1 {
				errs[w] = run(i)
			}
		})
	}
	group.Wait()
	return cmp.Or(errs...)
}
