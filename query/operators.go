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
		{Syntax: "*", Meaning: "every article, when it stands alone", Example: "*"},
		{Syntax: `\`, Meaning: "takes the next character as it stands", Example: `\AND`},
	}
}

// Unsupported are operators that professional archives have and that are not
// understood yet; Parse names them in a repair.
func Unsupported() []Operator {
	return []Operator{
		{Syntax: "a w/5 b", Aliases: []string{"a NEAR/5 b", "a pre/5 b", "a adj5 b", "a w/p b"}, Meaning: "near each other", Example: "minister w/5 resigns"},
		{Syntax: `"a b"~5`, Meaning: "a loose phrase", Example: `"fox quick"~5`},
		{Syntax: "a*", Aliases: []string{"a?b", "a!"}, Meaning: "wildcards", Example: "corrupt*"},
		{Syntax: "a~1", Meaning: "similar spelling", Example: "zelenskij~2"},
		{Syntax: "a^2", Meaning: "weight", Example: "quick^2"},
		{Syntax: "/a/", Meaning: "regular expressions", Example: "/dimitr[iy]/"},
		{Syntax: "atleast5 a", Meaning: "at least so many times", Example: "atleast5 microsoft"},
		{Syntax: "lead:a", Aliases: []string{"major:a"}, Meaning: "at the start, or prominent", Example: "lead:sanctions"},
		{Syntax: "words:>800", Aliases: []string{"has:author", "missing:author", "story:s1", "like:ab12"}, Meaning: "asked of the article as a whole", Example: "words:>800"},
	}
}
