// kv: a key-value store that survives crashes. What its files share.
//
//     index.c     which keys there are, in order, and where their values lie
//     log.c       the file: batches of changes, each with a checksum, one behind the other
//     store.c     both together: opening, recovering, changing, compacting
//     request.c   what can be asked: get, put, delete, list, scan, multi, compact, stats
//     message.c   requests and replies as bytes
//     server.c    many clients at once; client.c: one of them
//     main.c      the command line, and sessions
#ifndef KV_H
#define KV_H

#define _GNU_SOURCE
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum { LONGEST_KEY = 1 << 10, LONGEST_VALUE = 1 << 20, LONGEST_MESSAGE = 4 << 20, MOST_WORDS = 1 << 16 };

// Bytes, of any value, and how many.
struct bytes {
  const char *data;
  size_t length;
};
struct bytes text_bytes(const char *text);
bool is_text(struct bytes bytes, const char *text);
int compare_bytes(struct bytes a, struct bytes b);

// Bytes that grow.
struct buffer {
  char *data;
  size_t length, room;
};
void *take_memory(void *old, size_t size);  // realloc, or the end
void append(struct buffer *buffer, const void *data, size_t length);
void append_number(struct buffer *buffer, uint32_t number);  // four bytes, the lowest first
uint32_t number_at(const char *data);
void drop_front(struct buffer *buffer, size_t length);

// The index: a skip list.
struct entry {
  struct bytes key;
  off_t place;  // of the value, in the log
  uint32_t length;
  int levels;
  struct entry *next[];
};
struct index {
  struct entry *first[16];
  size_t count, live_bytes;
};
struct entry *index_find(const struct index *index, struct bytes key);
struct entry *index_from(const struct index *index, struct bytes key);  // the first at or behind it
void index_put(struct index *index, struct bytes key, off_t place, uint32_t length);
bool index_delete(struct index *index, struct bytes key);
void index_clear(struct index *index);

// The log. A change is a key and a value, or, without data, a key's end.
struct change {
  struct bytes key, value;
};
struct log {
  int descriptor;
  off_t size;          // of what is whole
  uint64_t sequence;   // of the next batch
};
enum log_state { LOG_WHOLE, LOG_TORN, LOG_DAMAGED, LOG_UNREADABLE };
typedef void change_seen(void *context, struct bytes key, off_t place, uint32_t length, bool is_deletion);
// Tells of every change, in order, up to the log's end or to where it is no longer whole.
enum log_state log_read(struct log *log, change_seen *seen, void *context);
// Appends a batch: all of it will be there after a crash, or nothing. Where the first value lies, and the
// others behind it, is told to `seen`. False, with errno, if it could not be written.
bool log_append(struct log *log, const struct change *changes, size_t count, change_seen *seen,
  void *context);

// The store.
struct store {
  int folder, lock;
  struct log log;
  struct index index;
  bool needs_sync;
  off_t torn_bytes;  // that the last opening dropped
  unsigned compactions;
};
// False after a complaint.
bool store_open(struct store *store, const char *folder);
void store_close(struct store *store);
bool store_get(struct store *store, struct bytes key, struct buffer *value);  // false if it is not there
bool store_change(struct store *store, const struct change *changes, size_t count);
bool store_sync(struct store *store);  // what was changed is on the disk now
bool store_compact(struct store *store);

// Requests and replies: lists of words. A reply's first is ok, done, more, none or error.
struct message {
  struct bytes *words;
  size_t count;
};
void answer(struct store *store, const struct message *request, struct buffer *reply);
void begin_message(struct buffer *buffer, size_t *start);
void add_word(struct buffer *buffer, struct bytes word);
void end_message(struct buffer *buffer, size_t start);
// Takes apart the message at the beginning of the bytes. How long it is, 0 if it is not all there, -1 if it
// is none. The words refer to the bytes, and are the caller's to free.
long parse_message(const struct buffer *buffer, struct message *message);

int serve(const char *folder, const char *socket_path);
int client_connect(const char *socket_path);  // -1 with errno
bool client_ask(int connection, const struct message *request, struct buffer *reply, struct message *parsed);

#endif
