// System V message queues.
#ifndef _SYS_MSG_H
#define _SYS_MSG_H

#include <bits/msg.h>
#include <sys/ipc.h>

typedef unsigned long msgqnum_t;
typedef unsigned long msglen_t;

// What a message may look like; the text is as long as the program wants.
struct msgbuf {
  long mtype;
  char mtext[1];
};

int msgget(key_t key, int flags);
int msgsnd(int id, const void *message, size_t size, int flags);
ssize_t msgrcv(int id, void *message, size_t size, long type, int flags);
int msgctl(int id, int command, struct msqid_ds *status);

#endif
