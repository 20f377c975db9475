package block

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"slices"
)

// The packed form of a model, integers and floats with the low byte first:
// magic, threshold; the number of features of the first pass, the unit of
// their weights, and the features in ascending order, each as the distance to
// the one before (a varint) and its weight in units (a byte); the number of
// trees of the second pass, and their nodes, each before those below it: what
// is asked for (a byte, the last value for a leaf) and the bound (a float).
const (
	magic    = "blk1"
	maxUnits = 127
	leafMark = 255
	maxDepth = 16
)

var errModel = errors.New("broken model of the extractor")

// Pack writes what was learnt in a small form.
func Pack(first Weights, second Trees, threshold float32) []byte {
	out := appendFloat([]byte(magic), threshold)
	unit := first.largest() / maxUnits
	features := first.sorted(unit)
	out = appendFloat(binary.AppendUvarint(out, uint64(len(features))), unit)
	last := uint32(0)
	for _, feature := range features {
		out = binary.AppendUvarint(out, uint64(feature-last))
		out = append(out, byte(int8(math.Round(float64(first[feature]/unit)))))
		last = feature
	}
	out = binary.AppendUvarint(out, uint64(len(second)))
	for _, tree := range second {
		out = appendNode(out, tree, 0)
	}
	return out
}

func appendFloat(out []byte, f float32) []byte {
	return binary.LittleEndian.AppendUint32(out, math.Float32bits(f))
}

func appendNode(out []byte, tree []Node, at int32) []byte {
	n := tree[at]
	if n.Number < 0 {
		return appendFloat(append(out, leafMark), n.Bound)
	}
	out = appendFloat(append(out, byte(n.Number)), n.Bound)
	return appendNode(appendNode(out, tree, n.Yes), tree, n.No)
}

func (w Weights) largest() float32 {
	largest := float32(1e-6)
	for _, weight := range w {
		largest = max(largest, weight, -weight)
	}
	return largest
}

// sorted gives the features whose weight is not next to nothing.
func (w Weights) sorted(unit float32) []uint32 {
	var list []uint32
	for feature, weight := range w {
		if max(weight, -weight) >= unit*3/4 {
			list = append(list, feature)
		}
	}
	slices.Sort(list)
	return list
}

// Unpack reads what Pack wrote.
func Unpack(data []byte) (*Model, error) {
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok {
		return nil, fmt.Errorf("%w: it does not begin with %q", errModel, magic)
	}
	r := reader{rest: rest}
	threshold := r.float()
	count, unit := r.count(), r.float()
	first := make(Weights, count)
	feature := uint32(0)
	for range count {
		feature += uint32(r.uvarint())
		first[feature] = float32(int8(r.byte())) * unit
	}
	second := make(Trees, r.count())
	for i := range second {
		second[i] = r.node(nil, 0)
	}
	if r.broken || len(r.rest) > 0 {
		return nil, fmt.Errorf("%w: it is cut off, or of another version", errModel)
	}
	return NewModel(first, second, threshold), nil
}

// reader takes numbers off the head of a packed model. What is missing reads
// as nothing.
type reader struct {
	rest   []byte
	broken bool
}

func (r *reader) take(n int) []byte {
	if len(r.rest) < n {
		r.broken, r.rest = true, nil
		return make([]byte, n)
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) byte() byte { return r.take(1)[0] }

func (r *reader) float() float32 {
	return math.Float32frombits(binary.LittleEndian.Uint32(r.take(4)))
}

func (r *reader) uvarint() uint64 {
	value, n := binary.Uvarint(r.rest)
	if n <= 0 {
		r.broken, r.rest = true, nil
		return 0
	}
	r.take(n)
	return value
}

// count reads how many things follow; each takes a byte at least.
func (r *reader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.rest)) {
		r.broken = true
		return 0
	}
	return int(n)
}

func (r *reader) node(tree []Node, depth int) []Node {
	at := len(tree)
	number, bound := r.byte(), r.float()
	if number == leafMark || r.broken || depth > maxDepth || int(number) >= countNumbers {
		r.broken = r.broken || number != leafMark
		return append(tree, Node{Number: -1, Bound: bound})
	}
	tree = append(tree, Node{Number: int32(number), Bound: bound, Yes: int32(at + 1)})
	tree = r.node(tree, depth+1)
	tree[at].No = int32(len(tree))
	return r.node(tree, depth+1)
}
