package index_test

import (
	"math"
	"testing"
	"time"

	"dateline/index"
)

func TestRecency(t *testing.T) {
	t.Parallel()
	today := time.Date(2026, time.March, 14, 0, 0, 0, 0, time.UTC)
	month := index.Recency{HalfLife: 30, Today: today.Unix() / 86400}
	tests := []struct {
		name      string
		recency   index.Recency
		published int64
		want      float64
	}{
		{"off", index.Recency{}, today.Unix(), 1},
		{"today", month, today.Unix(), 2},
		{"the last second of today", month, today.Add(24*time.Hour - time.Second).Unix(), 2},
		{"tomorrow", month, today.AddDate(0, 0, 1).Unix(), 2},
		{"the last second of yesterday", month, today.Add(-time.Second).Unix(), 1 + math.Exp2(-1.0/30)},
		{"half of it gone", month, today.AddDate(0, 0, -30).Unix(), 1.5},
		{"three quarters gone", month, today.AddDate(0, 0, -60).Unix(), 1.25},
		{"long ago", month, today.AddDate(-100, 0, 0).Unix(), 1},
		{"undated", month, index.Undated, 1},
		{"the morning of a day before 1970", index.Recency{HalfLife: 1, Today: 0}, -86400, 1.5},
		{"the evening of a day before 1970", index.Recency{HalfLife: 1, Today: 0}, -1, 1.5},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			if got := test.recency.Factor(test.published); math.Abs(got-test.want) > 1e-9 {
				t.Errorf("factor %v, want %v", got, test.want)
			}
		})
	}
}
