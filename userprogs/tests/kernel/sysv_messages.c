// System V message queues: by type, whole messages, limits; who waits is woken by the type that it waits for.
#include "show.h"

#include <sys/ipc.h>
#include <sys/msg.h>

struct message { long type; char text[64]; };

static int queue;

static void send(long type, const char *text) {
  struct message message = {.type = type};
  strcpy(message.text, text);
  REQUIRE(msgsnd(queue, &message, strlen(text) + 1, 0) == 0);
}

static void receive(long type, int flags) {
  struct message message = {0};
  long length = msgrcv(queue, &message, sizeof message.text, type, flags);
  if (length < 0) printf("type %ld: %s\n", type, error_name(errno));
  else printf("type %ld: %ld bytes of type %ld: %s\n", type, length, message.type, message.text);
}

int main(void) {
  struct message message = {.type = 1};
  queue = msgget(IPC_PRIVATE, IPC_CREAT | 0600);
  REQUIRE(queue >= 0);
  receive(0, IPC_NOWAIT);
  send(3, "third"), send(1, "first"), send(2, "second"), send(1, "first again"), send(5, "fifth");
  struct msqid_ds state;
  REQUIRE(msgctl(queue, IPC_STAT, &state) == 0);
  printf("%d messages, the last sent by us: %d\n", (int)state.msg_qnum, state.msg_lspid == getpid());
  receive(0, 0);
  receive(2, 0);
  receive(-4, 0);
  receive(7, IPC_NOWAIT);
  receive(1, MSG_EXCEPT);
  receive(-9, 0);
  receive(0, IPC_NOWAIT);
  send(1, "a longer message");
  SHOW(msgrcv(queue, &message, 4, 0, 0));
  SHOW(msgrcv(queue, &message, 4, 0, MSG_NOERROR));
  printf("%.4s\n", message.text);
  message.type = 0;
  SHOW(msgsnd(queue, &message, 4, 0));
  message.type = 1;
  SHOW(msgsnd(queue, &message, -1, 0));
  SHOW(msgsnd(queue, &message, 100000, 0));
  pid_t child = start();
  if (child == 0) {
    receive(9, 0);
    exit(0);
  }
  send(8, "not for the child");
  send(9, "for the child");
  show_status("child", finish(child));
  receive(0, 0);
  child = start();
  if (child == 0) {
    struct message answer;
    for (;;) {
      if (msgrcv(queue, &answer, sizeof answer.text, 1, 0) < 0) _exit(errno == EIDRM || errno == EINVAL ? 43 : 1);
      answer.type = 2;
      answer.text[0]++;
      msgsnd(queue, &answer, 1, 0);
    }
  }
  for (int i = 0; i < 20; i++) {
    message.text[0] = 'a' + i;
    message.type = 1;
    REQUIRE(msgsnd(queue, &message, 1, 0) == 0);
    REQUIRE(msgrcv(queue, &message, 1, 2, 0) == 1);
    putchar(message.text[0]);
  }
  puts("");
  SHOW(msgctl(queue, IPC_RMID, 0));
  show_status("the server", finish(child));
  SHOW(msgsnd(queue, &message, 1, 0));
  SHOW(msgget(0x52334f, 0600));
}
