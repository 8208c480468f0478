// Eight bytes at once: what the fast string functions share.
//
// An aligned word never crosses a page, so reading all of it is safe as soon as one of its bytes may be read,
// even past the end of a string.
#ifndef WORD_H
#define WORD_H

#include <stdint.h>

// A word that may lie over objects of any type.
typedef uint64_t __attribute__((may_alias)) word;

#define WORD_SIZE sizeof(word)
#define EACH_BYTE 0x0101010101010101ull
#define EACH_HIGH_BIT 0x8080808080808080ull

static inline int is_aligned(const void *pointer) { return (uintptr_t)pointer % WORD_SIZE == 0; }

// Not zero if one of the eight bytes is zero: subtracting 1 sets a high bit only in a byte that was zero (or
// has it already, or lies above a byte that was zero, which is no harm to the question).
static inline word has_zero_byte(word w) { return (w - EACH_BYTE) & ~w & EACH_HIGH_BIT; }

#endif
