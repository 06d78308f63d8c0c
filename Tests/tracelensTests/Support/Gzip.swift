/// Writes gzip files by hand, so that they can be damaged on purpose.
enum Gzip {
    /// One member (RFC 1952) of stored blocks (RFC 1951 3.2.4).
    static func member(_ content: some Collection<UInt8>) -> [UInt8] {
        let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        let bytes = Array(content)
        return header + blocks(bytes) + little(crc(bytes)) + little(UInt32(bytes.count))
    }

    static func member(_ text: String) -> [UInt8] { member(text.utf8) }

    private static func blocks(_ bytes: [UInt8]) -> [UInt8] {
        var made: [UInt8] = []
        var start = 0
        repeat {
            let part = bytes[start..<min(start + 65_535, bytes.count)]
            start = part.endIndex
            let length = UInt16(part.count)
            made.append(start == bytes.count ? 1 : 0)
            made += little(length) + little(~length) + part
        } while start < bytes.count
        return made
    }

    private static func little(_ value: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
        (0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    /// The CRC of RFC 1952 section 8, bit by bit.
    private static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in
                crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1
            }
        }
    }
}
