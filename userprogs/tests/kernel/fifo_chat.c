// Client and server over two FIFOs: requests with the client's number, answers to each in turn.
#include "show.h"

#include <fcntl.h>
#include <sys/stat.h>

enum { CLIENTS = 3, REQUESTS = 5 };
struct request { int client, value; };

static void name(char *path, int client) { sprintf(path, "/tmp/ring3-fifo-chat-%d", client); }

static void client(int number) {
  char path[64];
  name(path, number);
  int server = open("/tmp/ring3-fifo-chat", O_WRONLY), answers = -1, sum = 0, answer;
  for (int i = 1; i <= REQUESTS; i++) {
    struct request request = {number, i};
    REQUIRE(write(server, &request, sizeof request) == sizeof request);
    if (i == 1) answers = open(path, O_RDONLY);
    REQUIRE(read(answers, &answer, sizeof answer) == sizeof answer);
    sum += answer;
  }
  _exit(sum);
}

int main(void) {
  char path[64];
  pid_t clients[CLIENTS];
  int answers[CLIENTS] = {0};
  mkfifo("/tmp/ring3-fifo-chat", 0600);
  for (int i = 0; i < CLIENTS; i++) {
    name(path, i);
    mkfifo(path, 0600);
    clients[i] = start();
    if (clients[i] == 0) client(i);
  }
  int requests = open("/tmp/ring3-fifo-chat", O_RDONLY), keep = open("/tmp/ring3-fifo-chat", O_WRONLY);
  int served = 0;
  struct request request;
  while (read(requests, &request, sizeof request) == sizeof request) {
    name(path, request.client);
    if (answers[request.client] == 0) answers[request.client] = open(path, O_WRONLY);
    int answer = request.value * (request.client + 1);
    REQUIRE(write(answers[request.client], &answer, sizeof answer) == sizeof answer);
    served++;
    if (served == CLIENTS * REQUESTS) break;
  }
  close(keep);
  printf("served %d\n", served);
  for (int i = 0; i < CLIENTS; i++) {
    show_status("client", finish(clients[i]));
    name(path, i);
    unlink(path);
  }
  unlink("/tmp/ring3-fifo-chat");
}
