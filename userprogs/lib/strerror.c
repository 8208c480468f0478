// What an error number means.

#include <errno.h>
#include <stdio.h>
#include <string.h>

// The text for an error, or null.
const char *strerrordesc_np(int error) {
  switch (error) {
    case 0: return "Success";
#define CASE(name, message) case name: return message;
    __ERRNO_MESSAGES(CASE)
#undef CASE
  }
  return 0;
}

char *strerror_r(int error, char *text, size_t size) {
  const char *known = strerrordesc_np(error);
  if (known != 0) return (char *)known;
  snprintf(text, size, "Unknown error %d", error);
  return text;
}

char *strerror(int error) {
  static _Thread_local char unknown[32];
  return strerror_r(error, unknown, sizeof unknown);
}
