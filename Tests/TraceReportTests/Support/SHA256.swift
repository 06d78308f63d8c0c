/// The secure hash of FIPS 180-4 with 256 bits, for tests that hold a constant against its text.
enum SHA256 {
    /// The hash of a text's bytes in base 64, as a content security policy names it.
    static func base64(of text: String) -> String {
        var state: [UInt32] = [
            0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
            0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
        ]
        var message = Array(text.utf8)
        let bits = UInt64(message.count) * 8
        message.append(0x80)
        while message.count % 64 != 56 { message.append(0) }
        for shift in stride(from: 56, through: 0, by: -8) {
            message.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
        for start in stride(from: 0, to: message.count, by: 64) {
            compress(message[start..<start + 64], into: &state)
        }
        return base64(
            state.flatMap { word in
                [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
            }
        )
    }

    private static func compress(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        let bytes = Array(block)
        var words = stride(from: 0, to: 64, by: 4).map { at in
            bytes[at..<at + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        }
        for round in 16..<64 {
            let low = words[round - 15]
            let high = words[round - 2]
            let first = turned(low, 7) ^ turned(low, 18) ^ low >> 3
            let second = turned(high, 17) ^ turned(high, 19) ^ high >> 10
            words.append(words[round - 16] &+ first &+ words[round - 7] &+ second)
        }
        var now = state
        for round in 0..<64 {
            let sum = turned(now[4], 6) ^ turned(now[4], 11) ^ turned(now[4], 25)
            let choice = now[4] & now[5] ^ ~now[4] & now[6]
            let one = now[7] &+ sum &+ choice &+ constants[round] &+ words[round]
            let other = turned(now[0], 2) ^ turned(now[0], 13) ^ turned(now[0], 22)
            let most = now[0] & now[1] ^ now[0] & now[2] ^ now[1] & now[2]
            now = [
                one &+ other &+ most, now[0], now[1], now[2], now[3] &+ one, now[4], now[5], now[6],
            ]
        }
        for index in state.indices { state[index] &+= now[index] }
    }

    private static func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
        word >> bits | word << (32 - bits)
    }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = {
        var primes: [Int] = []
        var candidate = 2
        while primes.count < 64 {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes.map(fractionOfCubeRoot)
    }()

    /// The greatest whole number whose cube is at most 2^96 times the prime, without its whole part.
    private static func fractionOfCubeRoot(_ prime: Int) -> UInt32 {
        let goal = UInt128(prime) << 96
        var root: UInt128 = 0
        for bit in (0..<36).reversed() {
            let tried = root | UInt128(1) << UInt128(bit)
            if tried * tried * tried <= goal { root = tried }
        }
        return UInt32(truncatingIfNeeded: root)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var made = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let value = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for place in 0..<4 {
                made.append(place <= part.count ? digits[value >> (18 - 6 * place) & 63] : "=")
            }
        }
        return made
    }
}
