#ifndef BYTESCAN_TYPICAL_LOG_H
#define BYTESCAN_TYPICAL_LOG_H

/// Lines and words as many programs log them, for choosing what is rare. It steers the speed alone:
/// what is found does not depend on it.
static const char typical_log[] =
    "10.0.0.12 - - [14/Mar/2023:09:26:53 +0000] \"GET /api/v1/items?page=2&limit=50 HTTP/1.1\" "
    "200 5316 \"https://www.example.com/index.html\" \"Mozilla/5.0 (Windows NT 10.0; Win64; x64) "
    "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/91.0 Safari/537.36\"\n"
    "{\"time\":\"2023-03-14T09:26:53.589Z\",\"level\":\"info\",\"logger\":\"service\","
    "\"msg\":\"request completed\",\"method\":\"POST\",\"path\":\"/login\",\"status\":200,"
    "\"duration\":12.5,\"user_id\":\"a1b2c3d4\",\"trace_id\":\"7f3e9c\",\"host\":\"node-1\"}\n"
    "time=\"2023-03-14T09:26:53Z\" level=warning msg=\"connection to database is slow, retrying\" "
    "component=server remote_addr=192.168.1.7:54321 error=\"\" caller=handler/main.go:42 "
    "latency=31ms\n"
    "Mar 14 09:26:53 web-01 systemd[1]: Started session of user root. kernel: [12345.678901] usb "
    "device connected\n"
    "2023/03/14 09:26:53 [error] server.go:118: listening on port 8080, client closed connection, "
    "opening file, loading config, cache updated\n"
    "I0314 09:26:53.000000 1 controller.go:231] \"Starting workers\" pod=\"default/web-5c9f\" "
    "namespace=\"kube-system\" container\n"
    "DEBUG INFO WARN ERROR FATAL TRACE NOTICE WARNING Exception in thread java.lang.String at "
    "com.example.Service.run(Service.java:97)\n"
    "failed to process message from queue; timeout waiting for response, deadline reached, "
    "context, resource not available, process exited with status code, shutting down, address "
    "already, network unreachable, host name resolved, received signal, write read stream pipe "
    "broken reset refused, handshake, certificate, transaction committed, select from where and "
    "the this that with for not has been was are\n"
    "<134>1 2023-03-14T09:26:53.003Z app01 billing 8710 - - order accepted, payment pending; "
    "customer notified by email, invoice stored, next attempt in 30 seconds\n"
    "{\"@timestamp\":\"2023-03-14T09:26:53Z\",\"severity\":\"WARN\",\"message\":\"slow query "
    "detected: SELECT id, name FROM accounts WHERE updated_at > now()\",\"thread\":"
    "\"pool-2-thread-7\",\"span_id\":\"00f067aa0ba902b7\",\"http\":{\"status_code\":404,"
    "\"url\":\"/static/css/site.css\",\"user_agent\":\"curl/7.68.0\"},\"elapsed_ms\":87}\n"
    "Accepted publickey for admin from 203.0.113.9 port 50022 ssh2: session closed; disconnected, "
    "removed, created, deleted, finished, running, stopped, ready, healthy, enabled, disabled, "
    "unknown, invalid, missing, found, expired, exceeded, dropped, skipped, ignored\n"
    "GET PUT POST DELETE HEAD OPTIONS Connection: keep-alive Content-Type: application/json; "
    "charset=utf-8 Host: Accept-Encoding: gzip Authorization Bearer Set-Cookie\n"
    "metrics exported, consumer group rebalanced, partition offset committed, pool size, memory "
    "usage, garbage collection, heap, disk full, upload, download, backup, scheduler job started, "
    "worker stopped after run, config file changed, version build release deploy\n";

#endif
