package archtest_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const module = "dateline"

// mayImport names, for each package of the product, those of ours that it may
// import. Imports go one way; a package without a row fails.
var mayImport = map[string][]string{
	"corpus":                        {"corpus/anpa", "corpus/archive", "corpus/charset", "corpus/feed", "corpus/fragment", "corpus/frontmatter", "corpus/lang", "corpus/mail", "corpus/newsxml", "corpus/page", "corpus/page/block", "corpus/pdftext", "corpus/sgml", "corpus/warc", "corpus/wire", "corpus/xmltree"},
	"corpus/anpa":                   {},
	"corpus/archive":                {},
	"corpus/charset":                {},
	"corpus/feed":                   {"corpus/xmltree"},
	"corpus/fragment":               {"corpus/wire"},
	"corpus/frontmatter":            {"corpus/wire"},
	"corpus/lang":                   {},
	"corpus/mail":                   {},
	"corpus/newsxml":                {"corpus/xmltree"},
	"corpus/page":                   {"corpus/page/block", "corpus/page/linkeddata", "corpus/page/metadata", "corpus/wire"},
	"corpus/page/block":             {"corpus/wire"},
	"corpus/page/linkeddata":        {"corpus/wire"},
	"corpus/page/metadata":          {"corpus/page/linkeddata", "corpus/wire"},
	"corpus/pdftext":                {},
	"corpus/sgml":                   {},
	"corpus/warc":                   {},
	"corpus/wire":                   {},
	"corpus/xmltree":                {},
	"entity":                        {"entity/gazetteer", "entity/recognise", "entity/token"},
	"entity/data":                   {},
	"entity/gazetteer":              {"entity/data", "entity/token"},
	"entity/recognise":              {"entity/gazetteer", "entity/token"},
	"entity/token":                  {},
	"query":                         {},
	"index/words":                   {},
	"index/completion":              {"index", "query"},
	"index/spelling":                {"index/words"},
	"index/match":                   {"index/words", "query"},
	"index":                         {"corpus", "entity", "query", "index/match", "index/spelling", "index/words"},
	"index/memindex":                {"index", "index/match", "index/words", "query"},
	"index/bleveindex":              {"index", "index/bleveindex/docset", "index/bleveindex/facets", "index/bleveindex/sidecar", "index/bleveindex/stored", "index/match", "index/words", "query"},
	"index/bleveindex/docset":       {},
	"index/bleveindex/facets":       {"index/bleveindex/sidecar"},
	"index/bleveindex/sidecar":      {},
	"index/bleveindex/stored":       {"corpus", "entity", "index"},
	"index/generation":              {"index", "query"},
	"index/indextest":               {"corpus", "entity", "index", "index/memindex", "query"},
	"ingest":                        {"corpus", "entity", "index"},
	"web/api":                       {"corpus", "entity", "index", "index/completion", "query"},
	"web/ui":                        {"corpus", "entity", "index", "query"},
	"web":                           {"index", "query", "web/api", "web/ui"},
	"web/webtest":                   {"corpus", "entity", "index", "index/memindex", "web"},
	"cmd/indexer":                   {"corpus", "corpus/page", "entity", "index", "index/bleveindex", "index/generation", "ingest", "query", "internal/buildinfo", "internal/cli"},
	"cmd/searchd":                   {"index", "index/bleveindex", "index/generation", "web", "internal/buildinfo", "internal/cli"},
	"internal/archtest":             {},
	"internal/bench":                {"corpus", "index", "index/bleveindex", "ingest", "internal/bench/newscorpus", "internal/bench/stock", "internal/bench/workload", "internal/cputime", "query"},
	"internal/bench/newscorpus":     {"corpus", "entity", "index"},
	"internal/bench/stock":          {"index", "index/words", "query"},
	"internal/bench/workload":       {"index", "index/words", "internal/bench/newscorpus", "query"},
	"internal/buildinfo":            {},
	"internal/cli":                  {},
	"internal/cputime":              {},
	"internal/e2e":                  {},
	"internal/eval":                 {"corpus/wire", "internal/golden"},
	"internal/extractortrain":       {"corpus/page/block", "internal/eval", "internal/extractortrain/learn"},
	"internal/extractortrain/learn": {"corpus/page", "corpus/page/block", "internal/eval"},
	"internal/gazetteer":            {},
	"internal/langprofiles":         {},
	"internal/golden":               {},
}

// owners names the packages that may import an outside module; everything
// below a listed folder counts.
var owners = map[string][]string{
	"github.com/andybalholm/brotli":       {"corpus/warc"},
	"github.com/blevesearch/bleve/":       {"index/bleveindex", "internal/bench/stock"},
	"github.com/blevesearch/mmap-go":      {"index/bleveindex/sidecar"},
	"github.com/blevesearch/snowballstem": {"index/words"},
	"github.com/blevesearch/vellum":       {"index/bleveindex"},
	"github.com/klauspost/compress/":      {"corpus/archive", "corpus/warc", "index/bleveindex/stored"},
	"github.com/labstack/echo/":           {"web", "cmd/searchd"},
	"github.com/PuerkitoBio/goquery":      {"corpus"},
	"github.com/spf13/cobra":              {"cmd"},
}

// Sizes in lines, tests apart: a file's all, a package's without comments and
// blank lines. A larger thing is usually two things.
const (
	maxFileLines    = 500
	maxPackageLines = 1500
)

// largePackages may be larger than the rest, each for the reason given.
var largePackages = map[string]int{
	"corpus/page/block": 1900, // cutting, features, rules and model: all look at the same properties of a block
	"corpus":            2800, // the walk, and what makes an article of each format: one vocabulary of refusals and of names
	"index":             1900, // what a request leaves open and what an answer lacks: one plan runs through all of it
	"index/indextest":   1800, // scripts, checks and comparison of everything that an engine answers
	"query":             3000, // the language and the URL form, which share the names of fields and moments
	"index/bleveindex":  3600, // it stores and, instead of bleve, searches: both know the same terms
	"web/ui":            2000, // every page: they share how things are said and linked
}

// source is one Go file of the product.
type source struct {
	path  string // from the root of the repository, with slashes
	pkg   string // the folder of path
	test  bool
	lines int
	code  int // lines that are neither blank nor comment
	file  *ast.File
}

func TestImports(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		allowed, known := mayImport[s.pkg]
		if !known {
			t.Errorf("%s: package %s has no row in mayImport: say what it may import", s.path, s.pkg)
			continue
		}
		for _, imported := range imports(s) {
			if ours, ok := strings.CutPrefix(imported, module+"/"); ok {
				if !slices.Contains(allowed, ours) {
					t.Errorf("%s imports %s: %s may import only %v", s.path, ours, s.pkg, allowed)
				}
			}
		}
	}
}

func TestOutsideModulesHaveOwners(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		for _, imported := range imports(s) {
			for _, outside := range slices.Sorted(maps.Keys(owners)) {
				if strings.HasPrefix(imported+"/", outside) && !within(s.pkg, owners[outside]) {
					t.Errorf("%s imports %s, which belongs to %v", s.path, imported, owners[outside])
				}
			}
		}
	}
}

func TestSizes(t *testing.T) {
	t.Parallel()
	total := map[string]int{}
	for _, s := range sources(t) {
		if s.test {
			continue
		}
		total[s.pkg] += s.code
		if s.lines > maxFileLines {
			t.Errorf("%s has %d lines, the limit is %d: is it still one thing?", s.path, s.lines, maxFileLines)
		}
	}
	for _, pkg := range slices.Sorted(maps.Keys(total)) {
		limit := maxPackageLines
		if l, ok := largePackages[pkg]; ok {
			limit = l
		}
		if total[pkg] > limit {
			t.Errorf("package %s has %d lines of code, the limit is %d: is it still one thing?", pkg, total[pkg], limit)
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	t.Parallel()
	documented := map[string]bool{}
	for _, s := range sources(t) {
		if !s.test {
			documented[s.pkg] = documented[s.pkg] || s.file.Doc != nil
		}
	}
	for _, pkg := range slices.Sorted(maps.Keys(documented)) {
		if !documented[pkg] {
			t.Errorf("package %s has no package comment", pkg)
		}
	}
}

func TestEveryExportedNameHasADocComment(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		if s.test || s.file.Name.Name == "main" {
			continue
		}
		for _, decl := range s.file.Decls {
			for _, name := range undocumented(decl) {
				t.Errorf("%s: exported %s has no doc comment", s.path, name)
			}
		}
	}
}

func TestNamesSayWhatAPackageHolds(t *testing.T) {
	t.Parallel()
	vague := []string{"util", "utils", "common", "helper", "helpers", "manager", "models", "misc", "base"}
	for _, s := range sources(t) {
		if slices.Contains(vague, path.Base(s.pkg)) {
			t.Errorf("%s: %q says nothing about what the package holds", s.path, path.Base(s.pkg))
		}
	}
}

// undocumented names what a declaration exports without a comment.
func undocumented(decl ast.Decl) []string {
	switch d := decl.(type) {
	case *ast.FuncDecl:
		if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
			return []string{d.Name.Name}
		}
	case *ast.GenDecl:
		if d.Doc != nil {
			return nil
		}
		var names []string
		for _, spec := range d.Specs {
			switch sp := spec.(type) {
			case *ast.TypeSpec:
				if sp.Name.IsExported() && sp.Doc == nil {
					names = append(names, sp.Name.Name)
				}
			case *ast.ValueSpec:
				if sp.Doc == nil && sp.Comment == nil {
					for _, n := range sp.Names {
						if n.IsExported() {
							names = append(names, n.Name)
						}
					}
				}
			}
		}
		return names
	}
	return nil
}

// exportedReceiver reports whether a function is one that callers outside can
// reach. Methods that satisfy a documented interface by a standard name need
// no comment of their own.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil {
		return true
	}
	standard := []string{"Close", "Error", "Len", "Less", "String", "Swap", "Unwrap", "MarshalJSON", "UnmarshalJSON", "ServeHTTP"}
	if slices.Contains(standard, d.Name.Name) {
		return false
	}
	receiver := d.Recv.List[0].Type
	if star, ok := receiver.(*ast.StarExpr); ok {
		receiver = star.X
	}
	ident, ok := receiver.(*ast.Ident)
	return ok && ident.IsExported()
}

func imports(s source) []string {
	var list []string
	for _, i := range s.file.Imports {
		list = append(list, strings.Trim(i.Path.Value, `"`))
	}
	return list
}

func within(pkg string, folders []string) bool {
	for _, folder := range folders {
		if pkg == folder || strings.HasPrefix(pkg, folder+"/") {
			return true
		}
	}
	return false
}

// sources parses every Go file of the module.
func sources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join("..", "..")
	var list []source
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if skipped := d.Name() == "testdata" || name != root && (strings.HasPrefix(d.Name(), ".") || isModule(name)); skipped {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		s, err := parse(root, name)
		list = append(list, s)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(list) < 10 {
		t.Fatalf("only %d Go files found below %s", len(list), root)
	}
	return list
}

// isModule says whether a folder is a module of its own: no part of the
// product.
func isModule(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, "go.mod"))
	return err == nil
}

func parse(root, name string) (source, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return source{}, err
	}
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return source{}, err
	}
	rel, err := filepath.Rel(root, name)
	if err != nil {
		return source{}, err
	}
	slashed := filepath.ToSlash(rel)
	return source{
		path:  slashed,
		pkg:   path.Dir(slashed),
		test:  strings.HasSuffix(slashed, "_test.go"),
		lines: strings.Count(string(text), "\n"),
		code:  codeLines(string(text)),
		file:  file,
	}, nil
}

func codeLines(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "//") {
			n++
		}
	}
	return n
}
