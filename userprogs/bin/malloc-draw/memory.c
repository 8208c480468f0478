// Another process's memory: process_vm_readv reads it, or where that is missing /proc/PID/mem.
#include "malloc-draw.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/uio.h>
#include <unistd.h>

static int process, descriptor = -1;

// A piece that was read already: headers stand close to each other.
static unsigned char window[16 * 1024];
static unsigned long window_start;
static size_t window_size;

bool open_memory(int pid) {
  char path[64];
  process = pid;
  window_size = 0;
  if (descriptor >= 0) close(descriptor);
  snprintf(path, sizeof path, "/proc/%d/mem", pid);
  descriptor = open(path, O_RDONLY);
  return descriptor >= 0 || kill(pid, 0) == 0;
}

static ssize_t read_at(unsigned long address, void *bytes, size_t size) {
  struct iovec here = {bytes, size}, there = {(void *)address, size};
  ssize_t done = process_vm_readv(process, &here, 1, &there, 1, 0);
  if (done < 0 && descriptor >= 0) done = pread(descriptor, bytes, size, (off_t)address);
  return done;
}

// Fills the window from `address` on, up to the end of what is mapped there.
static bool move_window(unsigned long address) {
  enum { PAGE = 4096 };
  window_start = address;
  window_size = 0;
  while (window_size < sizeof window) {
    size_t piece = PAGE - (address + window_size) % PAGE;
    if (piece > sizeof window - window_size) piece = sizeof window - window_size;
    ssize_t done = read_at(address + window_size, window + window_size, piece);
    if (done <= 0) break;
    window_size += (size_t)done;
  }
  return window_size > 0;
}

bool read_memory(unsigned long address, void *bytes, size_t size) {
  bool is_inside = address >= window_start && address - window_start < window_size &&
    window_size - (address - window_start) >= size;
  if (!is_inside && (!move_window(address) || window_size < size)) return false;
  memcpy(bytes, window + (address - window_start), size);
  return true;
}

bool read_word(unsigned long address, unsigned long *word) {
  return read_memory(address, word, sizeof *word);
}
