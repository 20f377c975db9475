package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"dateline/index/generation"
)

// keptGenerations is how many generations stay, the current one and one to go
// back to.
const keptGenerations = 2

func newVerify(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check every file of the index against its checksum",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, current, err := a.current()
			if err != nil {
				return err
			}
			if err := store.Verify(cmd.Context(), current); err != nil {
				return err
			}
			_, err = fmt.Fprintf(a.stdout, "generation %s is whole: %d articles\n", current.Name, current.Articles)
			return err
		},
	}
}

func newGC(a *app) *cobra.Command {
	var keep int
	cmd := &cobra.Command{
		Use:   "gc",
		Short: "Remove old generations and unfinished work",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			store, _, err := a.current()
			if err != nil {
				return err
			}
			return store.GC(keep)
		},
	}
	cmd.Flags().IntVar(&keep, "keep", keptGenerations, "generations to keep, the current one included")
	return cmd
}

// current finds the generation that is published now. It makes no folder.
func (a *app) current() (*generation.Store, generation.Generation, error) {
	none := fmt.Errorf("no index in %s yet: make one with 'indexer build --data %s PATH'", a.data, a.data)
	if _, err := os.Stat(a.data); errors.Is(err, fs.ErrNotExist) {
		return nil, generation.Generation{}, none
	}
	store, err := generation.Open(a.data)
	if err != nil {
		return nil, generation.Generation{}, err
	}
	current, err := store.Current()
	if errors.Is(err, generation.ErrNone) {
		err = none
	}
	return store, current, err
}
