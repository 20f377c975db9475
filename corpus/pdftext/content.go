package pdftext

import "math"

// matrix is an affine map: x' = a·x + c·y + e, y' = b·x + d·y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1} //nolint:gochecknoglobals // a constant

// then gives the map that does m first and n after it.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d, m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

// chunk is a piece of text where it stands on a page; y grows upwards.
type chunk struct {
	text      string
	x0, x1, y float64
	size      float64
}

// state is the state of the graphics that matters for text.
type state struct {
	page       matrix
	font       *font
	size       float64
	character  float64 // spacing
	word       float64 // spacing
	horizontal float64 // scaling
	leading    float64
	rise       float64
}

// painter executes the content of a page and notes the texts.
type painter struct {
	file       *file
	state      state
	stack      []state
	text, line matrix // of text, of the beginning of the line
	fonts      map[ref]*font
	chunks     []chunk
	steps      *int // operators that may still be executed
	depth      int
}

const (
	maxSteps = 5_000_000 // of a document
	maxForms = 8         // within one another
	maxStack = 256
)

func (p *painter) run(data []byte, resources dict) {
	const bytesPerStep = 32 // of content that may hold no operator
	*p.steps -= len(data) / bytesPerStep
	l := &lexer{data: data, left: &p.file.left}
	var operands []any
	for *p.steps > 0 {
		switch o := l.object().(type) {
		case end:
			return
		case operator:
			*p.steps--
			if o == "ID" { // a picture within the content
				l.skipPicture()
			} else {
				p.do(o, operands, resources)
			}
			operands = operands[:0]
		default:
			if len(operands) < 64 {
				operands = append(operands, o)
			}
		}
	}
}

// skipPicture passes over the data of a picture up to "EI".
func (l *lexer) skipPicture() {
	for i := l.pos; i+3 < len(l.data); i++ {
		if isSpace(l.data[i]) && l.data[i+1] == 'E' && l.data[i+2] == 'I' && isSpace(l.data[i+3]) {
			l.pos = i + 3
			return
		}
	}
	l.pos = len(l.data)
}

// do executes one operator; one without its operands does nothing.
func (p *painter) do(o operator, operands []any, resources dict) {
	n := numbers(operands)
	s := &p.state
	switch {
	case o == "q" && len(p.stack) < maxStack:
		p.stack = append(p.stack, p.state)
	case o == "Q" && len(p.stack) > 0:
		p.state, p.stack = p.stack[len(p.stack)-1], p.stack[:len(p.stack)-1]
	case o == "cm" && len(n) == 6:
		s.page = matrix{n[0], n[1], n[2], n[3], n[4], n[5]}.then(s.page)
	case o == "BT":
		p.text, p.line = identity, identity
	case o == "Tm" && len(n) == 6:
		p.line = matrix{n[0], n[1], n[2], n[3], n[4], n[5]}
		p.text = p.line
	case o == "Td" && len(n) == 2:
		p.move(n[0], n[1])
	case o == "TD" && len(n) == 2:
		s.leading = -n[1]
		p.move(n[0], n[1])
	case o == "T*":
		p.move(0, -s.leading)
	case o == "Tf" && len(operands) == 2 && len(n) == 1:
		font, _ := operands[0].(name)
		s.font, s.size = p.font(resources, font), n[0]
	case o == "Do" && len(operands) == 1:
		form, _ := operands[0].(name)
		p.form(resources, form)
	case len(n) == 1:
		p.set(o, n[0])
	default:
		p.show(o, operands)
	}
}

func (p *painter) set(o operator, n float64) {
	s := &p.state
	switch o {
	case "Tc":
		s.character = n
	case "Tw":
		s.word = n
	case "Tz":
		s.horizontal = n / 100
	case "TL":
		s.leading = n
	case "Ts":
		s.rise = n
	}
}

func (p *painter) show(o operator, operands []any) {
	if len(operands) == 0 {
		return
	}
	last := operands[len(operands)-1]
	switch o {
	case "'", "\"":
		p.move(0, -p.state.leading)
		p.write(last)
	case "Tj":
		p.write(last)
	case "TJ":
		list, _ := last.(array)
		for _, o := range list {
			if n, ok := o.(float64); ok {
				p.advance(-n / 1000 * p.state.size * p.state.horizontal)
				continue
			}
			p.write(o)
		}
	}
}

func numbers(operands []any) []float64 {
	var list []float64
	for _, o := range operands {
		if n, ok := o.(float64); ok {
			list = append(list, n)
		}
	}
	return list
}

func (p *painter) move(x, y float64) {
	p.line = matrix{1, 0, 0, 1, x, y}.then(p.line)
	p.text = p.line
}

func (p *painter) advance(x float64) { p.text = matrix{1, 0, 0, 1, x, 0}.then(p.text) }

// write notes a text where it stands and moves on behind it. Text that runs
// upwards, as beside a picture, is passed over.
func (p *painter) write(o any) {
	t, ok := o.(text)
	s := &p.state
	if !ok || s.font == nil {
		return
	}
	at := p.text.then(s.page)
	c := chunk{x0: at.e, y: at.f + s.rise*at.d, size: math.Abs(s.size) * math.Hypot(at.c, at.d)}
	var letters []byte
	for g := range s.font.glyphs(t) {
		if p.file.text -= len(g.text); p.file.text < 0 {
			p.file.err = ErrTooLarge
			return
		}
		letters = append(letters, g.text...)
		x := g.width/1000*s.size + s.character
		if g.space {
			x += s.word
		}
		p.advance(x * s.horizontal)
	}
	after := p.text.then(s.page)
	c.text, c.x1 = string(letters), after.e
	upright := math.Abs(at.b) < math.Abs(at.a)/4 && at.a != 0
	if c.text != "" && upright && !math.IsNaN(c.x0+c.x1+c.y+c.size) && !math.IsInf(c.x0+c.x1+c.y+c.size, 0) {
		p.chunks = append(p.chunks, c)
	}
}

func (p *painter) font(resources dict, font name) *font {
	o := p.file.dict(resources["Font"])[font]
	r, known := o.(ref)
	if known && p.fonts[r] != nil {
		return p.fonts[r]
	}
	d := p.file.dict(o)
	if d == nil {
		return nil
	}
	*p.steps -= 100 // a font is no small thing
	f := p.file.font(d)
	if known {
		p.fonts[r] = f
	}
	return f
}

// form executes content that stands apart.
func (p *painter) form(resources dict, form name) {
	s, ok := p.file.get(p.file.dict(resources["XObject"])[form]).(*stream)
	if !ok || p.file.name(s.dict["Subtype"]) != "Form" || p.depth >= maxForms {
		return
	}
	if own := p.file.dict(s.dict["Resources"]); own != nil {
		resources = own
	}
	outer, stack, text, line := p.state, p.stack, p.text, p.line
	if n := numbers(p.file.array(s.dict["Matrix"])); len(n) == 6 {
		p.state.page = matrix{n[0], n[1], n[2], n[3], n[4], n[5]}.then(p.state.page)
	}
	p.depth++
	p.stack = nil
	p.run(p.file.decode(s), resources)
	p.depth--
	p.state, p.stack, p.text, p.line = outer, stack, text, line
}

// chunks gives the texts of a page in the order in which they are painted.
func (f *file) chunks(pg page, fonts map[ref]*font, steps *int) []chunk {
	p := painter{file: f, fonts: fonts, steps: steps, state: state{page: identity, horizontal: 1}, text: identity, line: identity}
	var data []byte
	for _, s := range pg.contents {
		data = append(append(data, f.decode(s)...), '\n')
	}
	p.run(data, pg.resources)
	return p.chunks
}
