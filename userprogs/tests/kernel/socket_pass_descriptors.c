// SCM_RIGHTS: descriptors travel over a local socket: the same open file, another number.
#include "show.h"

#include <fcntl.h>
#include <sys/socket.h>

static void send_descriptors(int socket, const int *files, int count) {
  char control[CMSG_SPACE(4 * sizeof(int))] = {0}, byte = 'd';
  struct iovec part = {&byte, 1};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control,
                          .msg_controllen = CMSG_SPACE(count * sizeof(int))};
  struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
  rights->cmsg_level = SOL_SOCKET, rights->cmsg_type = SCM_RIGHTS, rights->cmsg_len = CMSG_LEN(count * sizeof(int));
  memcpy(CMSG_DATA(rights), files, count * sizeof(int));
  REQUIRE(sendmsg(socket, &header, 0) == 1);
}

static int receive_descriptors(int socket, int *files) {
  char control[CMSG_SPACE(4 * sizeof(int))], byte;
  struct iovec part = {&byte, 1};
  struct msghdr header = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  REQUIRE(recvmsg(socket, &header, MSG_CMSG_CLOEXEC) == 1);
  struct cmsghdr *rights = CMSG_FIRSTHDR(&header);
  if (rights == 0) return 0;
  REQUIRE(rights->cmsg_level == SOL_SOCKET && rights->cmsg_type == SCM_RIGHTS);
  memcpy(files, CMSG_DATA(rights), rights->cmsg_len - CMSG_LEN(0));
  return (rights->cmsg_len - CMSG_LEN(0)) / sizeof(int);
}

int main(void) {
  int pair[2], ends[2], files[4];
  char bytes[16] = "";
  REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
  pid_t child = start();
  if (child == 0) {
    close(pair[0]);
    int count = receive_descriptors(pair[1], files);
    printf("the child got %d\n", count);
    REQUIRE(read(files[0], bytes, 3) == 3);
    printf("from the file: %s\n", bytes);
    SHOW(write(files[1], "into the pipe", 13));
    SHOW(fcntl(files[0], F_GETFD));
    SHOW(receive_descriptors(pair[1], files));
    exit(0);
  }
  close(pair[1]);
  int file = open("/tmp/ring3-pass", O_RDWR | O_CREAT | O_TRUNC, 0600);
  REQUIRE(write(file, "abcdefgh", 8) == 8 && lseek(file, 2, SEEK_SET) == 2);
  REQUIRE(pipe(ends) == 0);
  files[0] = file, files[1] = ends[1];
  send_descriptors(pair[0], files, 2);
  close(ends[1]);
  REQUIRE(write(pair[0], "n", 1) == 1);
  show_status("child", finish(child));
  SHOW(read(ends[0], bytes, 16));
  SHOW(read(ends[0], bytes, 16));
  SHOW(lseek(file, 0, SEEK_CUR));
  unlink("/tmp/ring3-pass");
  // A descriptor in flight, whose sender has closed it, is open until the socket goes.
  REQUIRE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0 && pipe(ends) == 0);
  send_descriptors(pair[0], &ends[1], 1);
  close(ends[1]);
  fcntl(ends[0], F_SETFL, O_NONBLOCK);
  SHOW(read(ends[0], bytes, 1));
  close(pair[0]), close(pair[1]);
  SHOW(read(ends[0], bytes, 1));
}
