// malloc: memory in pieces of any size, over brk and mmap.
//
// The heap is a row of blocks without gaps. Each begins with a word that tells its size, always a multiple of
// 16, and in the low bits, which are therefore free, three flags:
//
//       block                    what malloc returned, a multiple of 16
//         |                         |
//         v                         v
//     ... | size |in use|before in use|  the caller's bytes ......................... | next block ...
//
// A free block uses the caller's bytes itself: for the links of a list of free blocks of like size, and for
// its size once more in its last word (the "boundary tag"), so that the block after it can find its
// beginning:
//
//     ... | size | free |before in use|  next free | previous free | ...... | size | next block ...
//
// No two free blocks are neighbours: `free` joins what it frees with free neighbours on both sides at once. A
// block in use needs no second size, because nobody asks for it: the flag "before in use" of the next block
// says so. The row ends with a word of size 0, in use, so that joining stops there.
//
// Free blocks are kept in 64 lists, the bins: one for each size below 512, and above, four for each doubling.
// A bit map says which are not empty, so the next larger one is found at once. Blocks of 128 KiB and more do
// not come from the heap: each is a mapping of its own, which goes back to the kernel as soon as it is freed.

#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "internal.h"

#define UNIT 16ul                         // sizes are multiples of this, and so is what malloc returns
#define HEADER sizeof(size_t)             // bytes that a block in use costs
#define SMALLEST (2 * UNIT)               // a free block's header, two links and second size
#define BIN_COUNT 64
#define FIRST_WIDE_BIN 32                 // bins below hold one size each
#define MAP_FROM (128ul * 1024)           // requests from this size on are mapped
#define GROW_BY (64ul * 1024)             // the heap grows at least by this
#define TRIM_FROM (256ul * 1024)          // a free end of this size is given back to the kernel
#define PAGE 4096ul

enum { IN_USE = 1, BEFORE_IN_USE = 2, MAPPED = 4, FLAGS = 15 };

struct block {
  size_t size_and_flags;
  struct block *next, *previous;  // only while it is free
};

static struct block *bins[BIN_COUNT];
static uint64_t filled_bins;      // bit i: bins[i] is not empty
static struct block *heap_end;    // the closing word of size 0; null before the first request

static size_t size_of(const struct block *block) { return block->size_and_flags & ~(size_t)FLAGS; }
static bool is_free(const struct block *block) { return (block->size_and_flags & IN_USE) == 0; }
static struct block *at(void *block, size_t offset) { return (struct block *)((char *)block + offset); }
static struct block *after(struct block *block) { return at(block, size_of(block)); }
static void *memory_of(struct block *block) { return (char *)block + HEADER; }
static struct block *block_of(void *memory) { return (struct block *)((char *)memory - HEADER); }
static size_t round_up(size_t size, size_t unit) { return (size + unit - 1) & ~(unit - 1); }

// The block before a block whose flag says that it is free: its size stands in the word between them.
static struct block *before(struct block *block) {
  size_t size = *(size_t *)((char *)block - sizeof(size_t));
  return (struct block *)((char *)block - size);
}

// Bins.

static unsigned bin_of(size_t size) {
  if (size < FIRST_WIDE_BIN * UNIT) return (unsigned)(size / UNIT);
  unsigned doubling = 63 - (unsigned)__builtin_clzl(size);       // 9 for 512 to 1023
  unsigned quarter = (unsigned)(size >> (doubling - 2)) & 3;
  unsigned bin = FIRST_WIDE_BIN + (doubling - 9) * 4 + quarter;
  return bin < BIN_COUNT ? bin : BIN_COUNT - 1;
}

// Makes a block of `size` bytes free: marks both its ends, tells the next block, and puts it into its bin.
static void insert(struct block *block, size_t size) {
  block->size_and_flags = size | BEFORE_IN_USE;
  *(size_t *)((char *)block + size - sizeof(size_t)) = size;
  after(block)->size_and_flags &= ~(size_t)BEFORE_IN_USE;
  unsigned bin = bin_of(size);
  block->previous = 0;
  block->next = bins[bin];
  if (block->next != 0) block->next->previous = block;
  bins[bin] = block;
  filled_bins |= 1ull << bin;
}

static void remove(struct block *block) {
  unsigned bin = bin_of(size_of(block));
  if (block->previous != 0) block->previous->next = block->next;
  else bins[bin] = block->next;
  if (block->next != 0) block->next->previous = block->previous;
  if (bins[bin] == 0) filled_bins &= ~(1ull << bin);
}

static struct block *first_fit(unsigned bin, size_t size) {
  struct block *block = bins[bin];
  while (block != 0 && size_of(block) < size) block = block->next;
  return block;
}

// A free block of at least `size` bytes, or null. Every block in a higher bin is large enough.
static struct block *find(size_t size) {
  unsigned bin = bin_of(size);
  struct block *block = first_fit(bin, size);
  uint64_t higher = bin + 1 < BIN_COUNT ? filled_bins & ~0ull << (bin + 1) : 0;
  if (block == 0 && higher != 0) block = bins[__builtin_ctzll(higher)];
  return block;
}

// Splitting and joining.

// Marks a block that is in no bin as used, and frees what it has beyond `size` if that can be a block of its
// own.
static void use(struct block *block, size_t size) {
  size_t whole = size_of(block);
  size_t flags = (block->size_and_flags & BEFORE_IN_USE) | IN_USE;
  if (whole - size < SMALLEST) {
    block->size_and_flags = whole | flags;
    after(block)->size_and_flags |= BEFORE_IN_USE;
    return;
  }
  block->size_and_flags = size | flags;
  struct block *rest = after(block);
  size_t rest_size = whole - size;
  struct block *next = at(rest, rest_size);
  if (is_free(next)) {
    remove(next);
    rest_size += size_of(next);
  }
  insert(rest, rest_size);
}

// Gives the pages of a large free block at the heap's end back to the kernel, unless somebody else moved the
// end.
static void trim(struct block *last) {
  size_t surplus = size_of(last) & ~(PAGE - 1);
  if (size_of(last) - surplus < SMALLEST) surplus -= PAGE;
  char *end = (char *)heap_end + HEADER;
  if (sbrk(0) != end || brk(end - surplus) < 0) return;
  remove(last);
  heap_end = (struct block *)(end - surplus - HEADER);
  heap_end->size_and_flags = IN_USE;
  insert(last, (size_t)((char *)heap_end - (char *)last));
}

// Frees a block and joins it with its free neighbours.
static void release(struct block *block) {
  size_t size = size_of(block);
  struct block *next = after(block);
  if (is_free(next)) {
    remove(next);
    size += size_of(next);
  }
  if ((block->size_and_flags & BEFORE_IN_USE) == 0) {
    block = before(block);
    remove(block);
    size += size_of(block);
  }
  insert(block, size);
  if (size >= TRIM_FROM && after(block) == heap_end) trim(block);
}

// Growing.

// Lengthens the heap so that a block of `size` bytes is free at its end. False if the kernel has no more
// memory.
static bool grow(size_t size) {
  size_t bytes = round_up(size + 2 * UNIT, GROW_BY);
  char *memory = sbrk((long)bytes);
  if (memory == (char *)-1) return false;
  struct block *first;
  size_t flags;
  if (heap_end != 0 && memory == (char *)heap_end + HEADER) {
    first = heap_end;  // the row goes on: its closing word becomes a block
    flags = heap_end->size_and_flags & BEFORE_IN_USE;
  } else {
    first = (struct block *)(round_up((size_t)memory, UNIT) + UNIT - HEADER);  // a new row
    flags = BEFORE_IN_USE;
  }
  heap_end = (struct block *)(((size_t)(memory + bytes) & ~(UNIT - 1)) - HEADER);
  heap_end->size_and_flags = IN_USE;
  first->size_and_flags = (size_t)((char *)heap_end - (char *)first) | flags | IN_USE;
  release(first);
  return true;
}

// A large block is a mapping of its own. The word before its header says how far it is from the mapping's
// beginning.
static void *map(size_t size, size_t alignment) {
  size_t length = round_up(size + alignment + UNIT, PAGE);
  char *start = mmap(0, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) return 0;
  char *memory = (char *)round_up((size_t)start + UNIT, alignment);
  struct block *block = block_of(memory);
  size_t offset = (size_t)((char *)block - start);
  ((size_t *)block)[-1] = offset;
  block->size_and_flags = (length - offset) & ~(UNIT - 1);
  block->size_and_flags |= MAPPED | IN_USE;
  return memory;
}

static void unmap(struct block *block) {
  size_t offset = ((size_t *)block)[-1];
  munmap((char *)block - offset, round_up(size_of(block) + offset, PAGE));
}

// The functions that programs call.

// The size of the block that a request needs, or 0 with errno if there cannot be one.
static size_t block_size(size_t request) {
  if (request > PTRDIFF_MAX - PAGE) {
    errno = ENOMEM;
    return 0;
  }
  size_t size = round_up(request + HEADER, UNIT);
  return size < SMALLEST ? SMALLEST : size;
}

void *malloc(size_t request) {
  size_t size = block_size(request);
  if (size == 0) return 0;
  if (size >= MAP_FROM) return map(size, UNIT);
  struct block *block = find(size);
  if (block == 0) {
    if (!grow(size)) return 0;
    block = find(size);
  }
  remove(block);
  use(block, size);
  return memory_of(block);
}

// The block behind what a program hands in, which must have come from malloc and not have been freed.
static struct block *checked(void *memory) {
  struct block *block = block_of(memory);
  if ((size_t)memory % UNIT != 0) __fatal("free or realloc: this address did not come from malloc\n");
  if (is_free(block)) __fatal("free or realloc: this memory was freed before\n");
  return block;
}

void free(void *memory) {
  if (memory == 0) return;
  struct block *block = checked(memory);
  if (block->size_and_flags & MAPPED) {
    unmap(block);
    return;
  }
  release(block);
}

void *calloc(size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) {
    errno = ENOMEM;
    return 0;
  }
  void *memory = malloc(total);
  // Fresh mappings are zero already.
  if (memory != 0 && (block_of(memory)->size_and_flags & MAPPED) == 0) memset(memory, 0, total);
  return memory;
}

// Makes a block of the heap larger or smaller in its place. False if its neighbour is in the way.
static bool resize(struct block *block, size_t size) {
  size_t available = size_of(block);
  struct block *next = after(block);
  if (available < size) {
    if (!is_free(next) || available + size_of(next) < size) return false;
    remove(next);
    block->size_and_flags += size_of(next);
  }
  use(block, size);
  return true;
}

void *realloc(void *memory, size_t request) {
  if (memory == 0) return malloc(request);
  if (request == 0) {
    free(memory);
    return 0;
  }
  struct block *block = checked(memory);
  size_t size = block_size(request);
  if (size == 0) return 0;
  bool is_mapped = (block->size_and_flags & MAPPED) != 0;
  size_t available = size_of(block);
  bool fits = is_mapped ? size <= available && size >= available / 2 : size < MAP_FROM && resize(block, size);
  if (fits) return memory;
  void *moved = malloc(request);
  if (moved == 0) return 0;
  size_t kept = available - HEADER;
  memcpy(moved, memory, kept < request ? kept : request);
  free(memory);
  return moved;
}

void *reallocarray(void *memory, size_t count, size_t size) {
  size_t total;
  if (!__builtin_mul_overflow(count, size, &total)) return realloc(memory, total);
  errno = ENOMEM;
  return 0;
}

// Takes a block that is large enough wherever the aligned place falls, and frees what lies before that.
static void *allocate_aligned(size_t alignment, size_t request) {
  if (alignment <= UNIT) return malloc(request);
  size_t size = block_size(request);
  if (size == 0) return 0;
  if (size + alignment >= MAP_FROM) return map(size, alignment);
  char *memory = malloc(request + alignment + SMALLEST);
  if (memory == 0) return 0;
  struct block *block = block_of(memory);
  if ((size_t)memory % alignment != 0) {
    // What lies before must be large enough for a block of its own.
    char *aligned = (char *)round_up((size_t)memory + SMALLEST, alignment);
    size_t gap = (size_t)(aligned - memory), whole = size_of(block);
    struct block *rest = block_of(aligned);
    rest->size_and_flags = (whole - gap) | IN_USE | BEFORE_IN_USE;
    block->size_and_flags = gap | (block->size_and_flags & FLAGS);
    release(block);
    block = rest;
  }
  resize(block, size);
  return memory_of(block);
}

static bool is_power_of_two(size_t value) { return value != 0 && (value & (value - 1)) == 0; }

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (!is_power_of_two(alignment) || alignment % sizeof(void *) != 0) return EINVAL;
  void *memory = allocate_aligned(alignment, size);
  if (memory == 0) return ENOMEM;
  *result = memory;
  return 0;
}

void *aligned_alloc(size_t alignment, size_t size) {
  if (is_power_of_two(alignment)) return allocate_aligned(alignment, size);
  errno = EINVAL;
  return 0;
}

size_t malloc_usable_size(void *memory) { return memory == 0 ? 0 : size_of(block_of(memory)) - HEADER; }
