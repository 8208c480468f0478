// Address spaces against a model: random mappings, protections and holes, forks in between.
#include "usertests.h"

enum { PAGES = 48 };

// What a page must be: not mapped, readable, writable, and the byte in it.
static struct { char mapped, readable, writable, value; } model[PAGES];
static char *area;
static int probe[2];

// Asks the kernel for the page's byte: a system call that fails is cheaper than a signal that one must catch.
static int look(int page) {
  char byte;
  if (write(probe[1], area + page * 4096, 1) != 1) return -1;
  CHECK(read(probe[0], &byte, 1) == 1);
  return (unsigned char)byte;
}

static void compare(void) {
  for (int page = 0; page < PAGES; page++) {
    int expected = model[page].mapped && model[page].readable ? (unsigned char)model[page].value : -1;
    if (look(page) != expected) {
      printf("page %d: %d, not %d; ", page, look(page), expected);
      CHECK(0);
    }
    if (model[page].mapped && model[page].readable)
      CHECK(((volatile char *)area)[page * 4096 + 100] == model[page].value);
  }
}

static void fill(int page, char value) {
  if (!model[page].mapped || !model[page].writable) return;
  memset(area + page * 4096, value, 4096);
  model[page].value = value;
}

static void step(uint64_t *state) {
  int first = next_random(state) % PAGES, count = 1 + next_random(state) % 8;
  if (first + count > PAGES) count = PAGES - first;
  int writable = next_random(state) % 4 != 0, readable = next_random(state) % 5 != 0;
  int protection = (readable ? PROT_READ : 0) | (readable && writable ? PROT_WRITE : 0);
  char *address = area + first * 4096;
  int holes = 0;
  switch (next_random(state) % 6) {
    case 0:
      CHECK(munmap(address, count * 4096) == 0);
      for (int i = first; i < first + count; i++) model[i].mapped = 0;
      break;
    case 1:
      CHECK(mmap(address, count * 4096, protection, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == address);
      for (int i = first; i < first + count; i++) {
        model[i].mapped = 1, model[i].value = 0;
        model[i].readable = readable, model[i].writable = readable && writable;
      }
      break;
    case 2:
      for (int i = first; i < first + count; i++) holes |= !model[i].mapped;
      if (holes) break;
      CHECK(mprotect(address, count * 4096, protection) == 0);
      for (int i = first; i < first + count; i++) model[i].readable = readable, model[i].writable = readable && writable;
      break;
    case 3:
      for (int i = first; i < first + count; i++) holes |= !model[i].mapped;
      if (holes) break;
      CHECK(madvise(address, count * 4096, MADV_DONTNEED) == 0);
      for (int i = first; i < first + count; i++) model[i].value = 0;
      break;
    default:
      for (int i = first; i < first + count; i++) fill(i, next_random(state));
  }
}

static void prepare(void) {
  CHECK(pipe(probe) == 0);
  area = mmap(0, PAGES * 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  CHECK(area != MAP_FAILED);
  for (int i = 0; i < PAGES; i++) model[i].mapped = 1;
}

static void random_mappings(void) {
  uint64_t state = seed;
  prepare();
  for (int i = 0; i < 300; i++) {
    step(&state);
    if (i % 3 == 0) compare();
  }
  compare();
}

// The same in a tree of processes: whoever forks and whoever is forked must each keep its own pages.
static void random_mappings_forked(void) {
  uint64_t state = seed + 1;
  prepare();
  pid_t children[6];
  int count = 0;
  for (int round = 0; round < 6; round++) {
    for (int i = 0; i < 15; i++) step(&state);
    pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
      state += 1000 + round;
      CHECK(pipe(probe) == 0);
      count = 0;
      if (round > 2) {
        for (int i = 0; i < 30; i++) step(&state);
        compare();
        _exit(0);
      }
    } else
      children[count++] = child;
    compare();
  }
  for (int i = 0; i < count; i++) {
    int status;
    waitpid(children[i], &status, 0);
    CHECK(status == 0);
  }
}

// Mappings of one file, shared and private, stay what they are while it grows and shrinks.
static void random_file_mappings(void) {
  uint64_t state = seed + 2;
  int file = open("/tmp/usertests-mappings", O_RDWR | O_CREAT | O_TRUNC, 0600);
  CHECK(file >= 0 && ftruncate(file, 8 * 4096) == 0);
  unlink("/tmp/usertests-mappings");
  char *shared = mmap(0, 8 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  CHECK(shared != MAP_FAILED);
  static char model_of_file[8 * 4096];
  for (int i = 0; i < 400; i++) {
    int offset = next_random(&state) % (8 * 4096 - 300), length = 1 + next_random(&state) % 299;
    char byte = next_random(&state), got[300];
    switch (next_random(&state) % 4) {
      case 0: memset(shared + offset, byte, length); break;
      case 1: {
        char bytes[300];
        memset(bytes, byte, length);
        CHECK(pwrite(file, bytes, length, offset) == length);
        break;
      }
      case 2: {
        char *private = mmap(0, 8 * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE, file, 0);
        CHECK(private != MAP_FAILED && memcmp(private, model_of_file, 8 * 4096) == 0);
        memset(private + offset, byte, length);
        CHECK(munmap(private, 8 * 4096) == 0);
        continue;
      }
      default:
        CHECK(pread(file, got, length, offset) == length);
        CHECK(memcmp(got, model_of_file + offset, length) == 0);
        continue;
    }
    memset(model_of_file + offset, byte, length);
  }
  CHECK(memcmp(shared, model_of_file, sizeof model_of_file) == 0);
  CHECK(ftruncate(file, 4096 + 10) == 0 && ftruncate(file, 8 * 4096) == 0);
  memset(model_of_file + 4096 + 10, 0, sizeof model_of_file - 4096 - 10);
  CHECK(memcmp(shared, model_of_file, sizeof model_of_file) == 0);
}

const struct test memory_tests[] = {
    {"random_mappings", random_mappings, 0},
    {"random_mappings_forked", random_mappings_forked, 0},
    {"random_file_mappings", random_file_mappings, 0},
    {0, 0, 0},
};
