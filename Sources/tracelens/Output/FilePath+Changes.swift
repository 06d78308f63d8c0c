#if canImport(Darwin)
import Darwin
#else
import Glibc
#endif
internal import SystemPackage

extension FilePath {
    /// Removes the file of this path.
    ///
    /// The corresponding C function is `unlink`.
    func remove() throws(Errno) {
        let result = unsafe withPlatformString { unsafe unlink($0) }
        guard result == 0 else { throw Errno(rawValue: errno) }
    }

    /// Gives the file of this path another path, in the place of what was there.
    ///
    /// The corresponding C function is `rename`.
    func rename(to target: FilePath) throws(Errno) {
        let result = unsafe withPlatformString { old in
            unsafe target.withPlatformString { new in
                #if canImport(Darwin)
                unsafe Darwin.rename(old, new)
                #else
                unsafe Glibc.rename(old, new)
                #endif
            }
        }
        guard result == 0 else { throw Errno(rawValue: errno) }
    }

    /// The path without symbolic links.
    ///
    /// The corresponding C function is `realpath`.
    func resolvingLinks() throws(Errno) -> FilePath {
        guard let resolved = unsafe withPlatformString({ unsafe realpath($0, nil) }) else {
            throw Errno(rawValue: errno)
        }
        defer { unsafe free(resolved) }
        return unsafe FilePath(platformString: resolved)
    }
}

extension FileDescriptor {
    /// Gives the file its permissions, whatever the process's mask.
    ///
    /// The corresponding C function is `fchmod`.
    func setPermissions(_ permissions: FilePermissions) throws(Errno) {
        guard fchmod(rawValue, permissions.rawValue) == 0 else { throw Errno(rawValue: errno) }
    }
}
