package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dateline/corpus"
	"dateline/entity"
	"dateline/ingest"
)

// reading are the flags of the commands that read inputs.
type reading struct {
	maxPage byteSize
	workers int
}

func (r *reading) register(cmd *cobra.Command) {
	r.maxPage = 10 << 20
	cmd.Flags().Var(&r.maxPage, "max-page", "largest page, text, document or line that is read")
	cmd.Flags().IntVar(&r.workers, "workers", 0, "articles to clean at the same time (default one for each core)")
}

// maxWorkers is more than any machine has use for.
const maxWorkers = 1024

// check fails when there is nothing to read, or no way to read it.
func (r *reading) check(paths []string) error {
	if r.workers < 0 || r.workers > maxWorkers {
		return fmt.Errorf("--workers %d: give a number up to %d, or 0 for one for each core", r.workers, maxWorkers)
	}
	return somethingThere(paths)
}

// options are those for reading beside the data folder.
func (r *reading) options(data string) corpus.Options {
	return corpus.Options{MaxPage: int64(r.maxPage), MaxLine: int64(r.maxPage), Except: data}
}

func newBuild(a *app) *cobra.Command {
	return newIndexing(a, false, &cobra.Command{
		Use:   "build PATH...",
		Short: "Make a fresh index of files and folders",
		Long: `Build makes a fresh index of all articles below the given files and folders:
web pages, texts, JSON (lines, objects, arrays), feeds (RSS, Atom, JSON Feed),
mail (.eml, .mbox, .mhtml), news XML (NITF, NewsML), Reuters SGML, PDF and web archives
(WARC, WACZ), packed or not in zip, tar, gzip, bzip2 and zstandard. What a file
is, its content says; its name decides where that leaves it open. The path - is
standard input, and may be any of these.

The index is published when it is complete; until then searchd serves the one
before.

A build that finds no article at all publishes nothing and exits with 1.`,
		Example: `  indexer build pages/
  indexer build --data /srv/news --max-page 20MB archive/ today.jsonl
  indexer build crawl.warc.gz feeds/ reut2-000.sgm pages.zip
  indexer build --report json pages/ > report.json`,
	})
}

func newAdd(a *app) *cobra.Command {
	return newIndexing(a, true, &cobra.Command{
		Use:   "add PATH...",
		Short: "Add articles to the index, or update them",
		Long: `Add brings the articles below the given files and folders into the index that
is there, or makes one. Articles that did not change are skipped; when none
changed, nothing new is published.`,
		Example: `  indexer add today/
  indexer add --data /srv/news dump.jsonl
  curl -s https://courier.example/feed.xml | indexer add -`,
	})
}

func newIndexing(a *app, increment bool, cmd *cobra.Command) *cobra.Command {
	var flags reading
	format := newChoice(formatText, formatJSON)
	flags.register(cmd)
	cmd.Flags().Var(format, "report", "form of the report: text or json")
	cmd.Args = needPaths
	cmd.RunE = func(cmd *cobra.Command, paths []string) error {
		if err := flags.check(paths); err != nil {
			return err
		}
		out, err := a.index(cmd.Context(), paths, increment, &flags)
		if err != nil {
			return err
		}
		return out.write(a.stdout, format.value)
	}
	return cmd
}

// index brings the inputs below paths into the next generation and publishes
// it, if there is anything new.
func (a *app) index(ctx context.Context, paths []string, increment bool, flags *reading) (out outcome, err error) {
	extractor, err := entity.Load()
	if err != nil {
		return out, fmt.Errorf("load entity data: %w", err)
	}
	next, err := a.begin(ctx, increment)
	if err != nil {
		return out, err
	}
	defer func() { err = errors.Join(err, next.discard()) }()

	out.increment = increment
	out.RefusedFile = filepath.Join(a.data, ingest.RefusedFile)
	refusals, err := ingest.CreateRefusalLog(out.RefusedFile)
	if err != nil {
		return out, err
	}
	progress := a.newProgress()
	out.Report, err = ingest.Run(ctx, ingest.Config{
		Engine:        next,
		Recogniser:    extractor,
		Inputs:        ingest.Paths(ctx, paths, a.input(ctx), flags.options(a.data)),
		Workers:       flags.workers,
		SkipUnchanged: increment,
		Progress:      progress.update,
		Refused:       refusals.Add,
		Log:           a.log,
	})
	progress.finish()
	if err := errors.Join(err, refusals.Close()); err != nil {
		return out, err
	}
	if !out.Changed() {
		return out, nil
	}
	published, err := next.publish(ctx)
	if err != nil {
		return out, err
	}
	out.Published, out.Generation, out.Articles = true, published.Name, published.Articles
	return out, nil
}

// somethingThere fails when not one of the paths exists: then the command line
// is wrong. A single missing path among others is refused like a bad input.
func somethingThere(paths []string) error {
	for _, path := range paths {
		if _, err := os.Stat(path); path == ingest.Stdin || !errors.Is(err, fs.ErrNotExist) {
			return nil
		}
	}
	return fmt.Errorf("no such file or folder: %s", strings.Join(paths, ", "))
}
