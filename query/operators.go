package query

// Operator is a line of the help for writing queries.
type Operator struct {
	Syntax string
	// Aliases are other ways to write it.
	Aliases []string
	Meaning string
	Example string
}

// Operators are what a query can hold besides the fields of a schema, in the
// order in which to explain them. Help page and document are made of them.
func Operators() []Operator {
	return []Operator{
		{Syntax: "a b", Aliases: []string{"a AND b", "a & b"}, Meaning: "both; each word also in its other forms", Example: "ceasefire talks"},
		{Syntax: "a OR b", Aliases: []string{"a | b"}, Meaning: "at least one of them", Example: "flood OR storm"},
		{Syntax: "NOT a", Aliases: []string{"-a", "!a"}, Meaning: "without it", Example: "merkel -cdu"},
		{Syntax: "+a", Meaning: "required, where bare words are alternatives (op=or)", Example: "+cairo talks"},
		{Syntax: "( )", Meaning: "a group: what is in it comes first", Example: "tank AND (leopard OR abrams)"},
		{Syntax: `"a b"`, Aliases: []string{"“a b”", "„a b“", "«a b»"}, Meaning: "exactly these words in this order, in one paragraph", Example: `"rule of law"`},
		{Syntax: "field:a", Aliases: []string{`field:"a b"`}, Meaning: "asked of one field, from the table of fields", Example: `person:"Angela Merkel"`},
		{Syntax: "field:(a b)", Meaning: "a group asked of one field", Example: "title:(flood OR storm)"},
		{Syntax: "date:2026", Aliases: []string{"date:2026-03", "date:2026-03-14"}, Meaning: "published in this year or month, or on this day, in UTC", Example: "date:2026-03"},
		{Syntax: "date:a..b", Aliases: []string{"date:a..", "date:..b", "date:[a TO b]"}, Meaning: "published from the start of a to the end of b", Example: "date:2026-03..2026-05"},
		{Syntax: "date:7d", Aliases: []string{"date:24h", "date:2w", "date:3m", "date:1y"}, Meaning: "published not longer ago than these hours, days, weeks, months or years", Example: "date:7d"},
		{Syntax: "a w/5 b", Aliases: []string{"a NEAR/5 b", "a near5 b"}, Meaning: "at most 5 words apart, 1 being neighbours, in either order, in one paragraph; words, phrases, patterns, names (person:, org:, location:) and groups of them can be a and b", Example: "joh* w/2 doe"},
		{Syntax: "a pre/5 b", Aliases: []string{"a ONEAR/5 b", "a adj5 b"}, Meaning: "the same in this order", Example: "southwest pre/2 airlines"},
		{Syntax: "a NOT w/5 b", Aliases: []string{"a NOT w/p b"}, Meaning: "a in a place where no b is near, or none in the paragraph", Example: "rico NOT w/5 puerto"},
		{Syntax: "a w/p b", Aliases: []string{"a SAME b"}, Meaning: "in the same paragraph", Example: "minister w/p resign*"},
		{Syntax: `"a b"~5`, Meaning: "these words in any order with at most 5 others among them", Example: `"fox quick"~5`},
		{Syntax: "a*", Aliases: []string{"a?b", "a!", "*a"}, Meaning: "words by their letters: * is any, ? is one, ! at the end is as *; accents do not count. A star in a phrase works too, alone as any word", Example: "organi?ation*"},
		{Syntax: "a~1", Aliases: []string{"a~2", "a~"}, Meaning: "words with so many slips: a letter too much, missing, wrong, or two swapped", Example: "zelenskij~2"},
		{Syntax: "/a/", Meaning: "words by a regular expression (RE2) that fits the whole word", Example: "/dimitr[iyu]/"},
		{Syntax: "atleast5(a)", Aliases: []string{"atleast5 a"}, Meaning: "in at least 5 places", Example: "atleast5 microsoft"},
		{Syntax: "a^2", Aliases: []string{`"a b"^2`, "(a b)^0.5"}, Meaning: "counts for more, or less, in the order by relevance", Example: "quick^2"},
		{Syntax: "has:field", Aliases: []string{"field:*"}, Meaning: "with anything in this field", Example: "has:person"},
		{Syntax: "missing:field", Meaning: "with nothing in this field", Example: "missing:person"},
		{Syntax: "like:id", Meaning: "much like the article of this id", Example: "like:ab12cd34"},
		{Syntax: "*", Meaning: "every article, when it stands alone", Example: "*"},
		{Syntax: `\`, Meaning: "takes the next character as it stands", Example: `\AND`},
	}
}

// Unsupported are operators that professional archives have and that are not
// understood yet; Parse names them in a repair.
func Unsupported() []Operator {
	return []Operator{
		{Syntax: "a w/s b", Meaning: "in the same sentence; read as w/p", Example: "minister w/s resigns"},
		{Syntax: "story:a", Meaning: "the copies of one story; left out", Example: "story:s1"},
	}
}
