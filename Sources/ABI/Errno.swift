/// What a failed system call tells its caller; the kernel returns the negated raw value in `a0`.
///
/// Numbers are those of Linux's `asm-generic/errno.h`; C names and messages are in `Errno+Text.swift`.
public enum Errno: Int32, Error, CaseIterable, Sendable {
  /// EPERM: Operation not permitted.
  case notPermitted = 1
  /// ENOENT: No such file or directory.
  case noSuchFile = 2
  /// ESRCH: No such process.
  case noSuchProcess = 3
  /// EINTR: Interrupted system call.
  case interrupted = 4
  /// EIO: Input/output error.
  case inputOutput = 5
  /// ENXIO: No such device or address.
  case noSuchDeviceOrAddress = 6
  /// E2BIG: Argument list too long.
  case argumentListTooLong = 7
  /// ENOEXEC: Exec format error.
  case notExecutable = 8
  /// EBADF: Bad file descriptor.
  case badDescriptor = 9
  /// ECHILD: No child processes.
  case noChildren = 10
  /// EAGAIN: Resource temporarily unavailable.
  case tryAgain = 11
  /// ENOMEM: Cannot allocate memory.
  case outOfMemory = 12
  /// EACCES: Permission denied.
  case accessDenied = 13
  /// EFAULT: Bad address.
  case badAddress = 14
  /// ENOTBLK: Block device required.
  case notBlockDevice = 15
  /// EBUSY: Device or resource busy.
  case busy = 16
  /// EEXIST: File exists.
  case fileExists = 17
  /// EXDEV: Invalid cross-device link.
  case crossDeviceLink = 18
  /// ENODEV: No such device.
  case noSuchDevice = 19
  /// ENOTDIR: Not a directory.
  case notDirectory = 20
  /// EISDIR: Is a directory.
  case isDirectory = 21
  /// EINVAL: Invalid argument.
  case invalidArgument = 22
  /// ENFILE: Too many open files in system.
  case tooManyFilesInSystem = 23
  /// EMFILE: Too many open files.
  case tooManyFiles = 24
  /// ENOTTY: Inappropriate ioctl for device.
  case notTerminal = 25
  /// ETXTBSY: Text file busy.
  case textFileBusy = 26
  /// EFBIG: File too large.
  case fileTooLarge = 27
  /// ENOSPC: No space left on device.
  case noSpace = 28
  /// ESPIPE: Illegal seek.
  case illegalSeek = 29
  /// EROFS: Read-only file system.
  case readOnlyFileSystem = 30
  /// EMLINK: Too many links.
  case tooManyLinks = 31
  /// EPIPE: Broken pipe.
  case brokenPipe = 32
  /// EDOM: Numerical argument out of domain.
  case outOfDomain = 33
  /// ERANGE: Numerical result out of range.
  case outOfRange = 34
  /// EDEADLK: Resource deadlock avoided.
  case deadlock = 35
  /// ENAMETOOLONG: File name too long.
  case nameTooLong = 36
  /// ENOLCK: No locks available.
  case noLocks = 37
  /// ENOSYS: Function not implemented.
  case notImplemented = 38
  /// ENOTEMPTY: Directory not empty.
  case directoryNotEmpty = 39
  /// ELOOP: Too many levels of symbolic links.
  case tooManySymbolicLinks = 40
  /// ENOMSG: No message of desired type.
  case noMessage = 42
  /// EIDRM: Identifier removed.
  case identifierRemoved = 43
  /// ECHRNG: Channel number out of range.
  case channelOutOfRange = 44
  /// EL2NSYNC: Level 2 not synchronized.
  case level2NotSynchronized = 45
  /// EL3HLT: Level 3 halted.
  case level3Halted = 46
  /// EL3RST: Level 3 reset.
  case level3Reset = 47
  /// ELNRNG: Link number out of range.
  case linkOutOfRange = 48
  /// EUNATCH: Protocol driver not attached.
  case protocolDriverNotAttached = 49
  /// ENOCSI: No CSI structure available.
  case noCSIStructure = 50
  /// EL2HLT: Level 2 halted.
  case level2Halted = 51
  /// EBADE: Invalid exchange.
  case badExchange = 52
  /// EBADR: Invalid request descriptor.
  case badRequestDescriptor = 53
  /// EXFULL: Exchange full.
  case exchangeFull = 54
  /// ENOANO: No anode.
  case noAnode = 55
  /// EBADRQC: Invalid request code.
  case badRequestCode = 56
  /// EBADSLT: Invalid slot.
  case badSlot = 57
  /// EBFONT: Bad font file format.
  case badFontFile = 59
  /// ENOSTR: Device not a stream.
  case notStream = 60
  /// ENODATA: No data available.
  case noData = 61
  /// ETIME: Timer expired.
  case timerExpired = 62
  /// ENOSR: Out of streams resources.
  case noStreamResources = 63
  /// ENONET: Machine is not on the network.
  case noNetwork = 64
  /// ENOPKG: Package not installed.
  case packageNotInstalled = 65
  /// EREMOTE: Object is remote.
  case objectIsRemote = 66
  /// ENOLINK: Link has been severed.
  case linkSevered = 67
  /// EADV: Advertise error.
  case advertise = 68
  /// ESRMNT: Srmount error.
  case srmount = 69
  /// ECOMM: Communication error on send.
  case communicationError = 70
  /// EPROTO: Protocol error.
  case protocolError = 71
  /// EMULTIHOP: Multihop attempted.
  case multihopAttempted = 72
  /// EDOTDOT: RFS specific error.
  case rfsError = 73
  /// EBADMSG: Bad message.
  case badMessage = 74
  /// EOVERFLOW: Value too large for defined data type.
  case valueTooLarge = 75
  /// ENOTUNIQ: Name not unique on network.
  case nameNotUnique = 76
  /// EBADFD: File descriptor in bad state.
  case badDescriptorState = 77
  /// EREMCHG: Remote address changed.
  case remoteAddressChanged = 78
  /// ELIBACC: Can not access a needed shared library.
  case libraryNotAccessible = 79
  /// ELIBBAD: Accessing a corrupted shared library.
  case libraryCorrupted = 80
  /// ELIBSCN: .lib section in a.out corrupted.
  case librarySectionCorrupted = 81
  /// ELIBMAX: Attempting to link in too many shared libraries.
  case tooManyLibraries = 82
  /// ELIBEXEC: Cannot exec a shared library directly.
  case libraryNotExecutable = 83
  /// EILSEQ: Invalid or incomplete multibyte or wide character.
  case illegalByteSequence = 84
  /// ERESTART: Interrupted system call should be restarted.
  case shouldRestart = 85
  /// ESTRPIPE: Streams pipe error.
  case streamsPipe = 86
  /// EUSERS: Too many users.
  case tooManyUsers = 87
  /// ENOTSOCK: Socket operation on non-socket.
  case notSocket = 88
  /// EDESTADDRREQ: Destination address required.
  case destinationRequired = 89
  /// EMSGSIZE: Message too long.
  case messageTooLong = 90
  /// EPROTOTYPE: Protocol wrong type for socket.
  case wrongProtocolType = 91
  /// ENOPROTOOPT: Protocol not available.
  case noProtocolOption = 92
  /// EPROTONOSUPPORT: Protocol not supported.
  case protocolNotSupported = 93
  /// ESOCKTNOSUPPORT: Socket type not supported.
  case socketTypeNotSupported = 94
  /// EOPNOTSUPP: Operation not supported.
  case notSupported = 95
  /// EPFNOSUPPORT: Protocol family not supported.
  case protocolFamilyNotSupported = 96
  /// EAFNOSUPPORT: Address family not supported by protocol.
  case addressFamilyNotSupported = 97
  /// EADDRINUSE: Address already in use.
  case addressInUse = 98
  /// EADDRNOTAVAIL: Cannot assign requested address.
  case addressNotAvailable = 99
  /// ENETDOWN: Network is down.
  case networkDown = 100
  /// ENETUNREACH: Network is unreachable.
  case networkUnreachable = 101
  /// ENETRESET: Network dropped connection on reset.
  case networkReset = 102
  /// ECONNABORTED: Software caused connection abort.
  case connectionAborted = 103
  /// ECONNRESET: Connection reset by peer.
  case connectionReset = 104
  /// ENOBUFS: No buffer space available.
  case noBufferSpace = 105
  /// EISCONN: Transport endpoint is already connected.
  case isConnected = 106
  /// ENOTCONN: Transport endpoint is not connected.
  case notConnected = 107
  /// ESHUTDOWN: Cannot send after transport endpoint shutdown.
  case isShutDown = 108
  /// ETOOMANYREFS: Too many references: cannot splice.
  case tooManyReferences = 109
  /// ETIMEDOUT: Connection timed out.
  case timedOut = 110
  /// ECONNREFUSED: Connection refused.
  case connectionRefused = 111
  /// EHOSTDOWN: Host is down.
  case hostDown = 112
  /// EHOSTUNREACH: No route to host.
  case hostUnreachable = 113
  /// EALREADY: Operation already in progress.
  case alreadyInProgress = 114
  /// EINPROGRESS: Operation now in progress.
  case inProgress = 115
  /// ESTALE: Stale file handle.
  case staleHandle = 116
  /// EUCLEAN: Structure needs cleaning.
  case needsCleaning = 117
  /// ENOTNAM: Not a XENIX named type file.
  case notNamedType = 118
  /// ENAVAIL: No XENIX semaphores available.
  case noNamedSemaphores = 119
  /// EISNAM: Is a named type file.
  case isNamedType = 120
  /// EREMOTEIO: Remote I/O error.
  case remoteInputOutput = 121
  /// EDQUOT: Disk quota exceeded.
  case quotaExceeded = 122
  /// ENOMEDIUM: No medium found.
  case noMedium = 123
  /// EMEDIUMTYPE: Wrong medium type.
  case wrongMediumType = 124
  /// ECANCELED: Operation canceled.
  case canceled = 125
  /// ENOKEY: Required key not available.
  case noKey = 126
  /// EKEYEXPIRED: Key has expired.
  case keyExpired = 127
  /// EKEYREVOKED: Key has been revoked.
  case keyRevoked = 128
  /// EKEYREJECTED: Key was rejected by service.
  case keyRejected = 129
  /// EOWNERDEAD: Owner died.
  case ownerDied = 130
  /// ENOTRECOVERABLE: State not recoverable.
  case notRecoverable = 131
  /// ERFKILL: Operation not possible due to RF-kill.
  case radioKilled = 132
  /// EHWPOISON: Memory page has hardware error.
  case memoryPoisoned = 133
}
