// The name of an error number, such as EINVAL.

#include <errno.h>
#include <string.h>

const char *strerrorname_np(int error) {
  switch (error) {
    case 0: return "0";
#define CASE(name, message) case name: return #name;
    __ERRNO_MESSAGES(CASE)
  }
  return 0;
}
