/// The preset `default`.
let defaultMachine = """
  # The machine that runs when nothing is said: round numbers near those of many processors.

  harts: 1
  memory: 64M
  memory-latency: 200       # cycles
  clock: 1000               # MHz
  misaligned: works         # or traps
  scheduler: rr:quantum=1ms # who runs next; docs/scheduling.md has the others

  tlb:
    refill: hardware        # or software: a miss traps to the kernel
    itlb: {entries: 32, ways: 4, policy: lru}
    dtlb: {entries: 64, ways: 4, policy: lru}
    stlb: {entries: 1024, ways: 8, policy: lru, latency: 7}

  cache:                    # policy: lru, plru, fifo or random; write: back or through; latency in cycles
    l1i: {size: 32K, ways: 8, line: 64, policy: lru, latency: 1}
    l1d: {size: 32K, ways: 8, line: 64, policy: lru, write: back, latency: 1}
    l2: {size: 512K, ways: 8, line: 64, policy: lru, latency: 14}
    l3: {size: 4M, ways: 16, line: 64, policy: lru, latency: 42}

  """
