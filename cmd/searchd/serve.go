package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"

	"dateline/index"
	"dateline/index/bleveindex"
	"dateline/index/generation"
	"dateline/web"
)

// serve answers from the index in the data folder until ctx ends.
func serve(ctx context.Context, s settings, logger *slog.Logger, stdout io.Writer) error {
	store, err := generation.Open(s.data)
	if err != nil {
		return err
	}
	live := generation.NewLive(store, openEngine, logger, generation.LiveOptions{Interval: s.interval})
	handler, err := web.New(web.Config{
		Searcher: live, Logger: logger,
		MaxDuration: s.maxDuration, MaxConcurrent: s.maxConcurrent, MaxQueueDuration: s.maxQueueDuration,
	})
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", s.addr)
	if err != nil {
		return fmt.Errorf("listen on %s: %w", s.addr, err)
	}
	fmt.Fprintf(stdout, "searchd: serving on http://%s\n", reachable(listener.Addr()))
	if isEverywhere(listener.Addr()) {
		logger.WarnContext(ctx, "listening on all interfaces, and there are no accounts: whoever reaches this machine can search; --addr 127.0.0.1:8080 keeps it here")
	}

	// Whichever of the two ends first ends the other.
	ctx, stop := context.WithCancel(ctx)
	watched := make(chan error, 1)
	go func() {
		defer stop()
		watched <- live.Run(ctx)
	}()
	served := web.Serve(ctx, listener, handler, logger, s.grace)
	stop()
	watchErr := <-watched
	if errors.Is(watchErr, ctx.Err()) {
		watchErr = nil // it ended because it was told to
	}
	logger.InfoContext(ctx, "stopped")
	return errors.Join(served, watchErr, live.Close())
}

func openEngine(_ context.Context, dir string) (index.Engine, error) {
	return bleveindex.Open(dir, bleveindex.Options{ReadOnly: true})
}

// reachable is an address to type into a browser on this machine.
func reachable(addr net.Addr) string {
	if !isEverywhere(addr) {
		return addr.String()
	}
	return fmt.Sprintf("localhost:%d", addr.(*net.TCPAddr).Port)
}

// isEverywhere tells an address on all interfaces of the machine.
func isEverywhere(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsUnspecified()
}
