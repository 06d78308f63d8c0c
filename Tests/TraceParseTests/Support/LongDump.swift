/// A dump of many goroutines that wait, three frames each.
struct LongDump {
    var goroutines: Int

    /// How many bytes it takes a reader to tell where it ends.
    var bytes: [UInt8] {
        Array(text.utf8)
    }

    private var text: String {
        var text = "SIGQUIT: quit\nPC=0x46b5e1 m=0 sigcode=0\n\n"
        for id in 1...goroutines {
            text += """
                goroutine \(id) [chan receive, 7 minutes]:
                main.(*queue).take(0xc000\(String(id, radix: 16)))
                \t/app/queue/queue.go:71 +0x2e
                main.work(...)
                \t/app/queue/work.go:12
                created by main.start in goroutine 1
                \t/app/queue/queue.go:70 +0x418


                """
        }
        return text + "rax    0xca\nrbx    0x0\n"
    }
}
