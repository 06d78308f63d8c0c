/// What the address of a frame is, as the backtracer marks it; a mark where frames were left out.
package enum CrashFrameKind: UInt8, Sendable {
    /// The layout does not say.
    case unmarked
    /// The program counter at the crash, or a frame inlined there.
    case pc
    /// A return address.
    case ra
    /// Where an asynchronous function goes on.
    case async
    /// Frames left out in the middle.
    case omitted
    /// Frames left out at the end.
    case truncated

    /// The word for it, or `nil`.
    package var name: String? {
        switch self {
        case .unmarked: nil
        case .pc: "pc"
        case .ra: "ra"
        case .async: "async"
        case .omitted: "omitted"
        case .truncated: "truncated"
        }
    }

    /// Whether it stands for frames that are not there.
    package var isGap: Bool { self == .omitted || self == .truncated }
}

/// Whose a frame is.
package enum CrashFrameOwner: UInt8, Sendable {
    /// Nobody has looked.
    case notTold
    case program
    /// The runtime, the standard library, the system, a dependency.
    case other
    /// A thunk, or what the compiler generated: it neither leads nor ends a run of own frames.
    case nobody
}

/// A frame of a Swift backtrace as runs of the arena.
package struct CrashFrameRecord: Sendable {
    /// -1 where there is none.
    package var index: Int32 = -1
    package var kind = CrashFrameKind.unmarked
    package var inlined = false
    /// Whether it is marked as a thunk or as the system's.
    package var isHidden = false
    var owner = CrashFrameOwner.notTold
    package var address = TextRange.none
    package var function = TextRange.none
    package var image = TextRange.none
    package var file = TextRange.none
    /// -1 where there is none.
    package var line: Int32 = -1
    /// -1 where there is none.
    package var column: Int32 = -1
    /// `noOffset` where there is none.
    package var offset = noOffset

    package static let noOffset = Int64.min

    package init() {}
}

/// A thread of a Swift crash; its frames are a slice of the record's crash frames.
package struct CrashThreadRecord: Sendable {
    /// -1 where there is none.
    package var index: Int32 = -1
    package var name = TextRange.none
    package var crashed = false
    package var firstFrame: Int32 = 0
    package var frameCount: Int32 = 0

    package init() {}

    package var frames: Range<Int> { Int(firstFrame)..<Int(firstFrame) + Int(frameCount) }
}

extension IncidentRecord {
    /// The threads as callers of the library see them.
    var threadValues: [CrashThread] {
        threads.map { thread in
            CrashThread(
                index: thread.index < 0 ? nil : Int(thread.index),
                name: stringIfPresent(thread.name),
                crashed: thread.crashed,
                frames: crashFrames[thread.frames].map(frameValue)
            )
        }
    }

    private func frameValue(_ record: CrashFrameRecord) -> CrashFrame {
        var frame = CrashFrame()
        frame.index = record.index < 0 ? nil : Int(record.index)
        frame.kind = record.kind.name
        frame.address = stringIfPresent(record.address)
        frame.function = stringIfPresent(record.function)
        frame.offset = record.offset == CrashFrameRecord.noOffset ? nil : Int(record.offset)
        frame.image = stringIfPresent(record.image)
        frame.file = stringIfPresent(record.file)
        frame.line = record.line < 0 ? nil : Int(record.line)
        frame.column = record.column < 0 ? nil : Int(record.column)
        frame.inlined = record.inlined
        return frame
    }
}
