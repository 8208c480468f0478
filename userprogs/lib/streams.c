// stdin, stdout and stderr. Their buffers stand here, so that a program without other streams needs no
// malloc.

#include "file.h"

static unsigned char in_buffer[PUSH_BACK + BUFSIZ], out_buffer[PUSH_BACK + BUFSIZ];

static FILE in = {.descriptor = 0, .can_read = true, .buffer = in_buffer + PUSH_BACK, .capacity = BUFSIZ};
static FILE out = {.descriptor = 1, .can_write = true, .buffer = out_buffer + PUSH_BACK, .capacity = BUFSIZ};
static FILE error = {.descriptor = 2, .can_write = true, .buffering = BUFFER_NONE};

#undef stdin
#undef stdout
#undef stderr
FILE *const stdin = &in;
FILE *const stdout = &out;
FILE *const stderr = &error;
