// Many clients of one server: each adds to a counter that all share, by transactions that are tried again
// when another was quicker, and writes keys of its own; one reads all the time. Then the server is killed,
// and started anew.
#include "driver.h"

#include "../../../bin/kv/client.c"
#include "../../../bin/kv/index.c"
#include "../../../bin/kv/message.c"

enum { CLIENTS = 5, TURNS = 20 };

static int connect_to_server(void) {
  for (;;) {
    int connection = client_connect("socket");
    if (connection >= 0) return connection;
    usleep(10000);
  }
}

// The reply's first word is `wanted`; its second, if there is one, is left in `value`.
static bool ask(int connection, struct bytes *words, size_t count, const char *wanted, char *value) {
  struct message request = {words, count}, reply;
  struct buffer bytes = {0};
  if (!client_ask(connection, &request, &bytes, &reply)) give_up("ask");
  bool is_good = is_text(reply.words[0], wanted);
  if (value != 0 && reply.count > 1)
    snprintf(value, 64, "%.*s", (int)reply.words[1].length, reply.words[1].data);
  free(reply.words);
  free(bytes.data);
  return is_good;
}

static bool try_to_add(int connection) {
  char old[64] = "0", new[64];
  struct bytes get[] = {text_bytes("get"), text_bytes("counter")};
  ask(connection, get, 2, "ok", old);
  snprintf(new, sizeof new, "%d", atoi(old) + 1);
  struct bytes multi[] = {text_bytes("multi"), text_bytes("expect"), text_bytes("counter"), text_bytes(old),
    text_bytes("put"), text_bytes("counter"), text_bytes(new)};
  return ask(connection, multi, 7, "ok", 0);
}

static void run_client(int number) {
  int connection = connect_to_server();
  for (int turn = 0; turn < TURNS; turn++) {
    char key[64], text[64];
    while (!try_to_add(connection)) continue;
    snprintf(key, sizeof key, "own/%d/%02d", number, turn);
    snprintf(text, sizeof text, "%d", turn * number);
    struct bytes put[] = {text_bytes("put"), text_bytes(key), text_bytes(text)};
    if (!ask(connection, put, 3, "ok", 0)) exit(1);
  }
  exit(0);
}

// Sends half a request and goes: the server must not mind. Another sends nonsense.
static void annoy(void) {
  int connection = connect_to_server();
  if (write(connection, "\20\0\0\0\1", 5) != 5) give_up("write");
  close(connection);
  connection = connect_to_server();
  if (write(connection, "\377\377\377\377\1\2\3\4", 8) != 8) give_up("write");
  char byte;
  printf("nonsense is answered by %zd bytes\n", read(connection, &byte, 1));
  close(connection);
}

// More than the socket holds, asked for without reading.
static void ask_for_much(void) {
  int connection = connect_to_server();
  static char big[200000];
  memset(big, 'x', sizeof big);
  struct bytes put[] = {text_bytes("put"), text_bytes("big"), {big, sizeof big}};
  printf("big: %d\n", ask(connection, put, 3, "ok", 0));
  struct bytes get[] = {text_bytes("get"), text_bytes("big")};
  struct buffer request = {0};
  size_t start, total = 0;
  for (int i = 0; i < 10; i++) {
    begin_message(&request, &start);
    for (int word = 0; word < 2; word++) add_word(&request, get[word]);
    end_message(&request, start);
  }
  if (!send_all(connection, &request)) give_up("send");
  static char part[1 << 16];
  while (total < 10 * (sizeof big + 18))
    for (ssize_t count = read(connection, part, sizeof part); count > 0; count = 0) total += (size_t)count;
  printf("ten times big: %zu bytes\n", total);
  close(connection);
}

static pid_t start_server(void) {
  char *arguments[] = {"kv", "-d", "store", "serve", "socket", 0};
  return start_kv(arguments, 0, 0);
}

static void show(int connection) {
  char value[64] = "";
  struct bytes get[] = {text_bytes("get"), text_bytes("counter")};
  ask(connection, get, 2, "ok", value);
  printf("counter: %s\n", value);
  struct message request = {(struct bytes[]){text_bytes("list"), text_bytes("own/")}, 2}, reply;
  struct buffer bytes = {0};
  if (!client_ask(connection, &request, &bytes, &reply)) give_up("list");
  printf("own keys: %zu\n", reply.count - 1);
}

int main(int argc, char **argv) {
  start_test(argc, argv);
  signal(SIGPIPE, SIG_IGN);
  pid_t server = start_server(), clients[CLIENTS];
  int connection = connect_to_server();
  struct bytes put[] = {text_bytes("put"), text_bytes("counter"), text_bytes("0")};
  printf("put: %d\n", ask(connection, put, 3, "ok", 0));
  for (int i = 0; i < CLIENTS; i++)
    if ((clients[i] = fork()) == 0) run_client(i);
  annoy();
  for (int i = 0; i < CLIENTS; i++) printf("client %d: %d\n", i, end_of(clients[i]));
  show(connection);
  ask_for_much();
  kill(server, SIGKILL);
  end_of(server);
  close(connection);
  unlink("socket");
  server = start_server();
  connection = connect_to_server();
  show(connection);
  kill(server, SIGTERM);
  int status = end_of(server);
  printf("server: %d, socket gone: %d\n", status, access("socket", F_OK) < 0);
}
