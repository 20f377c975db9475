package main

import (
	"net/url"
	"strings"
	"testing"

	"dateline/internal/eval"
)

func TestNames(t *testing.T) {
	t.Parallel()
	for byline, want := range map[string]string{
		"Jane Doe":                         "Jane Doe",
		"By Jane Doe and John Roe":         "|Jane Doe|John Roe",
		"Jane Doe; John Roe, Max Muster":   "Jane Doe|John Roe|Max Muster",
		"Von Max Muster und Erika Muster ": "|Max Muster|Erika Muster",
	} {
		var parts []string
		for _, name := range names(byline) {
			parts = append(parts, strings.TrimSpace(name))
		}
		if got := strings.Join(parts, "|"); got != want {
			t.Errorf("%q: %q, want %q", byline, got, want)
		}
	}
}

func TestDifference(t *testing.T) {
	t.Parallel()
	tests := []struct {
		value, low, high float64
		want             string
	}{
		{0.0241, 0.0144, 0.0344, "**+0.024 [+0.014, +0.034]**"},
		{-0.0049, -0.0261, 0.0151, "-0.005 [-0.026, +0.015]"},
		{-0.0162, -0.0361, -0.0014, "**-0.016 [-0.036, -0.001]**"},
	}
	for _, test := range tests {
		if got := difference(eval.Number{Value: test.value, Interval: eval.Interval{Low: test.low, High: test.high}}); got != test.want {
			t.Errorf("%q, want %q", got, test.want)
		}
	}
}

// TestPeers: each extractor reads a simple page, and a panic is a failed page.
func TestPeers(t *testing.T) {
	t.Parallel()
	const sentence = "The council voted on Tuesday to close the old pier for repairs, officials said, and the ferry moved north. "
	page := eval.Page{
		ID: "p", URL: "https://quay.example/pier", Encoding: "utf-8",
		HTML: "<html><head><title>Pier to close</title></head><body><article><h1>Pier to close</h1>" +
			strings.Repeat("<p>"+strings.Repeat(sentence, 3)+"</p>", 5) + "</article></body></html>",
		Gold: eval.Known{Body: strings.Repeat(sentence, 15)},
	}
	for _, peer := range extractors() {
		if err := peer.add(page); err != nil || peer.failed > 0 {
			t.Errorf("%s: %v, %d failed", peer.name, err, peer.failed)
		}
		if recall := peer.read.Numbers()[2]; recall.Name != "recall" || recall.Value < 0.9 {
			t.Errorf("%s: %v, want the text", peer.name, recall)
		}
	}
	broken := &peer{find: nil}
	if _, err := broken.try("<p>", &url.URL{}); err == nil {
		t.Error("a panic is no error")
	}
}
