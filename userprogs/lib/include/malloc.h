// What malloc tells about itself.
#ifndef _MALLOC_H
#define _MALLOC_H

#include <stddef.h>

// How many bytes a block really has, at least as many as were asked for.
size_t malloc_usable_size(void *memory);

#endif
