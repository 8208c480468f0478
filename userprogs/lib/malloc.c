// malloc: memory in pieces of any size, over brk and mmap. heap.h draws the blocks; docs/malloc.md is the
// chapter.
//
// No two free blocks are neighbours: `free` joins what it frees with free neighbours on both sides at once. A
// row of blocks ends with a block of size 0, in use, so that joining stops there.
//
// Free blocks are kept in 64 lists, the bins: one for each size below 512, and above, four for each doubling.
// A bit map says which are not empty, so the next larger one is found at once. Blocks of 128 KiB and more do
// not come from the heap: each is a mapping of its own, which goes back to the kernel as soon as it is freed.

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "heap.h"

#define FIRST_WIDE_BIN 32                 // bins below hold one size each
#define MAP_FROM (128ul * 1024)           // blocks from this size on are mapped
#define GROW_BY (64ul * 1024)             // the heap grows at least by this
#define TRIM_FROM (256ul * 1024)          // a free end of this size is given back to the kernel

struct malloc_heap __malloc_heap = {.magic = "R3HEAP1"};
#define heap __malloc_heap

// Where the first row begins.
static const struct block *lowest;

// Who is at work, for the message if the heap turns out to be damaged.
static const char *caller = "malloc";

static void require(bool condition, const char *what, struct block *block) {
  if (!condition) __heap_error(caller, what, memory_of(block));
}

// Whether a block can begin there: tells links from what a program writes over them when it uses memory after
// it has freed it.
static bool is_place(const struct block *block) {
  return (size_t)block % UNIT == HEADER && block >= lowest && block < heap.end;
}

// The block before a block whose flag says that it is free: its size stands in the word between them.
static struct block *before(struct block *block) {
  size_t size = *(size_t *)((char *)block - sizeof(size_t));
  struct block *found = (struct block *)((char *)block - size);
  bool is_one = size >= SMALLEST && is_place(found) && is_sound(found) && size_of(found) == size;
  require(is_one, "freed memory was written to, before the block", block);
  return found;
}

// Changes flags of a block's header, which must be whole: it is the neighbour of one that is being changed,
// and that one's owner may have written past its end.
static void change(struct block *block, size_t added, size_t removed) {
  require(is_sound(block), "memory was written past the end of the block before", block);
  set(block, (word_of(block) | added) & ~removed);
}

// Bins.

static unsigned bin_of(size_t size) {
  if (size < FIRST_WIDE_BIN * UNIT) return (unsigned)(size / UNIT);
  unsigned doubling = 63 - (unsigned)__builtin_clzl(size);       // 9 for 512 to 1023
  unsigned quarter = (unsigned)(size >> (doubling - 2)) & 3;
  unsigned bin = FIRST_WIDE_BIN + (doubling - 9) * 4 + quarter;
  return bin < MALLOC_BINS ? bin : MALLOC_BINS - 1;
}

// Makes a block of `size` bytes free: marks both its ends, tells the next block, and puts it into its bin.
static void insert(struct block *block, size_t size) {
  unsigned bin = bin_of(size);
  set(block, size | BEFORE_IN_USE);
  *(size_t *)((char *)block + size - sizeof(size_t)) = size;
  change(after(block), 0, BEFORE_IN_USE);
  block->previous = 0;
  block->next = heap.bins[bin];
  if (block->next != 0) block->next->previous = block;
  heap.bins[bin] = block;
  heap.filled_bins |= 1ul << bin;
}

// The next in the block's list, or null.
static struct block *next_of(struct block *block) {
  struct block *next = block->next;
  bool is_link = next == 0 || (is_place(next) && next->previous == block);
  require(is_sound(block) && is_link, "freed memory was written to,", block);
  return next;
}

static void remove(struct block *block) {
  struct block *next = next_of(block), *previous = block->previous;
  unsigned bin = bin_of(size_of(block));
  bool is_linked = previous == 0 ? heap.bins[bin] == block : is_place(previous) && previous->next == block;
  require(is_linked, "freed memory was written to,", block);
  if (previous != 0) previous->next = next;
  else heap.bins[bin] = next;
  if (next != 0) next->previous = previous;
  if (heap.bins[bin] == 0) heap.filled_bins &= ~(1ul << bin);
}

static struct block *first_fit(unsigned bin, size_t size) {
  struct block *block = heap.bins[bin];
  while (block != 0 && size_of(block) < size) block = next_of(block);
  return block;
}

// A free block of at least `size` bytes, or null. Every block in a higher bin is large enough.
static struct block *find(size_t size) {
  unsigned bin = bin_of(size);
  struct block *block = first_fit(bin, size);
  uint64_t higher = bin + 1 < MALLOC_BINS ? heap.filled_bins & ~0ul << (bin + 1) : 0;
  if (block == 0 && higher != 0) block = heap.bins[__builtin_ctzll(higher)];
  return block;
}

// Splitting and joining.

static void count_used(size_t bytes) {
  heap.used_bytes += bytes;
  if (heap.used_bytes > heap.peak_used_bytes) heap.peak_used_bytes = heap.used_bytes;
}

// Takes a free block out of its bin in order to join it with another: its header must not pass for one any
// longer, except that a second `free` of it is still recognised.
static size_t swallow(struct block *block) {
  size_t size = size_of(block);
  remove(block);
  set(block, UNIT);
  return size;
}

// Marks a block that is in no bin as used, and frees what it has beyond `size` if that can be a block of its
// own.
static void use(struct block *block, size_t size) {
  size_t whole = size_of(block);
  size_t flags = (word_of(block) & BEFORE_IN_USE) | IN_USE;
  if (whole - size < SMALLEST) {
    set(block, whole | flags);
    change(after(block), BEFORE_IN_USE, 0);
    count_used(whole);
    return;
  }
  set(block, size | flags);
  count_used(size);
  struct block *rest = after(block), *next = at(rest, whole - size);
  insert(rest, whole - size + (is_free(next) ? swallow(next) : 0));
}

// Frees a block and joins it with its free neighbours. Returns what it became.
static struct block *make_free(struct block *block) {
  size_t size = size_of(block);
  struct block *next = after(block);
  heap.used_bytes -= size;
  require(is_sound(next), "memory was written past the end of the block", block);
  if (is_free(next)) size += swallow(next);
  if ((block->header & BEFORE_IN_USE) == 0) {
    struct block *first = before(block);
    size += size_of(first);
    remove(first);
    set(block, UNIT);
    block = first;
  }
  insert(block, size);
  return block;
}

void __release(struct block *block) {
  block = make_free(block);
  if (size_of(block) >= TRIM_FROM && after(block) == heap.end) __trim(0);
}

// Makes a block of the heap larger or smaller in its place. False if its neighbour is in the way.
bool __resize(struct block *block, size_t size) {
  size_t available = size_of(block), whole = available;
  struct block *next = after(block);
  require(is_sound(next), "memory was written past the end of the block", block);
  if (available < size) {
    if (!is_free(next) || available + size_of(next) < size) return false;
    whole += swallow(next);
    set(block, whole | (word_of(block) & FLAGS));
  }
  heap.used_bytes -= available;
  use(block, size);
  return true;
}

// Growing and shrinking.

// Begins a new row in fresh memory. Returns its first block.
static struct block *begin_row(char *memory) {
  // Blocks begin HEADER before a multiple of UNIT, so that what malloc returns is one.
  struct row *row = (struct row *)(round_up((size_t)memory, UNIT) + UNIT - HEADER);
  row->next = heap.rows;
  heap.rows = row;
  if (lowest == 0 || &row->first < lowest) lowest = &row->first;
  return &row->first;
}

static void end_row(char *end) {
  heap.end = (struct block *)(((size_t)end & ~(UNIT - 1)) - HEADER);
  set(heap.end, IN_USE);
}

// Lengthens the heap so that a block of `size` bytes is free at its end. False if the kernel has no more
// memory.
static bool grow(size_t size) {
  size_t bytes = round_up(size + 4 * UNIT, GROW_BY);
  char *memory = sbrk((long)bytes);
  if (memory == (char *)-1) return false;
  bool goes_on = heap.end != 0 && memory == (char *)heap.end + HEADER;
  // If the row goes on, its closing block becomes an ordinary one.
  struct block *first = goes_on ? heap.end : begin_row(memory);
  size_t flags = goes_on ? word_of(first) & BEFORE_IN_USE : BEFORE_IN_USE;
  end_row(memory + bytes);
  size_t added = (size_t)((char *)heap.end - (char *)first);
  set(first, added | flags | IN_USE);
  heap.row_bytes += bytes;
  heap.grow_count++;
  count_used(added);
  // Not `__release`, which would give a large end back to the kernel before anybody has used it.
  make_free(first);
  return true;
}

bool __trim(size_t kept) {
  if (heap.end == 0 || (heap.end->header & BEFORE_IN_USE) != 0) return false;
  struct block *last = before(heap.end);
  size_t size = size_of(last);
  size_t surplus = size < kept + SMALLEST ? 0 : (size - kept - SMALLEST) & ~(PAGE - 1);
  char *end = (char *)heap.end + HEADER;
  // Somebody else may have moved the end.
  if (surplus == 0 || sbrk(0) != end || brk(end - surplus) < 0) return false;
  remove(last);
  end_row(end - surplus);
  insert(last, size - surplus);
  heap.row_bytes -= surplus;
  heap.trim_count++;
  return true;
}

// Blocks that are mappings of their own.

static void link_mapping(struct mapping *mapping) {
  mapping->previous = 0;
  mapping->next = heap.mappings;
  if (mapping->next != 0) mapping->next->previous = mapping;
  heap.mappings = mapping;
  heap.mapped_bytes += mapping->length;
  heap.mapping_count++;
  count_used(size_of(block_in(mapping)));
}

static void unlink_mapping(struct mapping *mapping) {
  if (mapping->previous != 0) mapping->previous->next = mapping->next;
  else heap.mappings = mapping->next;
  if (mapping->next != 0) mapping->next->previous = mapping->previous;
  heap.mapped_bytes -= mapping->length;
  heap.mapping_count--;
  heap.used_bytes -= size_of(block_in(mapping));
}

static void *map(size_t size, size_t alignment) {
  size_t length = round_up(size + sizeof(struct mapping) + alignment, PAGE);
  char *start = mmap(0, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) return 0;
  char *memory = (char *)round_up((size_t)start + sizeof(struct mapping) + HEADER, alignment);
  struct block *block = block_of(memory);
  set(block, ((size_t)(start + length - (char *)block) & ~(UNIT - 1)) | MAPPED | IN_USE);
  mapping_of(block)->start = start;
  mapping_of(block)->length = length;
  link_mapping(mapping_of(block));
  return memory;
}

static void unmap(struct mapping *mapping) {
  unlink_mapping(mapping);
  munmap(mapping->start, mapping->length);
}

// Lets the kernel move a mapping to where it has room: no byte is copied. Null if it cannot.
static void *remap(struct mapping *mapping, size_t size) {
  size_t offset = (size_t)((char *)block_in(mapping) - mapping->start);
  size_t length = round_up(size + offset, PAGE);
  unlink_mapping(mapping);
  char *start = mremap(mapping->start, mapping->length, length, MREMAP_MAYMOVE);
  if (start != MAP_FAILED) {
    mapping = (struct mapping *)(start + offset) - 1;
    mapping->start = start;
    mapping->length = length;
    set(block_in(mapping), ((length - offset) & ~(UNIT - 1)) | MAPPED | IN_USE);
  }
  link_mapping(mapping);
  return start != MAP_FAILED ? memory_of(block_in(mapping)) : 0;
}

// The functions that programs call.

size_t __block_size(size_t request) {
  if (request > PTRDIFF_MAX - PAGE) {
    errno = ENOMEM;
    return 0;
  }
  size_t size = round_up(request + HEADER, UNIT);
  return size < SMALLEST ? SMALLEST : size;
}

void *__allocate(size_t size, size_t alignment) {
  if (size >= MAP_FROM) return map(size, alignment);
  struct block *block = find(size);
  if (block == 0) {
    if (!grow(size)) return 0;
    block = find(size);
  }
  remove(block);
  use(block, size);
  return memory_of(block);
}

void *malloc(size_t request) {
  size_t size = __block_size(request);
  if (size == 0) return 0;
  lock_heap();
  caller = "malloc";
  void *memory = __allocate(size, UNIT);
  unlock_heap();
  return memory;
}

// The block behind what a program hands in, which must have come from malloc and not have been freed.
static struct block *checked(void *memory) {
  struct block *block = block_of(memory);
  if ((size_t)memory % UNIT != 0) __heap_error(caller, "invalid pointer", memory);
  if (!is_sound(block)) __heap_error(caller, "invalid pointer, or an overwritten header,", memory);
  if (is_free(block)) __heap_error(caller, "double free of the block", memory);
  return block;
}

void free(void *memory) {
  if (memory == 0) return;
  int saved = errno;
  lock_heap();
  caller = "free";
  struct block *block = checked(memory);
  if (is_mapped(block)) unmap(mapping_of(block));
  else __release(block);
  unlock_heap();
  errno = saved;
}

void *calloc(size_t count, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) {
    errno = ENOMEM;
    return 0;
  }
  void *memory = malloc(total);
  // Fresh mappings are zero already.
  if (memory != 0 && !is_mapped(block_of(memory))) memset(memory, 0, total);
  return memory;
}

// Changes a block's size without copying its bytes. Null if that cannot be.
static void *resize_in_place(struct block *block, size_t size) {
  if (is_mapped(block)) return size >= MAP_FROM ? remap(mapping_of(block), size) : 0;
  return size < MAP_FROM && __resize(block, size) ? memory_of(block) : 0;
}

void *realloc(void *memory, size_t request) {
  if (memory == 0) return malloc(request);
  if (request == 0) {
    free(memory);
    return 0;
  }
  size_t size = __block_size(request);
  if (size == 0) return 0;
  lock_heap();
  caller = "realloc";
  struct block *block = checked(memory);
  size_t kept = size_of(block) - HEADER;
  void *resized = resize_in_place(block, size);
  unlock_heap();
  if (resized != 0) return resized;
  void *moved = malloc(request);
  if (moved == 0) return 0;
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

size_t malloc_usable_size(void *memory) { return memory == 0 ? 0 : size_of(block_of(memory)) - HEADER; }

// While a process with several threads is copied, nobody else may be in the middle of the heap.
void __fork_malloc(int is_done) {
  if (is_done) unlock_heap();
  else lock_heap();
}
