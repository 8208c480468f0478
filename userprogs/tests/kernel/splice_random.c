// Random reads, writes, splices, tees and vmsplices between pipes, files and a socket: each byte comes out where a
// model of queues of bytes says that it must, however the pages went.
#include "show.h"

#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

enum { PIPES = 3, FILE_SIZE = 30000, MOST = 9000, ROUNDS = 4000 };

static struct { int ends[2]; unsigned char bytes[1 << 17]; int count; } pipes[PIPES];
static unsigned char contents[FILE_SIZE], room[1 << 17], sent[1 << 17];
static unsigned state = 12345;

static unsigned next(unsigned limit) {
  state = state * 1103515245 + 12345;
  return (state >> 8) % limit;
}

static void add(int pipe, const unsigned char *bytes, long count) {
  if (count <= 0) return;
  REQUIRE(pipes[pipe].count + count <= (long)sizeof room);
  memcpy(pipes[pipe].bytes + pipes[pipe].count, bytes, count);
  pipes[pipe].count += count;
}

static void take(int pipe, long count) {
  if (count <= 0) return;
  REQUIRE(count <= pipes[pipe].count);
  pipes[pipe].count -= count;
  memmove(pipes[pipe].bytes, pipes[pipe].bytes + count, pipes[pipe].count);
}

int main(void) {
  int file = open("/tmp/ring3-splice-random", O_RDWR | O_CREAT | O_TRUNC, 0600), pair[2];
  unlink("/tmp/ring3-splice-random");
  int target = open("/tmp/ring3-splice-random", O_RDWR | O_CREAT, 0600), moved[9] = {0};
  unlink("/tmp/ring3-splice-random");
  for (int i = 0; i < FILE_SIZE; i++) contents[i] = next(256);
  REQUIRE(write(file, contents, FILE_SIZE) == FILE_SIZE);
  REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0);
  for (int i = 0; i < PIPES; i++) REQUIRE(pipe2(pipes[i].ends, O_NONBLOCK) == 0);
  for (int round = 0; round < ROUNDS; round++) {
    int what = next(9), from = next(PIPES), to = (from + 1 + next(PIPES - 1)) % PIPES;
    long size = 1 + next(MOST), count = -1;
    off_t place = next(FILE_SIZE - MOST);
    switch (what) {
      case 0:
        count = write(pipes[to].ends[1], contents + place, size);
        add(to, contents + place, count);
        break;
      case 1:
        count = read(pipes[from].ends[0], room, size);
        if (count > 0) REQUIRE(count <= pipes[from].count && memcmp(room, pipes[from].bytes, count) == 0);
        take(from, count);
        break;
      case 2: {
        off_t begin = place;
        count = splice(file, &place, pipes[to].ends[1], 0, size, SPLICE_F_NONBLOCK);
        REQUIRE(place == begin + (count > 0 ? count : 0));
        add(to, contents + begin, count);
        break;
      }
      case 3: {
        off_t begin = place;
        count = sendfile(pipes[to].ends[1], file, &place, size);
        add(to, contents + begin, count);
        break;
      }
      case 4:
        count = splice(pipes[from].ends[0], 0, pipes[to].ends[1], 0, size, SPLICE_F_NONBLOCK);
        add(to, pipes[from].bytes, count);
        take(from, count);
        break;
      case 5:
        count = tee(pipes[from].ends[0], pipes[to].ends[1], size, SPLICE_F_NONBLOCK);
        add(to, pipes[from].bytes, count);
        break;
      case 6: {
        // Pages that nobody changes any more: the program's own constants.
        struct iovec parts[2] = {{contents + place, size / 2}, {contents + place / 2, size - size / 2}};
        count = vmsplice(pipes[to].ends[1], parts, 2, SPLICE_F_NONBLOCK);
        long first = count < (long)parts[0].iov_len ? count : (long)parts[0].iov_len;
        add(to, parts[0].iov_base, first);
        add(to, parts[1].iov_base, count - first);
        break;
      }
      case 7:
        count = splice(pipes[from].ends[0], 0, pair[0], 0, size, SPLICE_F_NONBLOCK);
        if (count <= 0) break;
        REQUIRE(recv(pair[1], sent, count, MSG_WAITALL) == count);
        REQUIRE(memcmp(sent, pipes[from].bytes, count) == 0);
        take(from, count);
        break;
      case 8: {
        // Into another file: in this one, pages that are in pipes would change with it.
        off_t begin = place;
        count = splice(pipes[from].ends[0], 0, target, &place, size, SPLICE_F_NONBLOCK);
        if (count <= 0) break;
        REQUIRE(place == begin + count);
        REQUIRE(pread(target, room, count, begin) == count && memcmp(room, pipes[from].bytes, count) == 0);
        take(from, count);
        break;
      }
    }
    if (count < 0) REQUIRE(errno == EAGAIN);
    moved[what] += count > 0;
  }
  for (int i = 0; i < 9; i++) printf("%d ", moved[i] > 50);
  puts("");
  for (int i = 0; i < PIPES; i++) {
    long count;
    while ((count = read(pipes[i].ends[0], room, sizeof room)) > 0) {
      REQUIRE(memcmp(room, pipes[i].bytes, count) == 0);
      take(i, count);
    }
    printf("pipe %d: %d left\n", i, pipes[i].count);
  }
}
