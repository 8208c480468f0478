// SIGSEGV caught: the address and the kind of the fault, and going on behind it by siglongjmp.
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

static void try(const char *what, volatile char *address, int store) {
  int signal = sigsetjmp(back, 1);
  if (signal == 0) {
    if (store) *address = 1;
    else (void)*address;
    printf("%s: fine\n", what);
  } else
    printf("%s: %s, %s, its address: %d\n", what, signal_name(signal),
           fault.si_code == SEGV_MAPERR ? "SEGV_MAPERR" : fault.si_code == SEGV_ACCERR ? "SEGV_ACCERR" : "?",
           fault.si_addr == (void *)address);
}

static const char constant[4096] = "constant";

int main(void) {
  struct sigaction action = {.sa_sigaction = catch, .sa_flags = SA_SIGINFO};
  sigaction(SIGSEGV, &action, 0);
  char *page = mmap(0, 8192, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  try("load from null", 0, 0);
  try("store to null", 0, 1);
  try("store near null", (char *)100, 1);
  try("load from a read-only page", page + 5, 0);
  try("store to a read-only page", page + 5, 1);
  mprotect(page, 4096, PROT_NONE);
  try("load from a page without access", page + 77, 0);
  try("load from the next page", page + 4096, 0);
  mprotect(page, 4096, PROT_READ | PROT_WRITE);
  try("store to the page made writable", page + 77, 1);
  munmap(page, 8192);
  try("load from what is unmapped", page + 4095, 0);
  try("store to a constant", (char *)constant + 3, 1);
  try("load from a constant", (char *)constant + 3, 0);
  try("store to the stack", (char *)&action, 1);
}
