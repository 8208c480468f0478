// Logging in: as nobody is recorded who does, all that there is to it is the terminal.
#ifndef _UTMP_H
#define _UTMP_H

// Makes the terminal that of a new session, and the standard streams of the caller.
int login_tty(int terminal);

#endif
