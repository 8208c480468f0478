// Where named memory and named semaphores lie.
#ifndef SHM_PATH_H
#define SHM_PATH_H

#include <stdbool.h>

#define SHM_PATH_SIZE 272

// Makes the path for a name. False, and errno, if the name is not a good one.
bool __shm_path(char path[SHM_PATH_SIZE], const char *prefix, const char *name);

#endif
