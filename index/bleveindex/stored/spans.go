package stored

import (
	"slices"

	"dateline/entity"
	"dateline/index"
)

// maxForms is how many forms of an entity its mentions tell; if there are
// more, they are written.
const maxForms = 50

// spans are the mentions of an article as places in its texts, each with the
// number of its entity among actors and locations.
type spans struct {
	entities map[string]int // their numbers, by ID
	numbers  []int          // of the entity of each mention
	// texts are those of the mentions, by entity: of entity e they stand
	// before ends[e], and after those of e-1.
	texts []string
	ends  []int
	told  []string // room for forms
}

// fit takes in the mentions of an article and reports whether spans tell all
// about them.
func (s *spans) fit(d *index.Document) bool {
	if s.entities == nil {
		s.entities = map[string]int{}
	}
	clear(s.entities)
	for i := range d.Actors {
		s.entities[d.Actors[i].ID] = i
	}
	for i := range d.Locations {
		s.entities[d.Locations[i].ID] = len(d.Actors) + i
	}
	s.numbers = s.numbers[:0]
	rest := d.Mentions
	for i, text := range spannedTexts(d) {
		end := 0
		for len(rest) > 0 && rest[0].Field == fields[i] {
			m := &rest[0]
			number, known := s.entities[m.Entity]
			if !known || m.Kind != kindOf(d, number) || m.Start < end || m.End < m.Start || m.End > len(text) || text[m.Start:m.End] != m.Text {
				return false
			}
			s.numbers = append(s.numbers, number)
			end, rest = m.End, rest[1:]
		}
	}
	return len(rest) == 0
}

// spannedTexts are the texts that fields name.
func spannedTexts(d *index.Document) [3]string { return [3]string{d.Title, d.Dateline, d.Body} }

func kindOf(d *index.Document, number int) entity.Kind {
	if number < len(d.Actors) {
		return d.Actors[number].Kind
	}
	return entity.Location
}

// spanned writes mentions that fit, or reads them, but for their entities.
func (f *form) spanned(d *index.Document) {
	if n := f.size(sizeOf(d.Mentions)); f.reading && n > 0 {
		d.Mentions = make([]entity.Mention, n-1)
		f.spans.numbers = slices.Grow(f.spans.numbers[:0], n-1)[:n-1]
	}
	rest, numbers := d.Mentions, f.spans.numbers[:len(d.Mentions)]
	for i, text := range spannedTexts(d) {
		run := f.number(uint64(run(rest, fields[i])))
		if run > uint64(len(rest)) {
			f.fail()
			return
		}
		f.run(rest[:run], numbers, fields[i], text)
		rest, numbers = rest[run:], numbers[run:]
	}
	if len(rest) > 0 || !f.spans.group(d.Mentions, len(f.numbers.in), f.reading) {
		f.fail()
	}
}

// run is how many mentions, from the first one, stand in a field.
func run(mentions []entity.Mention, field entity.Field) int {
	n := slices.IndexFunc(mentions, func(m entity.Mention) bool { return m.Field != field })
	if n < 0 {
		return len(mentions)
	}
	return n
}

// run writes or reads the mentions of one field: of each the number of its
// entity, the distance from the one before, and its length.
func (f *form) run(mentions []entity.Mention, numbers []int, field entity.Field, text string) {
	end := 0
	for i := range mentions {
		m := &mentions[i]
		if !f.reading {
			demonym := 0
			if m.Demonym {
				demonym = 1
			}
			f.number(uint64(2*numbers[i] + demonym))
			f.number(uint64(m.Start - end))
			f.number(uint64(m.End - m.Start))
			end = m.End
			continue
		}
		number, gap, length := f.number(0), f.number(0), f.number(0)
		left := uint64(len(text) - end)
		if gap > left || length > left-gap {
			f.fail()
			return
		}
		m.Field, m.Demonym = field, number%2 == 1
		m.Start = end + int(gap)
		m.End = m.Start + int(length)
		m.Text = text[m.Start:m.End]
		numbers[i], end = int(number/2), m.End
	}
}

// group sorts the texts of mentions by entity. There are fewer than limit
// entities, else it gives false.
func (s *spans) group(mentions []entity.Mention, limit int, limited bool) bool {
	numbers := s.numbers[:len(mentions)]
	entities := 0
	for _, number := range numbers {
		entities = max(entities, number+1)
	}
	if limited && entities > limit {
		return false
	}
	s.ends = slices.Grow(s.ends[:0], entities)[:entities]
	clear(s.ends)
	for _, number := range numbers {
		s.ends[number]++
	}
	sum := 0
	for i, n := range s.ends { // first where the texts begin, then, as they come, where they end
		s.ends[i] = sum
		sum += n
	}
	s.texts = slices.Grow(s.texts[:0], len(mentions))[:len(mentions)]
	for i, number := range numbers {
		s.texts[s.ends[number]] = mentions[i].Text
		s.ends[number]++
	}
	return true
}

// forms are the distinct texts of the mentions of an entity, and how many
// mentions there are; 0 when the forms are too many.
func (s *spans) forms(number int) (forms []string, mentions int) {
	if number >= len(s.ends) {
		return nil, 0
	}
	begin := 0
	if number > 0 {
		begin = s.ends[number-1]
	}
	s.told = s.told[:0]
	for _, text := range s.texts[begin:s.ends[number]] {
		if !slices.Contains(s.told, text) {
			if len(s.told) == maxForms {
				return nil, 0
			}
			s.told = append(s.told, text)
		}
	}
	return s.told, s.ends[number] - begin
}

// name gives the mentions that were read their entities.
func (f *form) name(d *index.Document) {
	for i := range d.Mentions {
		m, number := &d.Mentions[i], f.spans.numbers[i]
		switch {
		case number < len(d.Actors):
			m.Kind, m.Entity = d.Actors[number].Kind, d.Actors[number].ID
		case number < len(d.Actors)+len(d.Locations):
			m.Kind, m.Entity = entity.Location, d.Locations[number-len(d.Actors)].ID
		default:
			f.fail()
			return
		}
	}
}
