#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
internal import SystemPackage

/// The names in a directory.
enum DirectoryListing {
    /// Reads the names, without `.` and `..`, in no order.
    ///
    /// - Throws: `Errno` where the directory cannot be read.
    static func names(in directory: FilePath) throws(Errno) -> [FilePath.Component] {
        guard let stream = unsafe directory.withPlatformString({ unsafe opendir($0) }) else {
            throw Errno(rawValue: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [FilePath.Component] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            if let name = unsafe name(of: &entry.pointee), name.kind == .regular {
                names.append(name)
            }
            errno = 0
        }
        guard errno == 0 else { throw Errno(rawValue: errno) }
        return names
    }

    /// The pointer goes to the record itself: a copy of a whole `dirent` could read past its end.
    private static func name(of entry: inout dirent) -> FilePath.Component? {
        unsafe withUnsafePointer(to: &entry.d_name) { field in
            let start = unsafe UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self)
            return unsafe FilePath.Component(platformString: start)
        }
    }
}

extension FilePath.Component {
    /// The name as the disk has it, valid as UTF-8 or not.
    var bytes: [UInt8] {
        unsafe withPlatformString { name in
            unsafe Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
        }
    }
}
