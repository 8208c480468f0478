// What a thread gets unless its creator says otherwise.
#ifndef PTHREAD_ATTR_H
#define PTHREAD_ATTR_H

#define USUAL_STACK_SIZE (8ul << 20)      // as the first thread's; only what is touched takes memory
#define SMALLEST_STACK_SIZE 16384ul
#define USUAL_GUARD_SIZE 4096ul

#endif
