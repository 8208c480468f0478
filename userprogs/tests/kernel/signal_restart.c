// A signal during a waiting read: EINTR without SA_RESTART; with it the read goes on and gets what comes.
#include "show.h"

static int notify;
static volatile sig_atomic_t handled;
static void tell(int signal) {
  (void)signal, handled++;
  REQUIRE(write(notify, "!", 1) == 1);
}

int main(void) {
  int data[2], handlers[2];
  char byte;
  for (int flags = 0; flags < 2; flags++) {
    REQUIRE(pipe(data) == 0 && pipe(handlers) == 0);
    notify = handlers[1];
    struct sigaction action = {.sa_handler = tell, .sa_flags = flags ? SA_RESTART : 0};
    sigaction(SIGUSR1, &action, 0);
    handled = 0;
    pid_t parent = getpid(), child = start();
    if (child == 0) {
      // The parent's handler says that it ran; the read may not have begun then, so this is done again.
      for (int i = 0; i < (flags ? 3 : 1000); i++) {
        if (kill(parent, SIGUSR1) != 0) break;
        REQUIRE(read(handlers[0], &byte, 1) == 1);
        if (byte == '.') _exit(0);
        usleep(1000);
      }
      REQUIRE(write(data[1], "d", 1) == 1);
      _exit(0);
    }
    errno = 0;
    long result = read(data[0], &byte, 1);
    if (result < 0) {
      printf("without SA_RESTART: %s\n", error_name(errno));
      REQUIRE(write(notify, ".", 1) == 1);
    } else printf("with SA_RESTART: %ld byte, %c, handled %d\n", result, byte, handled);
    finish(child);
  }
}
