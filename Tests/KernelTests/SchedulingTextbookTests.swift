import Kernel
import Testing

/// The policies against schedules that others have published.
@Suite("A schedule of the textbooks") struct SchedulingTextbookTests {
  @Test("comes out as it is published, to the unit of time", arguments: SchedulingExamples.all)
  func published(example: SchedulingExample) {
    let schedule = SchedulingSimulator.run(example.jobs, example.choice)
    if let chart = example.chart { #expect(schedule.chart == chart) }
    if let response = example.response { #expect(schedule.response == response) }
    if let turnaround = example.turnaround { #expect(schedule.turnaround == turnaround) }
    if let waiting = example.waiting { #expect(schedule.waiting == waiting) }
  }

  @Test("OSTEP homework cpu-sched-mlfq: the result that its README prints")
  func feedbackHomework() {
    let jobs = [
      Job("0", 84, waitsEvery: 7, waits: 5), Job("1", 42, waitsEvery: 3, waits: 5),
      Job("2", 51, waitsEvery: 4, waits: 5),
    ]
    let schedule = SchedulingSimulator.run(jobs, SchedulingExamples.mlfq([10, 10, 10]), arrivalsFirst: false)
    #expect(schedule.response == [0, 7, 10])
    #expect(schedule.turnaround == [180, 161, 171])
  }

  @Test("OSTEP figures 8.2 and 8.3: a long job sinks, and a short one comes along")
  func feedbackShortJob() {
    let long = Job("A", 180)
    let schedule = SchedulingSimulator.run(
      [long, Job("B", at: 100, 20)], SchedulingExamples.mlfq([10, 10, 10]), arrivalsFirst: false)
    #expect(schedule.chart == "A 100 B 120 A 200")
  }

  @Test(
    "OSTEP figure 8.6: waiting just before the quantum is over pays under the old rules, not under the new")
  func feedbackGaming() {
    let jobs = [Job("A", 120), Job("B", at: 100, 50, waitsEvery: 9, waits: 1)]
    let old = SchedulingSimulator.run(
      jobs, SchedulingExamples.mlfq([10, 10, 10], forgives: true), arrivalsFirst: false)
    #expect(old.turnaround == [170, 55])
    let new = SchedulingSimulator.run(jobs, SchedulingExamples.mlfq([10, 10, 10]), arrivalsFirst: false)
    #expect(new.turnaround == [147, 72])
    #expect(
      new.chart == "A 100 B 109 A 110 B 119 A 120 B 122 A 130 B 137 A 147 B 156 - 157 B 166 - 167 B 172")
  }

  @Test("OSTEP figure 8.5: without a boost a long job starves beside short ones; with one it goes on")
  func feedbackBoost() {
    let jobs =
      [Job("A", 120)]
      + ["B", "C"].map { Job($0, at: 100, 50, waitsEvery: 5, waits: 5) }
    let rules = SchedulingExamples.mlfq([10, 10, 10], boost: 50, forgives: true)
    let schedule = SchedulingSimulator.run(jobs, rules, arrivalsFirst: false)
    #expect(schedule.response == [0, 10, 15])
    #expect(schedule.turnaround == [160, 115, 120])
  }

  @Test("A boost in the middle of a quantum puts those first that have sunk deepest, and each in its turn")
  func feedbackBoostOrder() {
    let jobs = [Job("0", 60), Job("1", 60), Job("2", at: 20, 60)]
    let schedule = SchedulingSimulator.run(
      jobs, SchedulingExamples.mlfq([10, 20, 40], boost: 50), arrivalsFirst: false)
    #expect(schedule.chart == "0 10 1 20 2 30 0 60 1 70 2 80 0 100 1 110 2 120 1 140 2 150 1 160 2 180")
  }

  @Test("With an allotment of two quanta a job takes two turns in each queue")
  func feedbackAllotment() {
    let jobs = ["0", "1", "2"].map { Job($0, 60) }
    let schedule = SchedulingSimulator.run(
      jobs, SchedulingExamples.mlfq([10, 20, 40], allotment: 2), arrivalsFirst: false)
    #expect(schedule.chart == "0 10 1 20 2 30 0 40 1 50 2 60 0 80 1 100 2 120 0 140 1 160 2 180")
  }

  @Test("Silberschatz figure 5.4: guesses by exponential averaging with α = 1/2 and τ₀ = 10")
  func exponentialAveraging() {
    let bursts: [UInt64] = [6, 4, 6, 4, 13, 13, 13]
    var queue = SchedulerChoice.shortestJobFirst(.average(permille: 500)).makeQueue(seed: 1)
    var entity = SchedulingEntity(thread: TID(1))
    entity.burstEstimate = 10
    var guesses: [UInt64] = []
    for burst in bursts {
      queue.add(entity, because: .woken, at: 0)
      entity = queue.next(at: 0)!
      guesses.append(entity.burstEstimate)
      queue.charge(&entity, cycles: burst, at: 0)
      queue.leave(&entity, endsBurst: true, at: 0)
    }
    #expect(guesses + [entity.burstEstimate] == [10, 8, 6, 6, 5, 9, 11, 12])
  }

  @Test("A burst that goes on at another hart is one burst for the averaging")
  func burstThatMoves() {
    let choice = SchedulerChoice.shortestJobFirst(.average(permille: 500))
    var queues = [choice.makeQueue(seed: 1), choice.makeQueue(seed: 2)]
    var entity = SchedulingEntity(thread: TID(1))
    entity.burstEstimate = 10
    for (hart, cause) in [(0, ReadyCause.woken), (1, .migrated), (0, .migrated)] {
      queues[hart].add(entity, because: cause, at: 0)
      entity = queues[hart].next(at: 0)!
      queues[hart].charge(&entity, cycles: 20, at: 0)
      queues[hart].leave(&entity, endsBurst: cause == .migrated && hart == 0, at: 0)
    }
    #expect(entity.burstEstimate == 35)
  }

  @Test("Ageing: a job of the lowest priority runs although others of the highest never end")
  func ageing() {
    let jobs = [Job("A", 200), Job("B", 200), Job("C", 5, nice: 9)]
    let starved = SchedulingSimulator.run(
      jobs, .priority(preemptive: true, quantum: SchedulingExamples.units(2), ageing: nil))
    #expect(starved.response[2] == 400)
    let aged = SchedulingSimulator.run(
      jobs,
      .priority(preemptive: true, quantum: SchedulingExamples.units(2), ageing: SchedulingExamples.units(3)))
    // Nine steps of three units each, and what its rivals gain by waiting for one another.
    #expect((27...40).contains(aged.response[2]))
  }
}
