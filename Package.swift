// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "tracelens",
    platforms: [.macOS(.v26)],
    products: [
        .library(name: "TraceParse", targets: ["TraceParse"]),
        .library(name: "TraceReport", targets: ["TraceReport"]),
        .executable(name: "tracelens", targets: ["tracelens"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CPCRE2",
            pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]
        ),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]
        ),
        .target(name: "CByteScan"),
        .target(name: "TraceParse", dependencies: ["CPCRE2", "CByteScan"], swiftSettings: strict),
        .target(name: "TraceReport", dependencies: ["TraceParse"], swiftSettings: strict),
        .executableTarget(
            name: "tracelens",
            dependencies: [
                "TraceParse", "TraceReport", "CZlib",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TraceParseTests",
            dependencies: ["TraceParse", "CByteScan"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TraceReportTests",
            dependencies: ["TraceReport", "TraceParse"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "tracelensTests",
            dependencies: [
                "TraceParse", "TraceReport", "tracelens",
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: strict
        ),
    ]
)
