// The program's arguments, for languages whose `main` has no parameters, such as Embedded Swift.
#ifndef _ARGUMENTS_H
#define _ARGUMENTS_H

int argument_count(void);         // with the program's name
char *argument_value(int index);  // null behind the last

#endif
