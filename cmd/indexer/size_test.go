package main

import "testing"

func TestByteSize(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want int64 // 0: refused
		back string
	}{
		{"4096", 4096, "4KB"},
		{"4097", 4097, "4097B"},
		{"1b", 1, "1B"},
		{"10MB", 10 << 20, "10MB"},
		{" 10 mb ", 10 << 20, "10MB"},
		{"512 KB", 512 << 10, "512KB"},
		{"2GB", 2 << 30, "2GB"},
		{"", 0, ""},
		{"MB", 0, ""},
		{"ten", 0, ""},
		{"0", 0, ""},
		{"-1MB", 0, ""},
		{"1.5MB", 0, ""},
		{"9223372036854775807GB", 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.text, func(t *testing.T) {
			t.Parallel()
			var s byteSize
			err := s.Set(tt.text)
			if (err != nil) != (tt.want == 0) || int64(s) != tt.want {
				t.Fatalf("%d, %v; want %d", s, err, tt.want)
			}
			if err == nil && s.String() != tt.back {
				t.Errorf("written as %s, want %s", s.String(), tt.back)
			}
		})
	}
}
