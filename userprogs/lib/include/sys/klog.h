// The kernel's own log.
#ifndef _SYS_KLOG_H
#define _SYS_KLOG_H

// 3: copies the last `size` bytes; 5: forgets them; 10: how many there can be.
int klogctl(int action, char *buffer, int size);

#endif
