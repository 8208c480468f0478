// Sending signals to the calling thread.

#include <signal.h>
#include <unistd.h>
#include "thread.h"

int raise(int signal) { return tgkill(getpid(), __tid(), signal); }
