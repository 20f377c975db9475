package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/ingest"
	"dateline/internal/bench/newscorpus"
	"dateline/internal/bench/stock"
)

// The engines that are measured, by the names of their folders.
const (
	oursName  = "ours"
	wornName  = "worn" // ours too
	stockName = "stock"
)

// build tells of an index how it was made. It is kept beside it, so that an
// index that is there need not be made again.
type build struct {
	Engine   string
	Texts    string // the name of the Pool
	Articles int
	// Raw is the size of titles and bodies in bytes, Size that of the index.
	Raw, Size int64
	Segments  int
	CPU, Wall time.Duration
	// Peak is the most memory that was resident, in bytes.
	Peak uint64
}

// builder is what both engines offer to whoever writes.
type builder interface {
	Write(ctx context.Context, docs []index.Document) error
	Close() error
}

func create(engine, dir string) (builder, error) {
	if engine == stockName {
		return stock.Create(dir)
	}
	return bleveindex.Create(dir, bleveindex.Options{})
}

// ready makes the index of an engine, unless it is there from an earlier run.
func ready(ctx context.Context, engine, dir string, texts string, corpus *newscorpus.Corpus, articles int) (*build, error) {
	record := filepath.Join(dir, engine+".json")
	var b build
	text, err := os.ReadFile(record)
	switch {
	case err == nil:
		if err := json.Unmarshal(text, &b); err != nil {
			return nil, fmt.Errorf("%s: %w", record, err)
		}
		if b.Engine == engine && b.Texts == texts && b.Articles == articles {
			return &b, nil
		}
	case !errors.Is(err, fs.ErrNotExist):
		return nil, err
	}
	folder := filepath.Join(dir, engine)
	if err := os.RemoveAll(folder); err != nil {
		return nil, err
	}
	b = build{Engine: engine, Texts: texts, Articles: articles}
	if err := b.make(ctx, folder, corpus); err != nil {
		return nil, fmt.Errorf("build the index of %s: %w", engine, err)
	}
	if text, err = json.Marshal(b); err != nil {
		return nil, err
	}
	return &b, os.WriteFile(record, text, 0o644)
}

// make writes the index. The making of the articles is not measured.
func (b *build) make(ctx context.Context, folder string, corpus *newscorpus.Corpus) error {
	debug.FreeOSMemory()
	forgetPeak()
	var engine builder
	var gone []string // from a worn index
	total, err := measure(func() (err error) {
		engine, err = create(b.Engine, folder)
		return err
	})
	if err != nil {
		return err
	}
	for docs := range corpus.Batches(b.Articles, ingest.DefaultBatchArticles) {
		for i := range docs {
			b.Raw += int64(len(docs[i].Title) + len(docs[i].Body))
			if i%wornEvery == 0 {
				gone = append(gone, docs[i].ID)
			}
		}
		spent, err := measure(func() error { return engine.Write(ctx, docs) })
		if err != nil {
			return errors.Join(err, engine.Close())
		}
		total = total.plus(spent)
	}
	spent, err := measure(func() error { return b.finish(ctx, engine, folder, gone) })
	if err != nil {
		return err
	}
	total = total.plus(spent)
	b.CPU, b.Wall, b.Peak = total.cpu, total.wall, peakBytes()
	b.Size, b.Segments, err = sizeOf(folder)
	return err
}

// finish makes the index what a generation is when it is published.
func (b *build) finish(ctx context.Context, engine builder, folder string, gone []string) error {
	ours, ok := engine.(*bleveindex.Engine)
	if !ok {
		return engine.Close()
	}
	var err error
	if b.Engine == wornName {
		err = ours.Delete(ctx, gone)
	} else {
		err = ours.Merge(ctx)
	}
	if err := errors.Join(err, ours.Close()); err != nil {
		return err
	}
	_, err = bleveindex.Seal(ctx, folder)
	return err
}

// wornEvery is of how many articles one is deleted in a worn index.
const wornEvery = 20

// sizeOf is the size of all files of an index, and how many are segments.
func sizeOf(folder string) (size int64, segments int, err error) {
	err = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		size += info.Size()
		if strings.HasSuffix(path, ".zap") {
			segments++
		}
		return nil
	})
	return size, segments, err
}
