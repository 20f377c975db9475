package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"dateline/entity"
)

// entitiesFlags are the flags of the command entities.
type entitiesFlags struct {
	lines   bool
	lang    string
	country string
	maxPage byteSize
}

func newEntities(a *app) *cobra.Command {
	flags := entitiesFlags{maxPage: 10 << 20}
	format := newChoice(formatLines, formatText)
	cmd := &cobra.Command{
		Use:   "entities [FILE|-]",
		Short: "Show the people, organisations and places that a text mentions",
		Long: `Entities reads a plain text from a file or from standard input and shows its
mentions with byte offsets into that text, its actors and its locations. With
--lines every line is a text of its own and gives one line of output.`,
		Example: `  indexer entities speech.txt
  echo 'Angela Merkel met the IMF in Paris, Texas.' | indexer entities --format text
  indexer entities --lines --lang en headlines.txt > found.jsonl`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			show := showFoundJSON
			if format.value == formatText {
				show = showFoundText
			}
			return a.entities(cmd.Context(), args, &flags, show)
		},
	}
	cmd.Flags().Var(format, "format", "form of the output: jsonl or text")
	cmd.Flags().BoolVar(&flags.lines, "lines", false, "every line is one text")
	cmd.Flags().StringVar(&flags.lang, "lang", "", "language of the text, a two-letter code")
	cmd.Flags().StringVar(&flags.country, "country", "", "country of the outlet, a two-letter code: a hint for places of the same name")
	cmd.Flags().Var(&flags.maxPage, "max-page", "largest text that is read")
	return cmd
}

func (a *app) entities(ctx context.Context, args []string, flags *entitiesFlags, show func(entity.Found, io.Writer) error) error {
	in := a.input(ctx)
	if len(args) == 1 && args[0] != "-" {
		file, err := os.Open(args[0])
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }() // it was only read
		in = file
	}
	extractor, err := entity.Load()
	if err != nil {
		return fmt.Errorf("load entity data: %w", err)
	}
	out := bufio.NewWriter(a.stdout)
	read := wholeText
	if flags.lines {
		read = eachLine
	}
	err = read(in, int(flags.maxPage), func(text string) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		found := extractor.Find(entity.Text{Body: text, Lang: flags.lang, Country: flags.country})
		for i := range found.Mentions {
			found.Mentions[i].Field = "" // there is only one
		}
		return show(found, out)
	})
	return errors.Join(err, out.Flush())
}

func wholeText(in io.Reader, limit int, use func(string) error) error {
	text, err := io.ReadAll(io.LimitReader(in, int64(limit)+1))
	if err != nil {
		return fmt.Errorf("read the text: %w", err)
	}
	if len(text) > limit {
		return fmt.Errorf("the text is larger than %d bytes: split it or raise --max-page", limit)
	}
	return use(string(text))
}

func eachLine(in io.Reader, limit int, use func(string) error) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, limit)
	number := 0
	for lines.Scan() {
		number++
		if err := use(lines.Text()); err != nil {
			return err
		}
	}
	if errors.Is(lines.Err(), bufio.ErrTooLong) {
		return fmt.Errorf("line %d is longer than %d bytes: split it or raise --max-page", number+1, limit)
	}
	return lines.Err()
}

func showFoundJSON(found entity.Found, w io.Writer) error {
	// Empty lists are lists in JSON too.
	found.Mentions = append([]entity.Mention{}, found.Mentions...)
	found.Actors = append([]entity.Actor{}, found.Actors...)
	found.Locations = append([]entity.Place{}, found.Locations...)
	return writeJSON(w, found)
}

func showFoundText(found entity.Found, w io.Writer) error {
	var b strings.Builder
	for _, actor := range found.Actors {
		fmt.Fprintf(&b, "%-8s %4d× %.2f  %s\n", actor.Kind, actor.Count, actor.Salience, actor.Name)
	}
	for _, place := range found.Locations {
		within := ""
		if len(place.Within) > 0 {
			within = " (" + strings.Join(place.Within, ", ") + ")"
		}
		fmt.Fprintf(&b, "%-8s %4d× %.2f  %s%s\n", place.Kind, place.Count, place.Salience, place.Name, within)
	}
	if b.Len() == 0 {
		b.WriteString("no people, organisations or places found\n")
	}
	_, err := io.WriteString(w, b.String()+"\n")
	return err
}
