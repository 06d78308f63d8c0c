#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif

/// The functions of libarchive that are used here, from the library that the machine has.
///
/// It is loaded when a file first needs it, and not linked: that would cost every start 2 ms and
/// 3.5 MB.
@safe
struct LibArchive: Sendable {
    typealias Archive = OpaquePointer
    /// `archive_open_callback`, `archive_close_callback`.
    typealias Event = @convention(c) (Archive?, UnsafeMutableRawPointer?) -> CInt
    /// `archive_read_callback`.
    typealias Read =
        @convention(c) (
            Archive?, UnsafeMutableRawPointer?, UnsafeMutablePointer<UnsafeRawPointer?>?
        ) -> Int

    /// The status of a function that did what it was to do (`ARCHIVE_OK` in archive.h).
    static let ok: CInt = 0
    /// Warnings are less than that and not less than this (`ARCHIVE_WARN`).
    static let warning: CInt = -20

    let new: @convention(c) () -> Archive?
    let free: @convention(c) (Archive?) -> CInt
    let supportRaw: @convention(c) (Archive?) -> CInt
    let open: @convention(c) (Archive?, UnsafeMutableRawPointer?, Event?, Read?, Event?) -> CInt
    let nextHeader: @convention(c) (Archive?, UnsafeMutablePointer<Archive?>?) -> CInt
    let readData: @convention(c) (Archive?, UnsafeMutableRawPointer?, Int) -> Int
    let errorText: @convention(c) (Archive?) -> UnsafePointer<CChar>?
    /// Which filter the archive was found to need, 0 for none (`ARCHIVE_FILTER_NONE`).
    let filterCode: @convention(c) (Archive?, CInt) -> CInt
    private let supportFilter: [Compression: @convention(c) (Archive?) -> CInt]

    /// The library, or `nil` where the machine has none.
    static let shared = Self()

    /// Where to get it.
    static let package = "the package libarchive13 of Debian and Ubuntu"

    /// The names under which systems have it.
    private static let names = [
        "libarchive.so.13", "libarchive.so", "/usr/lib/libarchive.2.dylib", "libarchive.13.dylib",
    ]

    private static func opened() -> UnsafeMutableRawPointer? {
        for name in names {
            if let library = unsafe dlopen(name, RTLD_NOW | RTLD_LOCAL) { return unsafe library }
        }
        return nil
    }

    private init?() {
        guard let library = unsafe Self.opened() else { return nil }
        func find<Function>(_ name: String, as type: Function.Type) -> Function? {
            unsafe dlsym(library, name).map { unsafe unsafeBitCast($0, to: type) }
        }
        typealias Setting = @convention(c) (Archive?) -> CInt
        guard let new = unsafe find("archive_read_new", as: (@convention(c) () -> Archive?).self),
            let free = unsafe find("archive_read_free", as: Setting.self),
            let supportRaw = unsafe find("archive_read_support_format_raw", as: Setting.self),
            let open = unsafe find(
                "archive_read_open",
                as: (@convention(c) (
                    Archive?, UnsafeMutableRawPointer?, Event?, Read?, Event?
                ) -> CInt).self
            ),
            let nextHeader = unsafe find(
                "archive_read_next_header",
                as: (@convention(c) (Archive?, UnsafeMutablePointer<Archive?>?) -> CInt).self
            ),
            let readData = unsafe find(
                "archive_read_data",
                as: (@convention(c) (Archive?, UnsafeMutableRawPointer?, Int) -> Int).self
            ),
            let errorText = unsafe find(
                "archive_error_string",
                as: (@convention(c) (Archive?) -> UnsafePointer<CChar>?).self
            ),
            let filterCode = unsafe find(
                "archive_filter_code",
                as: (@convention(c) (Archive?, CInt) -> CInt).self
            )
        else { return nil }
        unsafe self.new = new
        unsafe self.free = free
        unsafe self.supportRaw = supportRaw
        unsafe self.open = open
        unsafe self.nextHeader = nextHeader
        unsafe self.readData = readData
        unsafe self.errorText = errorText
        unsafe self.filterCode = filterCode
        var filters: [Compression: Setting] = unsafe [:]
        for compression in [Compression.xz, .zstd, .bzip2, .lz4, .compress] {
            let name = "archive_read_support_filter_\(compression.rawValue)"
            unsafe filters[compression] = find(name, as: Setting.self)
        }
        unsafe supportFilter = filters
    }

    /// Has an archive read a compression by the library itself; whether it can.
    ///
    /// A library that was built without a compression runs a program for it, and says so by a
    /// warning: that is not taken.
    func support(_ compression: Compression, _ archive: Archive) -> Bool {
        unsafe supportFilter[compression]?(archive) == Self.ok
    }
}
