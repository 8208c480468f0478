/// The preset `teaching`.
let teachingMachine = """
  # A machine that fits on a blackboard.
  #
  # With lines of 16 bytes and 4 sets, the lowest hexadecimal digit of an address is the place in the line, and the
  # two bits above it choose the set:   tag ... | set (2 bits) | offset (4 bits)

  harts: 1
  memory: 4M
  memory-latency: 100       # cycles
  clock: 1                  # MHz: one cycle is one microsecond
  scheduler: rr:quantum=100ms

  tlb:
    refill: hardware        # or software: a miss traps to the kernel
    itlb: {entries: 2, ways: 2, policy: lru}
    dtlb: {entries: 4, ways: 4, policy: lru}
    stlb: {entries: 16, ways: 4, policy: lru, latency: 5}

  cache:
    l1i: {size: 128, ways: 2, line: 16, policy: lru, latency: 1}
    l1d: {size: 128, ways: 2, line: 16, policy: lru, write: back, latency: 1}
    l2: {size: 512, ways: 4, line: 16, policy: lru, latency: 5}
    l3: {size: 2K, ways: 8, line: 16, policy: lru, latency: 20}

  """
