// printf as a builtin is the tool itself.
#define main printf_main
#define help printf_help  // the shell has one of its own
#include "../printf.c"
