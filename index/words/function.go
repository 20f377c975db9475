package words

import "strings"

// function are the words of English that are in every text, whatever it is
// about.
//
//nolint:gochecknoglobals // a constant table
var function = setOf(`
	a an the this that these those
	i me my myself we us our ours ourselves you your yours yourself yourselves
	he him his himself she her hers herself it its itself they them their theirs themselves
	who whom whose which what when where why how
	am is are was were be been being have has had having do does did doing can could will would should
	and or but nor if because as while so than both either
	of at by for with about against between into through during before after above below to from up down in out on off
	over under again further then once here there all any each few more most other some such no not only own same too very also`)

func setOf(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

// IsFunction tells whether a surface form says nothing about what a text is
// about. Of a query that has other words too, only those rank what is found.
// Other languages have their own such words, which mean something in English
// ("die"): there rarity alone has to tell.
func IsFunction(surface string) bool { return function[surface] }
