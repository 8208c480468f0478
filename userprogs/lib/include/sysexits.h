#ifndef _SYSEXITS_H
#define _SYSEXITS_H

// Exit statuses with a meaning, as BSD's programs have them.
#define EX_OK 0
#define EX_USAGE 64        // wrong options or arguments
#define EX_DATAERR 65      // wrong input
#define EX_NOINPUT 66      // an input file is not there
#define EX_NOUSER 67
#define EX_NOHOST 68
#define EX_UNAVAILABLE 69
#define EX_SOFTWARE 70     // a mistake in the program
#define EX_OSERR 71
#define EX_OSFILE 72
#define EX_CANTCREAT 73    // an output file cannot be made
#define EX_IOERR 74
#define EX_TEMPFAIL 75     // later, perhaps
#define EX_PROTOCOL 76
#define EX_NOPERM 77
#define EX_CONFIG 78

#endif
