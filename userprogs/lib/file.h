// A stream from the inside.
//
//     buffer            position        end          capacity
//       |  already read    |  to be read |   unused     |        while reading
//       |  to be written   |            unused          |        while writing (end is not used)
//
// A stream either reads or writes; turning round goes through __stop_reading or __flush. In front of the
// buffer lie PUSH_BACK bytes more, so that ungetc has room even before anything was read.
#ifndef FILE_H
#define FILE_H

#include <stdbool.h>
#include <stdio.h>

#define PUSH_BACK 8

enum buffering { BUFFER_UNDECIDED, BUFFER_FULL, BUFFER_LINE, BUFFER_NONE };
enum direction { DIRECTION_NONE, DIRECTION_READ, DIRECTION_WRITE };

struct _FILE {
  int descriptor;
  bool can_read, can_write, is_append;
  bool at_end, has_failed;
  bool owns_buffer, owns_itself;
  bool is_listed;
  enum buffering buffering;
  enum direction direction;
  unsigned char *buffer;
  size_t position, end, capacity;
  FILE *next;                               // in the list of streams that exit must write out
  int lock, owner, depth;                   // the thread that has the stream, and how often it took it
  int child;                                // the process that popen started
  FILE *next_command;                       // in popen's list
  const cookie_io_functions_t *calls;       // what stands for the kernel's calls where there is no descriptor
  void *cookie;
  unsigned char small[PUSH_BACK + 1];       // the buffer of a stream that has none
};

// read, write, lseek and close of what lies below the stream: its descriptor, or its `calls`.
ssize_t __stream_read(FILE *stream, void *bytes, size_t size);
ssize_t __stream_write(FILE *stream, const void *bytes, size_t size);
off_t __stream_seek(FILE *stream, off_t offset, int origin);
int __stream_close(FILE *stream);

// Keeps other threads off the stream until the end of the block. As long as there are none, that costs
// nothing.
#define LOCKED(stream) \
  __attribute__((cleanup(__leave_stream), unused)) FILE *taken = __is_threaded ? __enter_stream(stream) : 0
extern int __is_threaded;
FILE *__enter_stream(FILE *stream);
void __leave_stream(FILE **taken);

// Makes the stream ready to read or write: chooses its buffer at its first use. False, and errno, if it may
// not.
bool __start_reading(FILE *stream);
bool __start_writing(FILE *stream);

// Gives up what was read ahead, so that the file's own position is the stream's.
void __stop_reading(FILE *stream);

// Writes out the buffer. EOF, and errno, if that failed.
int __flush(FILE *stream);

// Reads more into the empty buffer. False at the end of the file or after an error.
bool __fill(FILE *stream);

// Takes bytes for writing; returns how many it could take.
size_t __put(FILE *stream, const void *bytes, size_t size);

// Opens a path as fopen's mode says, and sets what the stream may do. False, and errno, if that failed.
bool __open_stream(FILE *stream, const char *path, const char *mode);
bool __parse_mode(FILE *stream, const char *mode, int *flags);
void __unlist(FILE *stream);
void __forget_command(FILE *stream) __attribute__((weak));
FILE *__new_stream(void);

#endif
