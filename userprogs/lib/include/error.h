// A message with the program's name and an error's meaning.
#ifndef _ERROR_H
#define _ERROR_H

// Ends the program unless `status` is 0.
void error(int status, int number, const char *format, ...) __attribute__((__format__(__printf__, 3, 4)));

#endif
