// Many clients at once. What the clients that are ready ask for is answered together, and synced to the disk
// together: only then do they hear of it.
#include "kv.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { EVENTS = 64, MOST_UNSENT = 8 << 20 };

struct client {
  struct client *next;
  int descriptor;
  struct buffer in, out;
  bool is_gone, waits_for_room;
};

static struct client *clients;
static int events;
static volatile sig_atomic_t is_ended;

static void end(int signal) {
  (void)signal;
  is_ended = 1;
}

static int fail(const char *what) {
  fprintf(stderr, "kv: %s: %s\n", what, strerror(errno));
  return -1;
}

static bool watch(int operation, int descriptor, uint32_t wanted, void *data) {
  struct epoll_event event = {.events = wanted, .data.ptr = data};
  return epoll_ctl(events, operation, descriptor, &event) == 0;
}

// A socket at that path. One that a dead server left there is replaced.
static int listen_at(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) return errno = ENAMETOOLONG, fail(path);
  strcpy(address.sun_path, path);
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (listener < 0) return fail("socket");
  unlink(path);
  bool is_good = bind(listener, (struct sockaddr *)&address, sizeof address) == 0
    && listen(listener, 64) == 0;
  return is_good ? listener : fail(path);
}

static void accept_clients(int listener) {
  for (;;) {
    int descriptor = accept4(listener, 0, 0, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (descriptor < 0) return;
    struct client *client = take_memory(0, sizeof *client);
    *client = (struct client){.next = clients, .descriptor = descriptor};
    clients = client;
    client->is_gone = !watch(EPOLL_CTL_ADD, descriptor, EPOLLIN, client);
  }
}

static void answer_all(struct client *client, struct store *store) {
  struct message request;
  long length;
  while (client->out.length < MOST_UNSENT && (length = parse_message(&client->in, &request)) != 0) {
    if (length < 0) {
      client->is_gone = true;
      return;
    }
    answer(store, &request, &client->out);
    free(request.words);
    drop_front(&client->in, (size_t)length);
  }
}

static void receive(struct client *client) {
  char part[1 << 14];
  ssize_t count = read(client->descriptor, part, sizeof part);
  if (count > 0) append(&client->in, part, (size_t)count);
  else if (count == 0 || (errno != EAGAIN && errno != EINTR)) client->is_gone = true;
}

// Sends what there is room for; what is left waits until there is more.
static void send_replies(struct client *client) {
  while (client->out.length > 0 && !client->is_gone) {
    ssize_t count = send(client->descriptor, client->out.data, client->out.length, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno != EAGAIN) client->is_gone = true;
    if (count <= 0) break;
    drop_front(&client->out, (size_t)count);
  }
  bool waits = client->out.length > 0;
  if (client->is_gone || waits == client->waits_for_room) return;
  client->waits_for_room = waits;
  watch(EPOLL_CTL_MOD, client->descriptor, waits ? EPOLLOUT : EPOLLIN, client);
}

static void free_client(struct client *client) {
  close(client->descriptor);
  free(client->in.data);
  free(client->out.data);
  free(client);
}

static void remove_gone(bool all) {
  for (struct client **link = &clients; *link != 0;) {
    struct client *client = *link;
    if (client->is_gone || all) {
      *link = client->next;
      free_client(client);
    } else {
      link = &client->next;
    }
  }
}

// One round: wait, read, answer, sync, send.
static bool run_round(int listener, struct store *store, const sigset_t *mask) {
  struct epoll_event ready[EVENTS];
  int count = epoll_pwait(events, ready, EVENTS, -1, mask);
  if (count < 0) return errno == EINTR;
  for (int i = 0; i < count; i++) {
    struct client *client = ready[i].data.ptr;
    if (client == 0) {
      accept_clients(listener);
    } else {
      if (ready[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(client);
    }
  }
  for (struct client *client = clients; client != 0; client = client->next) answer_all(client, store);
  if (!store_sync(store)) {
    fail("the log");
    return false;
  }
  for (struct client *client = clients; client != 0; client = client->next) send_replies(client);
  remove_gone(false);
  return true;
}

// The end comes between two rounds: nothing is then half done.
static void catch_ends(sigset_t *mask) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  sigprocmask(SIG_BLOCK, &ends, mask);
  signal(SIGTERM, end);
  signal(SIGINT, end);
}

int serve(const char *folder, const char *socket_path) {
  struct store store;
  sigset_t mask;
  if (!store_open(&store, folder)) return 1;
  int listener = listen_at(socket_path);
  if (listener < 0) return 1;
  events = epoll_create1(EPOLL_CLOEXEC);
  if (events < 0 || !watch(EPOLL_CTL_ADD, listener, EPOLLIN, 0)) return fail("epoll"), 1;
  catch_ends(&mask);
  bool is_good = true;
  while (is_good && !is_ended) is_good = run_round(listener, &store, &mask);
  remove_gone(true);
  unlink(socket_path);
  store_close(&store);
  return is_good ? 0 : 1;
}
