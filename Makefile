# Dateline. "make" alone lists what can be made.

GO      ?= go
TOOLS   := $(GO) tool -modfile=internal/tools/go.mod
BIN     := bin
DATA    ?= data/demo
ADDR    ?= :8080
GOLD    ?= ../shared/gold
FUZZ    ?= 30s
PAGES   ?= 20000
BENCH_ARTICLES ?= 20000
VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X dateline/internal/buildinfo.version=$(VERSION)

# One static binary each: no C compiler, no shared library.
export CGO_ENABLED ?= 0
export DATELINE_GOLD ?= $(abspath $(GOLD))

.DEFAULT_GOAL := help
.PHONY: help demo build test check lint fmt unit race fuzz bench microbench eval peers golden e2e browser clean

help: ## list the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: build ## build, index the sample articles, serve them on localhost:8080
	@internal/demo.sh $(BIN) $(DATA) $(ADDR)

build: ## build bin/indexer and bin/searchd, static
	@mkdir -p $(BIN)
	$(GO) build -trimpath -ldflags '$(LDFLAGS)' -o $(BIN)/ ./cmd/indexer ./cmd/searchd

test: browser ## everything the tests need, a browser included, then all tests
	DATELINE_BROWSER="$$(internal/browser.sh)" $(GO) test -shuffle=on -timeout 20m ./...

check: lint unit ## the gate: format, vet, lint, import rules, unit tests

lint: ## format, vet, linters
	$(GO) vet ./...
	$(TOOLS) golangci-lint fmt --diff
	$(TOOLS) golangci-lint run

fmt: ## format all Go files
	$(TOOLS) golangci-lint fmt

unit: ## the tests without the browser and the end-to-end runs
	$(GO) test -short ./...

race: ## all tests under the race detector
	CGO_ENABLED=1 $(GO) test -race -short -timeout 30m ./...

fuzz: ## each fuzz target for FUZZ (30s, 1000x, 0, forever), then PAGES (20000) damaged pages
	@internal/fuzz.sh $(FUZZ) $(PAGES)

bench: ## web pages, and against stock bleve on BENCH_ARTICLES (20000) articles; docs/benchmarks.md
	$(GO) run ./internal/bench --articles $(BENCH_ARTICLES) $(BENCHFLAGS)

microbench: ## the benchmarks of single functions
	$(GO) test -run '^$$' -bench . -benchmem ./...

eval: ## measure against the gold data in GOLD; rewrite the numbers with EVALFLAGS=-update
	DATELINE_EVAL=1 $(GO) test -count=1 -v -timeout 60m -run 'TestEval' ./corpus ./entity ./index $(EVALFLAGS)

peers: ## extraction against other extractors in Go, page by page, on the gold data in GOLD
	-DATELINE_EVAL=1 DATELINE_EVAL_READINGS=$(CURDIR)/data/readings $(GO) test -count=1 -timeout 60m -run 'TestEvalExtraction' ./corpus
	cd internal/peers && $(GO) run -mod=mod . -ours $(CURDIR)/data/readings

golden: ## rewrite the golden files, then show what changed
	@internal/golden.sh
	git diff --stat

e2e: browser ## the tests of both binaries and of the pages in a real browser
	DATELINE_BROWSER="$$(internal/browser.sh)" $(GO) test -count=1 -timeout 20m ./cmd/... ./internal/e2e/... ./web/ui/...

browser: ## install Chromium where there is none (Debian; needs root)
	@internal/browser.sh >/dev/null

clean: ## remove what was built and the demo's index
	rm -rf $(BIN) data/demo data/readings coverage.out
