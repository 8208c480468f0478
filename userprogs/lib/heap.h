// The heap from the inside: what its bytes mean.
//
// The heap is a row of blocks without gaps. Each begins with one word, its header:
//
//      63          40 39                   4   2   1   0
//     +--------------+----------------------+--+---+---+---+
//     | seal         | size, a multiple of 16  | M | B | U |
//     +--------------+-------------------------+---+---+---+
//
//     U  the block is in use
//     B  the block before it is in use
//     M  the block is a mapping of its own and in no row
//
// The seal is a hash of the block's address and the word's other bits. Whoever writes past the end of a block
// breaks the seal of the next one, and malloc and free see that when they come by.
//
//       block                         what malloc returned, a multiple of 16
//         |                              |
//         v                              v
//     ... | header: in use               | the caller's bytes ................ | header of the next ...
//
// A free block uses the caller's bytes itself: for the links of a list of free blocks of like size, and for
// its size once more in its last word (the "boundary tag"), so that the block after it can find its
// beginning:
//
//     ... | header: free | next free | previous free | ......... | size | header of the next ...
//
// A block in use needs no second size, because nobody asks for it: the flag B of the next block says so.
#ifndef HEAP_H
#define HEAP_H

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/mman.h>
#include "thread.h"

#define UNIT 16ul                         // sizes are multiples of this, and so is what malloc returns
#define HEADER sizeof(size_t)             // bytes that a block in use costs
#define SMALLEST (2 * UNIT)               // a free block's header, two links and second size
#define PAGE 4096ul

enum { IN_USE = 1, BEFORE_IN_USE = 2, MAPPED = 4, FLAGS = 15 };

struct block {
  size_t header;
  struct block *next, *previous;          // only while it is free
};

// Where a row begins. There are several only if somebody else moves the end of the heap, too.
struct row {
  struct row *next;
  size_t unused;
  struct block first;
};

// In front of a block that is a mapping of its own.
struct mapping {
  struct mapping *next, *previous;
  char *start;                            // what mmap returned
  size_t length;
};

#define SEAL_SHIFT 40

static inline size_t __seal(const struct block *block, size_t size_and_flags) {
  return ((size_t)block ^ size_and_flags) * 0x9e3779b97f4a7c15ul >> SEAL_SHIFT << SEAL_SHIFT;
}

static inline void set(struct block *block, size_t size_and_flags) {
  block->header = size_and_flags | __seal(block, size_and_flags);
}

static inline size_t word_of(const struct block *block) { return block->header & ((1ul << SEAL_SHIFT) - 1); }
static inline bool is_sound(const struct block *block) {
  return block->header == (word_of(block) | __seal(block, word_of(block)));
}
static inline size_t size_of(const struct block *block) { return word_of(block) & ~(size_t)FLAGS; }
static inline bool is_free(const struct block *block) { return (block->header & IN_USE) == 0; }
static inline bool is_mapped(const struct block *block) { return (block->header & MAPPED) != 0; }

static inline struct block *at(void *block, size_t offset) {
  return (struct block *)((char *)block + offset);
}
static inline struct block *after(struct block *block) { return at(block, size_of(block)); }
static inline void *memory_of(struct block *block) { return (char *)block + HEADER; }
static inline struct block *block_of(void *memory) { return (struct block *)((char *)memory - HEADER); }
static inline struct mapping *mapping_of(struct block *block) { return (struct mapping *)block - 1; }
static inline struct block *block_in(struct mapping *mapping) { return (struct block *)(mapping + 1); }

static inline size_t round_up(size_t size, size_t unit) { return (size + unit - 1) & ~(unit - 1); }

// All of the following are called with the heap locked. `__allocate` and `__resize` return null, or false, if
// there is no room; `__release` takes a block that is in use and sound.
static inline void lock_heap(void) {
  if (__is_threaded) __lock(&__malloc_heap.lock);
}
static inline void unlock_heap(void) {
  if (__is_threaded) __unlock(&__malloc_heap.lock);
}

// The size of the block that a request needs, or 0 with errno if there cannot be one.
size_t __block_size(size_t request);
void *__allocate(size_t size, size_t alignment);
bool __resize(struct block *block, size_t size);
void __release(struct block *block);

// Gives free pages at the heap's end back to the kernel, but leaves `kept` bytes. False if there were none.
bool __trim(size_t kept);

// What a damaged heap is good for: one line on standard error, and SIGABRT.
_Noreturn void __heap_error(const char *function, const char *what, const void *memory);

#endif
