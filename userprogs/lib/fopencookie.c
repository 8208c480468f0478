// fopencookie: a stream over functions of the program's own.

#include <stdlib.h>
#include "file.h"

struct cookie_stream {
  FILE stream;  // first, so that free takes both
  cookie_io_functions_t functions;
};

FILE *fopencookie(void *restrict cookie, const char *restrict mode, cookie_io_functions_t functions) {
  int flags;
  struct cookie_stream *result = calloc(1, sizeof *result);
  if (result == 0 || !__parse_mode(&result->stream, mode, &flags)) {
    free(result);
    return 0;
  }
  result->functions = functions;
  result->stream.calls = &result->functions;
  result->stream.cookie = cookie;
  result->stream.descriptor = -1;
  result->stream.owns_itself = true;
  return &result->stream;
}
