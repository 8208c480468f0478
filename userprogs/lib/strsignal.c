// What a signal means.

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

char *strsignal(int signal) {
  static _Thread_local char text[32];
  switch (signal) {
#define CASE(name, message) case name: return message;
    __SIGNAL_MESSAGES(CASE)
  }
  bool is_real_time = signal >= SIGRTMIN && signal <= SIGRTMAX;
  snprintf(
    text, sizeof text, is_real_time ? "Real-time signal %d" : "Unknown signal %d",
    is_real_time ? signal - SIGRTMIN : signal);
  return text;
}

// SEGV for SIGSEGV, or null.
const char *sigabbrev_np(int signal) {
  switch (signal) {
#undef CASE
#define CASE(name, message) case name: return &#name[3];
    __SIGNAL_MESSAGES(CASE)
  }
  return 0;
}

const char *sigdescr_np(int signal) { return signal > 0 && signal < 32 ? strsignal(signal) : 0; }
