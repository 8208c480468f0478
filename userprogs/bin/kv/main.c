// kv: the command line, and sessions.
#include "kv.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char help[] =
  "Usage: kv [OPTION]... REQUEST [WORD]...\n"
  "Keep values under keys, in a folder, safely: what was acknowledged survives every crash.\n"
  "\n"
  "  get KEY            print the value; status 1 if there is none\n"
  "  put KEY VALUE      set the value\n"
  "  delete KEY         remove the key; status 1 if it was not there\n"
  "  list [PREFIX]      print the keys, in order\n"
  "  scan FROM [TO]     print keys and values, from the one and before the other\n"
  "  multi              read steps from standard input, a line each, and do all of them or none:\n"
  "                     put KEY VALUE, delete KEY, expect KEY VALUE, absent KEY; status 1 if what is\n"
  "                     expected does not hold\n"
  "  compact            write the log anew, without what is no longer needed\n"
  "  stats              print how much there is\n"
  "  run                read requests from standard input, a line each, and print their results\n"
  "  serve SOCKET       answer the clients that connect to SOCKET\n"
  "\n"
  "  -d FOLDER          the store (default: kv.data)\n"
  "  -s SOCKET          ask the server there\n"
  "      --help         display this help and exit\n"
  "\n"
  "Example: kv -d /tmp/store put greeting 'hello, world'\n";

enum { NOT_THERE = 1, FAILED = 2 };

static struct store store;
static int connection = -1;  // to a server; without one, the store is our own

static _Noreturn void refuse(const char *message) {
  if (message != 0) fprintf(stderr, "kv: %s\n", message);
  fputs("Try 'kv --help' for more information.\n", stderr);
  exit(FAILED);
}

static bool ask(const struct message *request, struct buffer *reply, struct message *parsed) {
  if (connection >= 0) return client_ask(connection, request, reply, parsed);
  reply->length = 0;
  answer(&store, request, reply);
  return store_sync(&store) && parse_message(reply, parsed) > 0;
}

static void print_word(struct bytes word, char end) {
  fwrite(word.data, 1, word.length, stdout);
  putchar(end);
}

// The status that the reply means.
static int print_reply(const struct message *request, const struct message *reply, bool is_session) {
  if (is_text(reply->words[0], "error")) {
    fflush(stdout);
    fprintf(stderr, "kv: %.*s\n", (int)reply->words[1].length, reply->words[1].data);
    return FAILED;
  }
  bool is_none = is_text(reply->words[0], "none"), has_pairs = is_text(request->words[0], "scan");
  bool is_bare = reply->count == 1 && is_text(reply->words[0], "ok");
  if (is_session && (is_none || is_bare)) print_word(reply->words[0], '\n');
  for (size_t i = 1; i < reply->count; i++)
    print_word(reply->words[i], has_pairs && i % 2 == 1 ? '\t' : '\n');
  return is_none ? NOT_THERE : 0;
}

static int run_request(const struct message *request, bool is_session);

// Asks for the entries behind the last one of the reply.
static int run_rest(const struct message *request, const struct message *reply) {
  bool is_scan = is_text(request->words[0], "scan");
  struct bytes last = reply->words[reply->count - (is_scan ? 2 : 1)];
  struct buffer behind = {0};
  append(&behind, last.data, last.length);
  append(&behind, "", 1);
  struct bytes from = {behind.data, behind.length}, words[3] = {request->words[0], from, {0, 0}};
  struct message rest = {words, 3};
  if (!is_scan) words[2] = from, words[1] = request->count > 1 ? request->words[1] : text_bytes("");
  else if (request->count > 2) words[2] = request->words[2];
  else rest.count = 2;
  int status = run_request(&rest, false);
  free(behind.data);
  return status;
}

static int run_request(const struct message *request, bool is_session) {
  struct buffer bytes = {0};
  struct message reply;
  if (!ask(request, &bytes, &reply)) {
    fprintf(stderr, "kv: %s\n", strerror(errno));
    exit(FAILED);
  }
  int status = print_reply(request, &reply, is_session);
  if (is_text(reply.words[0], "more")) status = run_rest(request, &reply);
  free(reply.words);
  free(bytes.data);
  return status;
}

// The next word of a line; the last of three is the rest of the line, blanks and all.
static bool take_word(char **line, bool is_rest, struct bytes *word) {
  *line += strspn(*line, " \t");
  if (**line == 0) return false;
  size_t length = is_rest ? strlen(*line) : strcspn(*line, " \t");
  *word = (struct bytes){*line, length};
  *line += length;
  if (**line != 0) *(*line)++ = 0;
  return true;
}

static size_t split(char *line, struct bytes *words) {
  size_t count = 0;
  while (count < 3 && take_word(&line, count == 2, &words[count])) count++;
  return count;
}

static char *read_line(void) {
  char *line = 0;
  size_t room = 0;
  ssize_t length = getline(&line, &room, stdin);
  if (length < 0) return free(line), NULL;
  if (length > 0 && line[length - 1] == '\n') line[length - 1] = 0;
  return line;
}

// All lines are one request.
static int run_multi(bool is_session) {
  struct message request = {take_memory(0, sizeof *request.words), 1};
  request.words[0] = text_bytes("multi");
  for (char *line; (line = read_line()) != 0 && !(is_session && strcmp(line, "end") == 0);) {
    request.words = take_memory(request.words, (request.count + 3) * sizeof *request.words);
    request.count += split(line, request.words + request.count);
    if (request.count > MOST_WORDS) refuse("too many steps");
  }
  return run_request(&request, is_session);
}

// Each line is a request; each result is printed at once.
static int run_session(void) {
  int status = 0;
  for (char *line; (line = read_line()) != 0; free(line)) {
    struct bytes words[3];
    struct message request = {words, split(line, words)};
    if (request.count == 0) continue;
    bool is_multi = is_text(words[0], "multi") && request.count == 1;
    int own_status = is_multi ? run_multi(true) : run_request(&request, true);
    if (own_status > status) status = own_status;
    if (fflush(stdout) == EOF) return FAILED;
  }
  return status;
}

static int run_words(char **words, int count) {
  struct message request = {take_memory(0, (size_t)count * sizeof *request.words), (size_t)count};
  for (int i = 0; i < count; i++) request.words[i] = text_bytes(words[i]);
  return run_request(&request, false);
}

static int run_command(char **words, int count) {
  bool is_alone = count == 1;
  int status = strcmp(words[0], "run") == 0 && is_alone ? run_session()
    : strcmp(words[0], "multi") == 0 && is_alone        ? run_multi(false)
                                                        : run_words(words, count);
  if (fflush(stdout) != EOF && !ferror(stdout)) return status;
  fprintf(stderr, "kv: write error: %s\n", strerror(errno));
  return FAILED;
}

int main(int argc, char **argv) {
  static const struct option names[] = {{"help", no_argument, 0, 'h'}, {0, 0, 0, 0}};
  const char *folder = "kv.data", *socket_path = 0;
  for (int letter; (letter = getopt_long(argc, argv, "+d:s:", names, 0)) != -1;) {
    if (letter == 'h') return fputs(help, stdout), fflush(stdout) == EOF;
    if (letter == '?') refuse(0);
    *(letter == 'd' ? &folder : &socket_path) = optarg;
  }
  char **words = argv + optind;
  int count = argc - optind;
  if (count == 0) refuse("what is to be done?");
  if (strcmp(words[0], "serve") == 0) {
    if (count != 2) refuse("serve needs a socket's path");
    return serve(folder, words[1]);
  }
  if (socket_path != 0) {
    connection = client_connect(socket_path);
    if (connection < 0) return fprintf(stderr, "kv: %s: %s\n", socket_path, strerror(errno)), FAILED;
  } else if (!store_open(&store, folder)) {
    return FAILED;
  }
  int status = run_command(words, count);
  if (connection < 0) store_close(&store);
  return status;
}
