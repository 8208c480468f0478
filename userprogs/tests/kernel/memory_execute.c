// A page without PROT_EXEC cannot be jumped into: SIGSEGV at the page's address.
#include "show.h"

#include <setjmp.h>
#include <sys/mman.h>

static sigjmp_buf back;
static siginfo_t fault;
static void catch(int signal, siginfo_t *info, void *context) {
  (void)context;
  fault = *info;
  siglongjmp(back, signal);
}

static void try(const char *what, char *code) {
  int signal = sigsetjmp(back, 1);
  if (signal == 0) ((void (*)(void))code)();
  printf("%s: %s, at the address: %d, SEGV_ACCERR: %d, SEGV_MAPERR: %d\n", what, signal_name(signal),
         fault.si_addr == code, fault.si_code == SEGV_ACCERR, fault.si_code == SEGV_MAPERR);
}

int main(void) {
  struct sigaction action = {.sa_sigaction = catch, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, 0);
  char *page = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  static char data[8192];
  try("a data page", page);
  mprotect(page, 4096, PROT_NONE);
  try("a closed page", page);
  munmap(page, 4096);
  try("no page", page);
  try("static data", data + 4096);
  try("null", 0);
}
