// Requests and replies as bytes: length of the rest 4 | count of words 4 | for each word its length 4 and its
// bytes.
#include "kv.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void *take_memory(void *old, size_t size) {
  void *memory = realloc(old, size == 0 ? 1 : size);
  if (memory != 0) return memory;
  fputs("kv: memory exhausted\n", stderr);
  exit(1);
}

struct bytes text_bytes(const char *text) { return (struct bytes){text, strlen(text)}; }

bool is_text(struct bytes bytes, const char *text) { return compare_bytes(bytes, text_bytes(text)) == 0; }

void append(struct buffer *buffer, const void *data, size_t length) {
  if (length == 0) return;
  if (buffer->length + length > buffer->room)
    buffer->data = take_memory(buffer->data, buffer->room = 2 * (buffer->length + length));
  memcpy(buffer->data + buffer->length, data, length);
  buffer->length += length;
}

void append_number(struct buffer *buffer, uint32_t number) {
  unsigned char bytes[] = {(unsigned char)number, (unsigned char)(number >> 8), (unsigned char)(number >> 16),
    (unsigned char)(number >> 24)};
  append(buffer, bytes, sizeof bytes);
}

uint32_t number_at(const char *data) {
  const unsigned char *bytes = (const unsigned char *)data;
  return (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

void drop_front(struct buffer *buffer, size_t length) {
  buffer->length -= length;
  if (buffer->length > 0) memmove(buffer->data, buffer->data + length, buffer->length);
}

static void set_number(struct buffer *buffer, size_t at, uint32_t number) {
  size_t length = buffer->length;
  buffer->length = at;
  append_number(buffer, number);
  buffer->length = length;
}

void begin_message(struct buffer *buffer, size_t *start) {
  *start = buffer->length;
  append_number(buffer, 0);
  append_number(buffer, 0);
}

// To the message that was begun last.
void add_word(struct buffer *buffer, struct bytes word) {
  append_number(buffer, (uint32_t)word.length);
  append(buffer, word.data, word.length);
}

void end_message(struct buffer *buffer, size_t start) {
  uint32_t count = 0;
  for (size_t at = start + 8; at < buffer->length; at += 4 + number_at(buffer->data + at)) count++;
  set_number(buffer, start, (uint32_t)(buffer->length - start - 4));
  set_number(buffer, start + 4, count);
}

long parse_message(const struct buffer *buffer, struct message *message) {
  if (buffer->length < 8) return 0;
  size_t length = number_at(buffer->data), count = number_at(buffer->data + 4);
  if (length < 4 || length > LONGEST_MESSAGE || count > MOST_WORDS || count * 4 > length - 4) return -1;
  if (buffer->length < 4 + length) return 0;
  size_t at = 8, end = 4 + length;
  message->words = take_memory(0, count * sizeof *message->words);
  message->count = 0;
  while (message->count < count && end - at >= 4) {
    size_t own = number_at(buffer->data + at);
    at += 4;
    if (own > end - at) break;
    message->words[message->count++] = (struct bytes){buffer->data + at, own};
    at += own;
  }
  if (message->count == count && at == end) return (long)end;
  free(message->words);
  return -1;
}
