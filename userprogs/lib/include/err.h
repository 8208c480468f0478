// Messages with the program's name, and errno's meaning.
#ifndef _ERR_H
#define _ERR_H

#include <stdarg.h>

#define _FORMAT(place, first) __attribute__((__format__(__printf__, place, first)))
_Noreturn void err(int status, const char *format, ...) _FORMAT(2, 3);
_Noreturn void errx(int status, const char *format, ...) _FORMAT(2, 3);
void warn(const char *format, ...) _FORMAT(1, 2);
void warnx(const char *format, ...) _FORMAT(1, 2);
_Noreturn void verr(int status, const char *format, va_list arguments) _FORMAT(2, 0);
_Noreturn void verrx(int status, const char *format, va_list arguments) _FORMAT(2, 0);
void vwarn(const char *format, va_list arguments) _FORMAT(1, 0);
void vwarnx(const char *format, va_list arguments) _FORMAT(1, 0);
#undef _FORMAT

#endif
