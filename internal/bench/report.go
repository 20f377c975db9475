package main

import (
	"fmt"
	"strconv"
	"time"

	"dateline/internal/bench/workload"
)

// searchTable shows what queries of one form cost.
func searchTable(f form, contests []*contest, goals map[workload.Class]goal, size int) *table {
	t := &table{
		title: "CPU ms of a search, " + f.name + ". Articles: the part of ours that reads the hits, of which\n" +
			"stock bleve gives ids alone; of ids: stock/ours without that part",
		header: []string{
			"class", "hits", "ours", "p50 / p99", "articles", "stock", "p50 / p99", "stock/ours", "goal", "of ids", "wall ours / stock",
		},
	}
	atPrototype := size == prototypeArticles
	if atPrototype {
		t.header = append(t.header, "prototype", "ours of ids/prototype")
	}
	phrase := time.Duration(0)
	for _, c := range contests {
		ours, theirs := cpuOf(c.ours), cpuOf(c.theirs)
		if c.class == workload.PhraseOf2 {
			phrase = ours.mean
		}
		articles := cpuOf(c.articles).mean
		row := []string{
			string(c.class), strconv.Itoa(c.hits / max(c.asked, 1)),
			ms(ours.mean), pair(ours.p50, ours.p99), ms(articles), ms(theirs.mean), pair(theirs.p50, theirs.p99),
			times(c.ratio()), goalCell(c, goals[c.class], phrase), times(c.ratioOfIDs()),
			pair(wallOf(c.ours).mean, wallOf(c.theirs).mean),
		}
		if atPrototype {
			row = append(row, prototypeCells(ours.mean-articles, goals[c.class].prototype)...)
		}
		t.add(row...)
	}
	return t
}

// goalCell says what is wanted of a class, and whether it is so.
func goalCell(c *contest, g goal, phrase time.Duration) string {
	switch {
	case c.class == workload.NearPhrase && phrase > 0:
		if cpuOf(c.ours).mean <= phrase {
			return "≤ phrase ok"
		}
		return "≤ phrase short"
	case g.times == 0 || len(c.theirs) == 0:
		return none
	}
	return verdict(c.ratio(), g.times)
}

func prototypeCells(ours, prototype time.Duration) []string {
	if prototype == 0 {
		return []string{none, none}
	}
	return []string{ms(prototype), times(over(ours, prototype))}
}

// pageTable shows what a page of the user interface takes.
func pageTable(costs []cost) *table {
	t := &table{
		title:  "A page of the user interface: query text, 5 facets, histogram, 10 hits with an excerpt; one client, ms",
		header: []string{"", "mean", "p50", "p99", "goal"},
	}
	cpu, wall := cpuOf(costs), wallOf(costs)
	reached := "p99 ≤ 100 ok"
	if wall.p99 > goalPage {
		reached = "p99 ≤ 100 short"
	}
	t.add("CPU", ms(cpu.mean), ms(cpu.p50), ms(cpu.p99), none)
	t.add("wall", ms(wall.mean), ms(wall.p50), ms(wall.p99), reached)
	return t
}

// buildTable shows what making the indexes took.
func buildTable(builds []*build) *table {
	t := &table{
		title:  "Building",
		header: []string{"engine", "articles per CPU-s", "articles per s", "bytes/raw", "segments", "peak memory MB"},
	}
	perSecond := func(b *build, d time.Duration) float64 { return float64(b.Articles) / max(d.Seconds(), 1e-9) }
	for _, b := range builds {
		t.add(b.Engine, fmt.Sprintf("%.0f", perSecond(b, b.CPU)), fmt.Sprintf("%.0f", perSecond(b, b.Wall)),
			fmt.Sprintf("%.2f", bytesPerRaw(b)), strconv.Itoa(b.Segments), megabytes(b.Peak))
	}
	ours := builds[0]
	size := "≤ 3.0 ok"
	if bytesPerRaw(ours) > goalSize {
		size = "≤ 3.0 short"
	}
	speed := none
	if len(builds) > 1 {
		speed = verdict(perSecond(ours, ours.CPU)/perSecond(builds[1], builds[1].CPU), goalBuild)
	}
	t.add("goal", speed, none, size, none, none)
	return t
}

func megabytes(n uint64) string { return strconv.FormatUint(n>>20, 10) }

func bytesPerRaw(b *build) float64 { return float64(b.Size) / float64(max(b.Raw, 1)) }

// memory is the heap of ours at some moments, in bytes.
type memory struct {
	before, opened, asked uint64
	peak                  uint64 // resident while searching, mapped files included
}

func memoryTable(m memory, articles int) *table {
	t := &table{
		title:  "Memory of ours, heap after a collection, mapped files apart",
		header: []string{"", "MB", "bytes an article", "goal"},
	}
	per := func(to uint64) float64 { return (float64(to) - float64(m.before)) / float64(articles) }
	mb := func(to uint64) string { return fmt.Sprintf("%.1f", (float64(to)-float64(m.before))/(1<<20)) }
	reached := "≤ 80 ok"
	if per(m.asked) > goalHeapBytes {
		reached = "≤ 80 short"
	}
	t.add("opened", mb(m.opened), fmt.Sprintf("%.1f", per(m.opened)), none)
	t.add("after the first searches", mb(m.asked), fmt.Sprintf("%.1f", per(m.asked)), reached)
	t.add("peak resident while searching", megabytes(m.peak), none, none)
	return t
}

// none stands where there is nothing to show.
const none = "–"

// ms shows milliseconds with three digits that count.
func ms(d time.Duration) string {
	v := float64(d) / float64(time.Millisecond)
	switch {
	case d == 0:
		return none
	case v < 1:
		return fmt.Sprintf("%.3f", v)
	case v < 10:
		return fmt.Sprintf("%.2f", v)
	case v < 100:
		return fmt.Sprintf("%.1f", v)
	}
	return fmt.Sprintf("%.0f", v)
}

// pair shows two times.
func pair(a, b time.Duration) string { return ms(a) + " / " + ms(b) }

// times shows a ratio.
func times(ratio float64) string {
	switch {
	case ratio == 0:
		return none
	case ratio < 10:
		return fmt.Sprintf("%.2fx", ratio)
	}
	return fmt.Sprintf("%.0fx", ratio)
}
