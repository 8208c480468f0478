// The log and the index together. A change is first in the log, then in the index, and acknowledged when the
// log is on the disk; after a crash, the index is made anew from the log.
#include "kv.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LEAST_COMPACTED = 1 << 16, CHANGES_A_BATCH = 64 };

static bool complain(const char *folder, const char *what) {
  fprintf(stderr, "kv: %s: %s: %s\n", folder, what, strerror(errno));
  return false;
}

static void note_change(void *context, struct bytes key, off_t place, uint32_t length, bool is_deletion) {
  struct index *index = context;
  if (is_deletion) index_delete(index, key);
  else index_put(index, key, place, length);
}

// One process at a time: the lock goes with the process, however it ends.
static bool lock_folder(struct store *store, const char *folder) {
  if (mkdir(folder, 0777) < 0 && errno != EEXIST) return complain(folder, "the folder cannot be made");
  store->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (store->folder < 0) return complain(folder, "the folder cannot be opened");
  store->lock = openat(store->folder, "lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (store->lock < 0) return complain(folder, "the lock cannot be opened");
  if (flock(store->lock, LOCK_EX | LOCK_NB) == 0) return true;
  return complain(folder, "another kv has it open");
}

// What a crash left half written was never acknowledged: it goes.
static bool drop_torn_end(struct store *store) {
  struct stat state;
  if (fstat(store->log.descriptor, &state) < 0) return false;
  store->torn_bytes = state.st_size - store->log.size;
  return ftruncate(store->log.descriptor, store->log.size) == 0 && fsync(store->log.descriptor) == 0;
}

bool store_open(struct store *store, const char *folder) {
  *store = (struct store){.folder = -1, .lock = -1};
  store->log.descriptor = -1;
  if (!lock_folder(store, folder)) return false;
  unlinkat(store->folder, "log.new", 0);  // of a compaction that did not end
  store->log.descriptor = openat(store->folder, "log", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (store->log.descriptor < 0) return complain(folder, "the log cannot be opened");
  enum log_state state = log_read(&store->log, note_change, &store->index);
  if (state == LOG_DAMAGED) {
    fprintf(stderr, "kv: %s: the log is damaged at byte %ld, and whole behind it\n", folder,
      (long)store->log.size);
    return false;
  }
  if (state == LOG_UNREADABLE) return complain(folder, "the log cannot be read");
  if (state == LOG_TORN && !drop_torn_end(store)) return complain(folder, "the log's end cannot be dropped");
  return fsync(store->folder) == 0 || complain(folder, "the folder cannot be synced");
}

void store_close(struct store *store) {
  index_clear(&store->index);
  if (store->log.descriptor >= 0) close(store->log.descriptor);
  if (store->lock >= 0) close(store->lock);
  if (store->folder >= 0) close(store->folder);
}

static bool read_value(const struct store *store, const struct entry *entry, struct buffer *value) {
  char part[1 << 12];
  for (uint32_t done = 0; done < entry->length;) {
    size_t wanted = entry->length - done < sizeof part ? entry->length - done : sizeof part;
    ssize_t count = pread(store->log.descriptor, part, wanted, entry->place + done);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return false;
    append(value, part, (size_t)count);
    done += (uint32_t)count;
  }
  return true;
}

bool store_get(struct store *store, struct bytes key, struct buffer *value) {
  struct entry *entry = index_find(&store->index, key);
  return entry != 0 && read_value(store, entry, value);
}

bool store_change(struct store *store, const struct change *changes, size_t count) {
  if (count == 0) return true;
  store->needs_sync = true;
  return log_append(&store->log, changes, count, note_change, &store->index);
}

bool store_sync(struct store *store) {
  if (!store->needs_sync) return true;
  if (fdatasync(store->log.descriptor) < 0) return false;
  store->needs_sync = false;
  off_t live = (off_t)store->index.live_bytes + 64 * (off_t)store->index.count;
  return store->log.size < LEAST_COMPACTED || store->log.size < 3 * live || store_compact(store);
}

// Writes what the index has to a new log, a few keys a batch.
static bool copy_live(struct store *store, struct log *log, struct index *index) {
  struct change changes[CHANGES_A_BATCH];
  struct buffer values = {0};
  struct entry *entry = store->index.first[0];
  bool is_good = true;
  while (entry != 0 && is_good) {
    size_t count = 0, ends[CHANGES_A_BATCH];
    values.length = 0;
    for (; entry != 0 && count < CHANGES_A_BATCH && values.length < LONGEST_VALUE; entry = entry->next[0]) {
      is_good &= read_value(store, entry, &values);
      changes[count].key = entry->key;
      ends[count++] = values.length;
    }
    for (size_t i = 0, start = 0; i < count; start = ends[i++])
      changes[i].value = (struct bytes){values.data == 0 ? "" : values.data + start, ends[i] - start};
    is_good = is_good && log_append(log, changes, count, note_change, index);
  }
  free(values.data);
  return is_good;
}

// The new log takes the old one's name when it is on the disk, and not before.
bool store_compact(struct store *store) {
  struct log log = {.sequence = store->log.sequence};
  struct index index = {0};
  log.descriptor = openat(store->folder, "log.new", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  bool is_good = log.descriptor >= 0 && copy_live(store, &log, &index) && fsync(log.descriptor) == 0
    && renameat(store->folder, "log.new", store->folder, "log") == 0 && fsync(store->folder) == 0;
  if (!is_good) {
    if (log.descriptor >= 0) close(log.descriptor);
    index_clear(&index);
    return false;
  }
  close(store->log.descriptor);
  index_clear(&store->index);
  store->log = log;
  store->index = index;
  store->needs_sync = false;
  store->compactions++;
  return true;
}
