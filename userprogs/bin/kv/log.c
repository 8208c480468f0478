// The log: batches, one behind the other. A batch is there whole or not at all, since its checksum says so:
//
//     checksum 4 | length of the rest 4 | sequence number 8 | count of changes 4 | changes
//
// A change: length of the key 4 | length of the value 4, or all ones for a deletion | key | value.
// All numbers have their lowest byte first. The checksum is CRC-32 of all behind it.
#include "kv.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEADER = 20, PREFIX = 8, CHANGE_HEADER = 8 };
#define DELETION UINT32_MAX

static uint32_t checksum(const char *data, size_t length) {
  static uint32_t table[256];
  if (table[1] == 0)
    for (uint32_t i = 0; i < 256; i++) {
      table[i] = i;
      for (int bit = 0; bit < 8; bit++) table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320u : 0);
    }
  uint32_t crc = UINT32_MAX;
  for (size_t i = 0; i < length; i++) crc = crc >> 8 ^ table[(crc ^ (unsigned char)data[i]) & 0xff];
  return ~crc;
}

// Reads so many bytes at a place; false if they are not there.
static bool read_at(int descriptor, char *data, size_t length, off_t place) {
  while (length > 0) {
    ssize_t count = pread(descriptor, data, length, place);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    data += count;
    length -= (size_t)count;
    place += count;
  }
  return true;
}

// The batch at a place of the log, in `batch`. False if there is none that is whole.
static bool read_batch(const struct log *log, off_t place, off_t end, struct buffer *batch) {
  char prefix[PREFIX];
  batch->length = 0;
  if (end - place < HEADER || !read_at(log->descriptor, prefix, PREFIX, place)) return false;
  uint32_t length = number_at(prefix + 4);
  if (length < HEADER - PREFIX || length > end - place - PREFIX) return false;
  append(batch, prefix, PREFIX);
  batch->data = take_memory(batch->data, batch->room = PREFIX + (size_t)length);
  if (!read_at(log->descriptor, batch->data + PREFIX, length, place + PREFIX)) return false;
  batch->length = PREFIX + (size_t)length;
  return checksum(batch->data + 4, batch->length - 4) == number_at(batch->data);
}

// Tells of the batch's changes; false if they do not fit into it.
static bool tell(const struct buffer *batch, off_t place, change_seen *seen, void *context) {
  const char *data = batch->data + HEADER, *end = batch->data + batch->length;
  for (uint32_t left = number_at(batch->data + 16); left > 0; left--) {
    if (end - data < CHANGE_HEADER) return false;
    uint32_t key = number_at(data), value = number_at(data + 4);
    bool is_deletion = value == DELETION;
    uint64_t length = (uint64_t)key + (is_deletion ? 0 : value);
    data += CHANGE_HEADER;
    if (length > (uint64_t)(end - data)) return false;
    off_t at = place + (data - batch->data) + key;
    seen(context, (struct bytes){data, key}, at, is_deletion ? 0 : value, is_deletion);
    data += length;
  }
  return data == end;
}

// Whether a whole batch lies anywhere behind: then what is in between was damaged, not just never finished.
static bool is_followed(const struct log *log, off_t place, off_t end, struct buffer *batch) {
  for (place++; end - place >= HEADER; place++)
    if (read_batch(log, place, end, batch)) return true;
  return false;
}

enum log_state log_read(struct log *log, change_seen *seen, void *context) {
  struct stat state;
  struct buffer batch = {0};
  if (fstat(log->descriptor, &state) < 0) return LOG_UNREADABLE;
  log->size = 0;
  log->sequence = 1;
  enum log_state result = LOG_WHOLE;
  while (result == LOG_WHOLE && log->size < state.st_size) {
    if (read_batch(log, log->size, state.st_size, &batch) && tell(&batch, log->size, seen, context)) {
      log->size += (off_t)batch.length;
      log->sequence = number_at(batch.data + 8) + ((uint64_t)number_at(batch.data + 12) << 32) + 1;
    } else {
      result = is_followed(log, log->size, state.st_size, &batch) ? LOG_DAMAGED : LOG_TORN;
    }
  }
  free(batch.data);
  return result;
}

static void append_change(struct buffer *batch, const struct change *change) {
  append_number(batch, (uint32_t)change->key.length);
  append_number(batch, change->value.data == 0 ? DELETION : (uint32_t)change->value.length);
  append(batch, change->key.data, change->key.length);
  append(batch, change->value.data, change->value.length);
}

static bool write_at(int descriptor, const char *data, size_t length, off_t place) {
  while (length > 0) {
    ssize_t count = pwrite(descriptor, data, length, place);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    data += count;
    length -= (size_t)count;
    place += count;
  }
  return true;
}

bool log_append(struct log *log, const struct change *changes, size_t count, change_seen *seen,
  void *context) {
  struct buffer batch = {0}, front = {0};
  append(&batch, "\0\0\0\0\0\0\0", PREFIX);
  append_number(&batch, (uint32_t)log->sequence);
  append_number(&batch, (uint32_t)(log->sequence >> 32));
  append_number(&batch, (uint32_t)count);
  for (size_t i = 0; i < count; i++) append_change(&batch, &changes[i]);
  append_number(&front, 0);
  append_number(&front, (uint32_t)(batch.length - PREFIX));
  memcpy(batch.data, front.data, PREFIX);
  front.length = 0;
  append_number(&front, checksum(batch.data + 4, batch.length - 4));
  memcpy(batch.data, front.data, 4);
  bool is_good = write_at(log->descriptor, batch.data, batch.length, log->size);
  if (is_good) {
    tell(&batch, log->size, seen, context);
    log->size += (off_t)batch.length;
    log->sequence++;
  }
  free(batch.data);
  free(front.data);
  return is_good;
}
