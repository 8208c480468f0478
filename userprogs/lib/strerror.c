// strerror: what an error number means.

#include <errno.h>
#include <stdio.h>
#include <string.h>

char *strerror(int error) {
  static char unknown[32];
  switch (error) {
    case 0: return "Success";
#define CASE(name, message) case name: return message;
    __ERRNO_MESSAGES(CASE)
  }
  snprintf(unknown, sizeof unknown, "Unknown error %d", error);
  return unknown;
}
