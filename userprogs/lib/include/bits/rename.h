// What renameat2 does with a name that exists.
// Printed from Sources/ABI, which the kernel shares: change it there.
#ifndef _BITS_RENAME_H
#define _BITS_RENAME_H

#define RENAME_NOREPLACE 1
#define RENAME_EXCHANGE  2
#define RENAME_WHITEOUT  4

#endif
