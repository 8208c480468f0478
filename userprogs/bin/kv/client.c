// A client: sends a request, and waits for the reply.
#include "kv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int client_connect(const char *path) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (strlen(path) >= sizeof address.sun_path) return errno = ENAMETOOLONG, -1;
  strcpy(address.sun_path, path);
  int connection = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection < 0 || connect(connection, (struct sockaddr *)&address, sizeof address) == 0)
    return connection;
  int error = errno;
  close(connection);
  errno = error;
  return -1;
}

static bool send_all(int connection, const struct buffer *bytes) {
  for (size_t sent = 0; sent < bytes->length;) {
    ssize_t count = send(connection, bytes->data + sent, bytes->length - sent, MSG_NOSIGNAL);
    if (count < 0 && errno != EINTR) return false;
    if (count > 0) sent += (size_t)count;
  }
  return true;
}

// The reply, whose words refer to `reply`. False if the server is gone, or says nonsense.
static bool receive(int connection, struct buffer *reply, struct message *parsed) {
  char part[1 << 14];
  long length;
  reply->length = 0;
  while ((length = parse_message(reply, parsed)) == 0) {
    ssize_t count = read(connection, part, sizeof part);
    if (count < 0 && errno == EINTR) continue;
    if (count == 0) errno = ECONNRESET;
    if (count <= 0) return false;
    append(reply, part, (size_t)count);
  }
  if (length < 0) errno = EPROTO;
  return length > 0;
}

bool client_ask(int connection, const struct message *request, struct buffer *reply, struct message *parsed) {
  struct buffer bytes = {0};
  size_t start;
  begin_message(&bytes, &start);
  for (size_t i = 0; i < request->count; i++) add_word(&bytes, request->words[i]);
  end_message(&bytes, start);
  bool is_good = send_all(connection, &bytes) && receive(connection, reply, parsed);
  free(bytes.data);
  return is_good;
}
