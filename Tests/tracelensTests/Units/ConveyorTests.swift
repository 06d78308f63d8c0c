import Synchronization
import Testing

@testable import tracelens

@Suite struct `The conveyor` {
    @Test(arguments: [1, 2, 8])
    func `hands over in the order of the numbers, whoever is faster`(threads: Int) {
        let taken = Mutex<[Int]>([])
        let conveyor = Conveyor<Int>(capacity: threads) { part in taken.withLock { $0.append(part) }
        }
        let next = Mutex(0)
        let workers = (0..<threads).compactMap { worker in
            Thread.start {
                var random = SystemRandomNumberGenerator()
                while case let number = next.withLock({ next in
                    defer { next += 1 }
                    return next
                }), number < 2000 {
                    if Int.random(in: 0..<8, using: &random) == 0 {
                        conveyor.waitForTurn(of: number)
                        #expect(conveyor.isTurn(of: number))
                    }
                    conveyor.deliver(number, number: number)
                }
            }
        }
        for worker in workers { worker.join() }
        #expect(workers.count == threads)
        #expect(taken.withLock { $0 } == Array(0..<2000))
    }

    @Test func `keeps no more than its capacity and one a thread`() {
        let taken = Mutex(0)
        let brought = Mutex(0)
        let delivered = Mutex(0)
        let conveyor = Conveyor<Int>(capacity: 2) { _ in taken.withLock { $0 += 1 } }
        let early = (1...6).compactMap { number in
            Thread.start {
                brought.withLock { $0 += 1 }
                conveyor.deliver(number, number: number)
                delivered.withLock { $0 += 1 }
            }
        }
        while brought.withLock({ $0 }) < 6 {}
        #expect(taken.withLock { $0 } == 0)
        #expect(delivered.withLock { $0 } <= 1)
        conveyor.deliver(0, number: 0)
        for thread in early { thread.join() }
        #expect(taken.withLock { $0 } == 7)
    }
}
