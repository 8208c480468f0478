/// The preset `laptop`.
let laptopMachine = """
  # The memory system of a current laptop: sizes and latencies of one core of AMD's Zen 4 with its share of the
  # third level ("Software Optimization Guide for the AMD Zen4 Microarchitecture", publication 57647, chapter 2).
  #
  # The harts themselves stay simple: they take one instruction after the other, so a latency that Zen 4 hides
  # shows here in full. Its first-level TLBs are fully associative and the second level has 24 ways; here sets have
  # at most 16.

  harts: 1
  memory: 256M
  memory-latency: 400       # cycles: about 90 ns
  clock: 4500               # MHz
  misaligned: works
  scheduler: eevdf:slice=3ms

  tlb:
    refill: hardware
    itlb: {entries: 64, ways: 16, policy: lru}
    dtlb: {entries: 72, ways: 9, policy: lru}
    stlb: {entries: 3072, ways: 12, policy: lru, latency: 7}

  cache:
    l1i: {size: 32K, ways: 8, line: 64, policy: plru, latency: 1}
    l1d: {size: 32K, ways: 8, line: 64, policy: plru, write: back, latency: 4}
    l2: {size: 1M, ways: 8, line: 64, policy: plru, latency: 14}
    l3: {size: 16M, ways: 16, line: 64, policy: plru, latency: 50}

  """
