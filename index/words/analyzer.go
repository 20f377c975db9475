package words

import (
	"strings"
	"sync"
)

// maxKept is the number of stems that an Analyzer keeps for one language: the
// words that make up nearly all of a text are far fewer.
const maxKept = 1 << 16

// Analyzer splits texts as Tokens does and keeps the stems of common words,
// which makes it several times as quick. It may be used from several
// goroutines. The zero value is ready; a nil Analyzer keeps nothing.
type Analyzer struct {
	mu   sync.RWMutex
	kept map[string]map[string]stems // language, surface
}

func (a *Analyzer) stems(surface string, in tongue) stems {
	if a == nil || in.language == nil || isDigit(surface[0]) {
		return stemsOf(surface, in)
	}
	a.mu.RLock()
	s, ok := a.kept[in.code][surface]
	a.mu.RUnlock()
	if ok {
		return s
	}
	surface = strings.Clone(surface) // or what is kept would hold on to the whole text
	s = stemsOf(surface, in)
	a.keep(in.code, surface, s)
	return s
}

func (a *Analyzer) keep(code, surface string, s stems) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.kept == nil {
		a.kept = map[string]map[string]stems{}
	}
	if a.kept[code] == nil {
		a.kept[code] = map[string]stems{}
	}
	if len(a.kept[code]) < maxKept {
		a.kept[code][surface] = s
	}
}
