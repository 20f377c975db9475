package block

// Trees judge blocks by numbers: each tree asks up to a few questions of the
// form "is number n at most t?" and adds what stands at the leaf it comes to.
type Trees [][]Node

// Node is a question, or a leaf.
type Node struct {
	Number int32   // which number is asked for; -1 in a leaf
	Bound  float32 // of the question; what a leaf adds
	Yes    int32   // the node to go to when the number is at most the bound
	No     int32   // the node to go to when it is not
}

// Sum adds up what the trees say of one block's numbers.
func (t Trees) Sum(numbers []float32) float32 {
	var sum float32
	for _, tree := range t {
		at := int32(0)
		for tree[at].Number >= 0 {
			if numbers[tree[at].Number] <= tree[at].Bound {
				at = tree[at].Yes
			} else {
				at = tree[at].No
			}
		}
		sum += tree[at].Bound
	}
	return sum
}
