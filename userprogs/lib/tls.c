// Thread-local storage: what tp points to.
//
// The linker puts the first values of all _Thread_local variables one after the other into a part of the
// executable, the image, and says in a program header of type PT_TLS where it is and how many zeros follow.
// Code reaches a variable at tp plus a fixed offset. So each thread needs a copy of the image, and tp at its
// beginning. thread.h draws it.

#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include "internal.h"
#include "thread.h"

#define PT_TLS 7

// An entry of the table of program headers (the ELF specification's Elf64_Phdr).
struct program_header {
  uint32_t type, flags;
  uint64_t offset, address, physical_address, file_size, memory_size, alignment;
};

static struct {
  const char *values;
  size_t values_size, size, alignment;
  size_t skip;                      // variables begin this far after tp: the image's own misalignment
} image = {.alignment = 16};

int __is_threaded;

// Most programs have few thread-local variables: then the first thread's need no call of the kernel.
static char first_thread[sizeof(struct thread) + 128] __attribute__((aligned(64)));

static void find_image(void) {
  const char *header = (const char *)getauxval(AT_PHDR);
  size_t size = getauxval(AT_PHENT), count = header == 0 ? 0 : getauxval(AT_PHNUM);
  for (; count > 0; count--, header += size) {
    const struct program_header *entry = (const struct program_header *)header;
    if (entry->type != PT_TLS) continue;
    image.values = (const char *)entry->address;
    image.values_size = entry->file_size;
    if (entry->alignment > image.alignment) image.alignment = entry->alignment;
    image.skip = entry->address & (entry->alignment - 1);
    image.size = image.skip + entry->memory_size;
  }
}

static size_t round_up(size_t size, size_t unit) { return (size + unit - 1) & ~(unit - 1); }

size_t __thread_alignment(void) { return image.alignment; }

size_t __thread_size(void) {
  return round_up(sizeof(struct thread), image.alignment) + round_up(image.size, image.alignment);
}

struct thread *__make_thread(char *memory) {
  char *tp = memory + round_up(sizeof(struct thread), image.alignment);
  memcpy(tp + image.skip, image.values, image.values_size);
  return (struct thread *)tp - 1;
}

void __start_threads(void) {
  find_image();
  char *memory = first_thread;
  if (__thread_size() > sizeof first_thread || image.alignment > 64) {
    size_t size = __thread_size() + image.alignment;
    memory = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) __builtin_trap();
    memory = (char *)round_up((size_t)memory, image.alignment);
  }
  struct thread *thread = __make_thread(memory);
  __asm__ volatile("mv tp, %0" : : "r"(thread + 1));
}
