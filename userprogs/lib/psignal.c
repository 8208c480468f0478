// Says on standard error what a signal means.

#include <signal.h>
#include <stdio.h>
#include <string.h>

void psignal(int signal, const char *message) {
  const char *meaning = strsignal(signal);
  if (message != 0 && *message != 0) fprintf(stderr, "%s: %s\n", message, meaning);
  else fprintf(stderr, "%s\n", meaning);
}

void psiginfo(const siginfo_t *info, const char *message) {
  if (message != 0 && *message != 0) fprintf(stderr, "%s: ", message);
  fprintf(stderr, "%s (code %d)\n", strsignal(info->si_signo), info->si_code);
}
