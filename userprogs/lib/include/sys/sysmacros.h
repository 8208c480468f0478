// The two parts of a device's number.
#ifndef _SYS_SYSMACROS_H
#define _SYS_SYSMACROS_H

#define major(device) ((unsigned)((device) >> 8 & 0xfff | (device) >> 32 & ~0xfffu))
#define minor(device) ((unsigned)((device) & 0xff | (device) >> 12 & ~0xffu))
#define makedev(major, minor) \
  (((dev_t)(major) & 0xfff) << 8 | ((dev_t)(major) & ~0xffful) << 32 | ((dev_t)(minor) & 0xff) \
   | ((dev_t)(minor) & ~0xfful) << 12)

#endif
