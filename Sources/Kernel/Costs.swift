/// What the kernel's own work costs, in cycles.
///
/// The kernel is not a program of the machine, so its instructions are not counted one by one. Each stage charges a
/// constant: the number of instructions that the same stage takes in a small RISC-V kernel (xv6-riscv, gcc -O2),
/// at one instruction a cycle. The memory that a stage touches is charged beside it, by the caches.
public enum Cost {
  /// The hart flushes its pipeline, changes mode and jumps to the trap vector.
  public static let trapEntry = 5
  /// `sret` back to the program.
  public static let trapReturn = 5
  /// One `sd` or `ld` for each of 31 registers and the pc, beyond what the caches charge.
  public static let saveRegisters = 32
  /// The same the other way.
  public static let restoreRegisters = 32
  /// Reading the cause and choosing who deals with it.
  public static let dispatch = 12
  /// Bounds check and indexed jump of the system-call table.
  public static let syscallTable = 8
  /// Finding the area of an address: a few comparisons a level of the search.
  public static let areaLookUp = 20
  /// Taking a frame from the free list.
  public static let allocateFrame = 15
  /// Walking to the place of an entry in software and writing it.
  public static let mapPage = 25
  /// `sd zero` for each doubleword of a page.
  public static let zeroPage = 512
  /// `ld` and `sd` for each doubleword of a page.
  public static let copyPage = 1024
  /// Finding a page in the page cache: a few levels of a radix tree.
  public static let cacheLookUp = 30
  /// Reading a page of a file into the page cache. Files are on a RAM disk: it is a copy.
  public static let readPage = 1024
  /// The same the other way.
  public static let writePage = 1024
  /// Choosing the page that makes room, beside the page table.
  public static let chooseVictim = 60
  /// Telling the disk's controller what to transfer.
  public static let startTransfer = 150
  /// Telling another hart to interrupt what it does, and waiting until it has.
  public static let sendInterrupt = 100
  /// On that other hart: the trap, `sfence.vma`, and the way back.
  public static let flushOnInterrupt = 120
  /// Setting up a copy between kernel and program: the checks of one page.
  public static let copySetUp = 20
  /// `ld` and `sd` for eight bytes of such a copy.
  public static let copyDoubleword = 2
  /// The body of a refill routine, which walks three levels.
  public static let refillTLB = 20
  /// Filling in the rows of a new process, beside the page table.
  public static let makeProcess = 400
  /// Filling in the row of a new thread.
  public static let makeThread = 200
  /// Building the frame that a signal handler returns through, beside the copy.
  public static let signalFrame = 60
  /// Trying one operation of `semop`: reading and writing a value, and what that takes back.
  public static let semaphoreOperation = 12
  /// Putting a page into a slot of a pipe: its number, where the bytes begin and how many they are.
  public static let moveSlot = 12
  /// Making a byte of a text of /proc: dividing numbers by ten, mostly.
  public static let formatByte = 8
  /// Looking at a row of a table, for a text of /proc.
  public static let searchRow = 4
  /// Choosing the next thread.
  public static let schedule = 30
}
