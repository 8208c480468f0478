// fmemopen, open_memstream: streams over memory.

#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// A piece of memory as a file. In one that grows, `memory` and `size` are told to the caller.
struct memory_file {
  char *memory;
  size_t position, size, capacity;
  bool owns_memory, is_append, is_text;  // text: a null byte is kept behind what was written
  char **told_memory;
  size_t *told_size;
};

static ssize_t read_memory(void *cookie, char *bytes, size_t size) {
  struct memory_file *file = cookie;
  size_t rest = file->position < file->size ? file->size - file->position : 0;
  if (size > rest) size = rest;
  memcpy(bytes, file->memory + file->position, size);
  file->position += size;
  return (ssize_t)size;
}

static ssize_t write_fixed(void *cookie, const char *bytes, size_t size) {
  struct memory_file *file = cookie;
  if (file->is_append) file->position = file->size;
  size_t room = file->position < file->capacity ? file->capacity - file->position : 0;
  if (room == 0 && size > 0) return errno = ENOSPC, 0;
  if (size > room) size = room;
  memcpy(file->memory + file->position, bytes, size);
  file->position += size;
  if (file->position > file->size) file->size = file->position;
  if (file->is_text && file->size < file->capacity) file->memory[file->size] = 0;
  return (ssize_t)size;
}

static int tell(struct memory_file *file) {
  *file->told_memory = file->memory;
  *file->told_size = file->position < file->size ? file->position : file->size;
  return 0;
}

static ssize_t write_growing(void *cookie, const char *bytes, size_t size) {
  struct memory_file *file = cookie;
  size_t end = file->position + size;
  if (end >= file->capacity) {
    size_t larger = 2 * file->capacity > end + 1 ? 2 * file->capacity : end + 1;
    char *memory = realloc(file->memory, larger);
    if (memory == 0) return 0;
    memset(memory + file->capacity, 0, larger - file->capacity);
    file->memory = memory;
    file->capacity = larger;
  }
  memcpy(file->memory + file->position, bytes, size);
  file->position = end;
  if (end > file->size) file->size = end;
  tell(file);
  return (ssize_t)size;
}

static int seek_memory(void *cookie, off64_t *offset, int origin) {
  struct memory_file *file = cookie;
  long start = origin == SEEK_SET ? 0 : (long)(origin == SEEK_CUR ? file->position : file->size);
  long limit = file->told_memory != 0 ? LONG_MAX / 4 : (long)file->capacity;
  long place;
  if (__builtin_add_overflow(start, *offset, &place) || place < 0 || place > limit) return errno = EINVAL, -1;
  file->position = (size_t)place;
  if (file->told_memory != 0) tell(file);
  *offset = place;
  return 0;
}

static int close_memory(void *cookie) {
  struct memory_file *file = cookie;
  if (file->owns_memory) free(file->memory);
  free(file);
  return 0;
}

// Takes the file over, also if there is no stream for it.
static FILE *open_stream(struct memory_file *file, const char *mode, cookie_write_function_t *write_memory) {
  cookie_io_functions_t calls = {read_memory, write_memory, seek_memory, close_memory};
  FILE *stream = fopencookie(file, mode, calls);
  if (stream == 0) close_memory(file);
  return stream;
}

// What a read stream sees of the memory is all of it, an append stream the text in it.
FILE *fmemopen(void *restrict memory, size_t size, const char *restrict mode) {
  struct memory_file *file = calloc(1, sizeof *file);
  if (file == 0) return 0;
  file->owns_memory = memory == 0;
  file->memory = memory != 0 ? memory : calloc(1, size + 1);
  file->capacity = size;
  file->is_append = *mode == 'a';
  file->is_text = *mode != 'r';
  if (file->memory == 0) return free(file), (FILE *)0;
  if (*mode == 'r') file->size = size;
  if (*mode == 'a') file->position = file->size = strnlen(file->memory, size);
  if (*mode == 'w' && size > 0) file->memory[0] = 0;
  return open_stream(file, mode, write_fixed);
}

FILE *open_memstream(char **text, size_t *size) {
  struct memory_file *file = calloc(1, sizeof *file);
  if (file == 0) return 0;
  file->capacity = 64;
  file->memory = calloc(1, file->capacity);
  file->told_memory = text;
  file->told_size = size;
  if (file->memory == 0) return free(file), (FILE *)0;
  tell(file);
  return open_stream(file, "w", write_growing);
}
