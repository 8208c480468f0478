// What can be asked, and the answers: ok with words, none, or error with a reason. For entries, done instead
// of ok, or more if there are more than a reply takes.
#include "kv.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LISTED = 1 << 14 };  // entries in one reply

static void reply_word(struct buffer *reply, const char *word) { add_word(reply, text_bytes(word)); }

static void reply_error(struct buffer *reply, const char *reason) {
  reply_word(reply, "error");
  reply_word(reply, reason);
}

static bool is_key(struct bytes key) { return key.length > 0 && key.length <= LONGEST_KEY; }

static void answer_get(struct store *store, const struct message *request, struct buffer *reply) {
  struct buffer value = {0};
  if (store_get(store, request->words[1], &value)) {
    reply_word(reply, "ok");
    add_word(reply, (struct bytes){value.data, value.length});
  } else {
    reply_word(reply, "none");
  }
  free(value.data);
}

static void answer_change(struct store *store, const struct change *changes, size_t count,
  struct buffer *reply) {
  if (store_change(store, changes, count)) reply_word(reply, "ok");
  else reply_error(reply, strerror(errno));
}

static void answer_put(struct store *store, const struct message *request, struct buffer *reply) {
  struct change change = {request->words[1], request->words[2]};
  if (!is_key(change.key)) reply_error(reply, "a key has 1 to 1024 bytes");
  else if (change.value.length > LONGEST_VALUE) reply_error(reply, "a value has at most 1048576 bytes");
  else answer_change(store, &change, 1, reply);
}

static void answer_delete(struct store *store, const struct message *request, struct buffer *reply) {
  struct change change = {.key = request->words[1]};
  if (index_find(&store->index, change.key) == 0) reply_word(reply, "none");
  else answer_change(store, &change, 1, reply);
}

static void add_entry(struct store *store, const struct entry *entry, bool with_value, struct buffer *reply) {
  struct buffer value = {0};
  add_word(reply, entry->key);
  if (with_value && store_get(store, entry->key, &value))
    add_word(reply, (struct bytes){value.data, value.length});
  free(value.data);
}

static bool begins_with(struct bytes key, struct bytes prefix) {
  return key.length >= prefix.length && compare_bytes((struct bytes){key.data, prefix.length}, prefix) == 0;
}

// Entries from one on, as many as fit into a reply, while `is_wanted`.
static void answer_entries(struct store *store, struct bytes from, bool with_values, struct bytes limit,
  bool (*is_wanted)(struct bytes key, struct bytes limit), struct buffer *reply) {
  size_t first = reply->length;
  reply_word(reply, "more");
  struct entry *entry = index_from(&store->index, from);
  for (int count = 0; entry != 0 && is_wanted(entry->key, limit); entry = entry->next[0], count++) {
    if (count == MOST_LISTED || reply->length > LONGEST_MESSAGE - 2 * LONGEST_VALUE) return;
    add_entry(store, entry, with_values, reply);
  }
  memcpy(reply->data + first + 4, "done", 4);
}

// list [prefix [from]]: the keys.
static void answer_list(struct store *store, const struct message *request, struct buffer *reply) {
  struct bytes prefix = request->count > 1 ? request->words[1] : text_bytes("");
  struct bytes from = request->count > 2 ? request->words[2] : prefix;
  answer_entries(store, from, false, prefix, begins_with, reply);
}

static bool is_before(struct bytes key, struct bytes limit) {
  return limit.data == 0 || compare_bytes(key, limit) < 0;
}

// scan from [to]: keys and values, from the one and before the other.
static void answer_scan(struct store *store, const struct message *request, struct buffer *reply) {
  struct bytes limit = request->count > 2 ? request->words[2] : (struct bytes){0, 0};
  answer_entries(store, request->words[1], true, limit, is_before, reply);
}

static bool holds(struct store *store, struct bytes key, struct bytes wanted) {
  struct buffer value = {0};
  bool is_there = store_get(store, key, &value);
  bool result = is_there && compare_bytes((struct bytes){value.data, value.length}, wanted) == 0;
  free(value.data);
  return result;
}

// One step of a transaction: how many words it has, 0 if it is none, -1 if what it expects does not hold.
static int take_step(struct store *store, const struct bytes *words, size_t left, struct change *change) {
  *change = (struct change){.key = {0, 0}};
  if (left >= 3 && is_text(words[0], "put") && is_key(words[1]) && words[2].length <= LONGEST_VALUE)
    return *change = (struct change){words[1], words[2]}, 3;
  if (left >= 2 && is_text(words[0], "delete") && is_key(words[1])) return change->key = words[1], 2;
  if (left >= 3 && is_text(words[0], "expect")) return holds(store, words[1], words[2]) ? 3 : -1;
  if (left >= 2 && is_text(words[0], "absent")) return index_find(&store->index, words[1]) == 0 ? 2 : -1;
  return 0;
}

// multi: steps one behind the other; all of them happen, or none.
static void answer_multi(struct store *store, const struct message *request, struct buffer *reply) {
  struct change *changes = take_memory(0, request->count * sizeof *changes);
  size_t count = 0;
  int taken = 1;
  for (size_t at = 1; at < request->count && taken > 0; at += (size_t)taken) {
    taken = take_step(store, request->words + at, request->count - at, &changes[count]);
    if (taken > 0 && changes[count].key.data != 0) count++;
  }
  if (taken == 0) reply_error(reply, "a step must be put, delete, expect or absent");
  else if (taken < 0) reply_word(reply, "none");
  else answer_change(store, changes, count, reply);
  free(changes);
}

static void answer_compact(struct store *store, const struct message *request, struct buffer *reply) {
  (void)request;
  if (store_compact(store)) reply_word(reply, "ok");
  else reply_error(reply, strerror(errno));
}

static void reply_number(struct buffer *reply, const char *name, unsigned long number) {
  char text[64];
  snprintf(text, sizeof text, "%s %lu", name, number);
  reply_word(reply, text);
}

static void answer_stats(struct store *store, const struct message *request, struct buffer *reply) {
  (void)request;
  reply_word(reply, "ok");
  reply_number(reply, "keys", store->index.count);
  reply_number(reply, "live-bytes", store->index.live_bytes);
  reply_number(reply, "log-bytes", (unsigned long)store->log.size);
  reply_number(reply, "batches", store->log.sequence - 1);
  reply_number(reply, "torn-bytes-dropped", (unsigned long)store->torn_bytes);
  reply_number(reply, "compactions", store->compactions);
}

static const struct {
  const char *name;
  void (*answer)(struct store *store, const struct message *request, struct buffer *reply);
  size_t least, most;  // words, with the name
} requests[] = {
  {"get", answer_get, 2, 2}, {"put", answer_put, 3, 3}, {"delete", answer_delete, 2, 2},
  {"list", answer_list, 1, 3}, {"scan", answer_scan, 2, 3}, {"multi", answer_multi, 1, MOST_WORDS},
  {"compact", answer_compact, 1, 1}, {"stats", answer_stats, 1, 1},
};

void answer(struct store *store, const struct message *request, struct buffer *reply) {
  size_t start;
  begin_message(reply, &start);
  for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) {
    if (request->count == 0 || !is_text(request->words[0], requests[i].name)) continue;
    if (request->count < requests[i].least || request->count > requests[i].most) break;
    requests[i].answer(store, request, reply);
    end_message(reply, start);
    return;
  }
  reply_error(reply, "no such request, or a wrong number of words");
  end_message(reply, start);
}
