// SIGBUS: a mapped page beyond the end of its file; the file made longer, the same address is fine.
#include "show.h"

#include <fcntl.h>
#include <setjmp.h>
#include <sys/mman.h>

static sigjmp_buf back;
static siginfo_t fault;
static void catch(int signal, siginfo_t *info, void *context) {
  (void)context;
  fault = *info;
  siglongjmp(back, signal);
}

static void try(const char *what, volatile char *address) {
  int signal = sigsetjmp(back, 1);
  if (signal == 0) printf("%s: %d\n", what, *address);
  else
    printf("%s: %s, BUS_ADRERR %d, its address %d\n", what, signal_name(signal), fault.si_code == BUS_ADRERR,
           fault.si_addr == (void *)address);
}

int main(void) {
  const char *path = "/tmp/ring3-signal-bus";
  struct sigaction action = {.sa_sigaction = catch, .sa_flags = SA_SIGINFO};
  sigaction(SIGBUS, &action, 0);
  sigaction(SIGSEGV, &action, 0);
  int file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
  REQUIRE(write(file, "ABC", 3) == 3);
  char *bytes = mmap(0, 12288, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  try("in the file", bytes + 1);
  try("behind its end, in its last page", bytes + 4000);
  try("the page after", bytes + 4096);
  REQUIRE(ftruncate(file, 5000) == 0);
  try("the page after, with the file longer", bytes + 4096);
  try("and the next", bytes + 8192);
  REQUIRE(ftruncate(file, 100) == 0);
  try("the file shorter again", bytes + 4096);
  REQUIRE(ftruncate(file, 12288) == 0);
  try("in the file", bytes + 2);
  try("and longer", bytes + 8192);
  unlink(path);
}
