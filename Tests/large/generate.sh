#!/usr/bin/env bash
# Writes a large log to standard output: generate.sh line|incidents|goroutines [SIZE]
set -euo pipefail

case $1 in
# A log whose newlines were lost, as one line of SIZE megabytes: ordinary records, and a joined trace
# every 100 KB.
line)
    awk -v megabytes="${2:-1010}" 'BEGIN {
        while (length(filler) < 99000) {
            filler = filler "2026/03/01 10:00:00 GET /orders/" ++order " 200 3ms from 10.0.0.7 "
        }
        for (number = 0; number < megabytes * 10; number++) {
            peer = "10.0." number % 250 ".7:" 20000 + number % 40000
            printf "%s2026/03/01 10:%02d:%02d http: panic serving %s: write tcp 10.0.0.1:8080->%s: " \
                "write: broken pipegoroutine %d [running]:net/http.(*conn).serve.func1(0xc000399720) " \
                "/usr/local/go/src/net/http/server.go:1824 +0x153panic(0xfbc720, 0xc008f36be0) " \
                "/usr/local/go/src/runtime/panic.go:971 +0x499shop/orders.Show(0xc00621d600) " \
                "/src/shop/orders/show.go:38 +0xc5created by net/http.(*Server).Serve " \
                "/usr/local/go/src/net/http/server.go:3013 +0x39b", \
                filler, number / 60 % 60, number % 60, peer, peer, number + 100
        }
    }'
    ;;
# SIZE error lines, of more peers and texts than any table holds.
incidents)
    awk -v count="${2:-1000000}" 'BEGIN {
        for (number = 0; number < count; number++) {
            peer = "10." int(number / 65536) % 256 "." int(number / 256) % 256 "." number % 256
            printf "2026/03/01 %02d:%02d:%02d http: panic serving %s:%d: write tcp 10.0.0.1:8080->%s:%d: " \
                "write: broken pipe\n", number / 3600 % 24, number / 60 % 60, number % 60, \
                peer, 20000 + number % 40000, peer, 20000 + number % 40000
        }
    }'
    ;;
# A dump of SIZE goroutines, as SIGQUIT makes it.
goroutines)
    awk -v count="${2:-300000}" 'BEGIN {
        printf "SIGQUIT: quit\nPC=0x46b361 m=0 sigcode=0\n\n"
        for (number = 1; number <= count; number++) {
            printf "goroutine %d [select, %d minutes]:\nshop/orders.(*Queue).wait(0xc%09x, 0x%x)\n" \
                "\t/src/shop/orders/queue.go:%d +0x1d4\ncreated by shop/orders.Start in goroutine 1\n" \
                "\t/src/shop/orders/start.go:17 +0x33\n\n", \
                number, number % 90 + 1, number * 64, number, 40 + number % 50
        }
        printf "rax    0x0\nrbx    0x0\nexit status 2\n"
    }'
    ;;
esac
