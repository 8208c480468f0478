// printf as a builtin is the tool itself.
#define main printf_main
#include "../printf.c"
