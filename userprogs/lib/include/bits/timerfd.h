// Timers with a descriptor.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_TIMERFD_H
#define _BITS_TIMERFD_H

#define TFD_CLOEXEC             02000000
#define TFD_NONBLOCK            04000
#define TFD_TIMER_ABSTIME       1
#define TFD_TIMER_CANCEL_ON_SET 2

#endif
