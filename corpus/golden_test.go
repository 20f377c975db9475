package corpus_test

import (
	"encoding/json"
	"errors"
	"path"
	"strings"
	"testing"

	"dateline/corpus"
	"dateline/internal/golden"
)

// TestGolden reads the pages and texts of testdata, each written for one way
// in which articles are spoilt, and compares the whole result.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"testdata/html", "testdata/text"} {
		for in, err := range corpus.Inputs(t.Context(), folder, noon()) {
			if err != nil {
				t.Errorf("%s: %v", folder, err)
				continue
			}
			t.Run(path.Base(in.Name()), func(t *testing.T) {
				t.Parallel()
				a, err := in.Parse(t.Context())
				var refusal *corpus.InputError
				var got []byte
				switch {
				case errors.As(err, &refusal):
					got = []byte("refused: " + refusal.Reason)
				case err != nil:
					t.Fatal(err)
				default:
					checkArticle(t, a)
					a.ContentHash, a.Body = "", "" // follow from the rest
					if got, err = json.MarshalIndent(a, "", "  "); err != nil {
						t.Fatal(err)
					}
				}
				name := strings.TrimSuffix(path.Base(in.Name()), path.Ext(in.Name()))
				golden.Equal(t, "testdata/golden/"+name+".json", append(got, '\n'))
			})
		}
	}
}
