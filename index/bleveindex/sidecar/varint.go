package sidecar

import (
	"encoding/binary"
	"math/bits"
)

// number returns the i-th number of 4 bytes.
func number(data []byte, i uint32) uint32 {
	return binary.LittleEndian.Uint32(data[4*uint64(i):])
}

// varint reads a number that begins at data[at] and returns where the next
// one begins.
func varint(data []byte, at int) (uint32, int) {
	n := uint32(data[at])
	at++
	if n < 0x80 {
		return n, at
	}
	n &= 0x7f
	for shift := 7; ; shift += 7 {
		b := data[at]
		at++
		n |= uint32(b&0x7f) << shift
		if b < 0x80 {
			return n, at
		}
	}
}

// skipVarints returns where the varint begins that follows count others from
// at on. It looks at eight bytes at a time: a byte without its top bit ends a
// number.
func skipVarints(data []byte, at int, count uint64) int {
	for count > 0 && at+8 <= len(data) {
		ends := ^binary.LittleEndian.Uint64(data[at:]) & tops
		n := uint64(bits.OnesCount64(ends))
		if n >= count {
			for ; count > 1; count-- {
				ends &= ends - 1
			}
			return at + bits.TrailingZeros64(ends)/8 + 1
		}
		count -= n
		at += 8
	}
	for ; count > 0; count-- {
		for data[at] >= 0x80 {
			at++
		}
		at++
	}
	return at
}

const tops = 0x8080808080808080

// sumBytes adds up bytes, eight at a time.
func sumBytes(data []byte) uint64 {
	const even = 0x00ff00ff00ff00ff
	var sum uint64
	for ; len(data) >= 8; data = data[8:] {
		word := binary.LittleEndian.Uint64(data)
		pairs := word&even + word>>8&even
		sum += pairs * 0x0001000100010001 >> 48
	}
	for _, b := range data {
		sum += uint64(b)
	}
	return sum
}
