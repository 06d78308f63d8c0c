import Foundation

/// The log of a panic and a refused call, compressed by each program as it does by default.
enum Compressed {
    static let names = ["xz", "zstd", "bzip2", "lz4", "compress"]

    /// The bytes of the file that a program made of the log.
    static func file(_ name: String) -> [UInt8] {
        Array(Data(base64Encoded: text[name] ?? "") ?? Data())
    }

    private static let text = [
        "xz": "/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4AFjAPRdABkMApKDnOQ33nm7hbtqLjIEcjCvFHnXXH9w"
            + "FtEgOADrZoqNNgrbwwMChA20zF5Beel4zQq2c7aisnO7UHuIJUeeU8MVpTiZQ19zWpmQ4hjiiFEh"
            + "a+lU81d9RWZej1kwN26w1AQZZdpp1KFvlK90M45YEsubqlkkq8Fv9sei0TKqmt3nUHTkkMGBBBOd"
            + "XmVau5KqCHVd3excYDEpvk/IUucHUtcQ0k4DVkW51bd4y8xxZemvGhrlL6uht+2e8EMd26y8vn5o"
            + "URXyjGDehiz61Dp/dQznfPp5FAhYY0HT50pOBtR6x0opkC78MrNS5r1mor+T3rAAKWGc3aVSQM8A"
            + "AZAC5AIAAP+Tav6xxGf7AgAAAAAEWVo=",
        "zstd": "KLUv/WRkAD0HAGKPLyFAidYBmzAaWgqrCaZCvhG+jmHLqcZW/yRZtP2DZcCFjQiItfM0+tNfi6vd"
            + "30pehhNONZbM2jXVSOfUysW//1ZkghgJRUmrfKuud/Q16tR6Tt951IAQxPfj2wDggGhszwVGso6q"
            + "fyGWFDYgk8SvUQiVGhAiKeyhHXPlQLwpBMSLxpv784pksr3F5/1rUMMG0/vgPSO5QGCZZXiBK2bH"
            + "9gnJuylZmADZlI23x7eTq7mCyTBGRy5vyrS6rA4kmwQOAKzizzduMKxnLIxYYWg1lnmK7urmMWOY"
            + "dbabqR/1JEsucANXB1fnwKg=",
        "bzip2": "QlpoOTFBWSZTWUieew0AAEDbgAAwQHv+8QgKP+/f4DAA7KwamhTajZRtI9T1NHknqbKPUaBhqaNC"
            + "TzSnqBowgBiZDBKptKfoQj0EZNDEABkCCYxgR3tvrIuAs1cla4nNR/9FRlbYkYIZ6e8LaQBnMcy8"
            + "vLo/B0tLPbp7KAqArQYYm5Lho4fI4ZswEP1p0ZKMJlWCYlog1VeaBpGSDWjY8N6232NJLDmXTmyd"
            + "whlX2M5DNsnblhS70GcIKNAgmn5h1UK1A+oSnN5lkPIE06FVxQxBcFzko0tSmgrqeQ1pOaovUVk4"
            + "k9gM2j/YqKPqCzJYnMgjijIbkKhuYzi5/EgJ7aFrYNRhAjjkqxUecEYBAeFa9BdyRThQkEieew0=",
        "lz4": "BCJNGGRApyoBAADwADIwMjQvMDUvMDEgMTA6MAMA8AkgaHR0cDogcGFuaWMgc2VydmluZyAxMC4C"
            + "APQDNzo1MjEwMDogd3JpdGUgdGNwGgCPNTo4MDgwLT4pAALxLTogYnJva2VuIHBpcGUKZ29yb3V0"
            + "aW5lIDggW3J1bm5pbmddOgptYWluLmhhbmRsZSgweDEpCgkvYXBwLxcA8AxnbzoxMiArMHgxZApj"
            + "cmVhdGVkIGJ5IG5ldC+uALEuKCpTZXJ2ZXIpLggA9AUKCS91c3IvbG9jYWwvZ28vc3JjLywAEC/T"
            + "AKBlci5nbzozMDEzVQBOMzliCgkB+AwyIFtlcnJvcl0gY2FsbCBmYWlsZWQ6IGRpYWz5ANU5Ojgw"
            + "OiBjb25uZWN0CQDAaW9uIHJlZnVzZWQKAAAAAKn2zVU=",
        "compress": "H52QMmDIoPECRo2CMUDEgKEDBkOHINDQoQNHBwg4YdykGQNiThk5dtK4OaMQhguTJm/oqCFjIUMQ"
            + "d+SkoVMGBJ0xcEqe3FlDBw4YP1v4WLgz5cqWDi3GnFnGohg5b9aUcXMxDZwyCs68gVqHjsiaOEBs"
            + "kVPHjcaRXXQoaBNGpAs0GcmwKYMCBp4YKRQkeBEGDpwXbN1q1RFDBogVdmOQUTBGTpkwNMmAEJMH"
            + "hJsydF5IpOgChYopH+18TOECNEise+vMkfOCzZsxYdi80Ppi9ZgXlzNv/uvxtBwXg2fAiDHjsN0Z"
            + "OcQoCDiw4MHhJRs+NLzlI1Q5XUDAZsMGhJm2c8lYJJMmtk2cOlG6yOHz5Zg3ZsuMoWPxffz5aeCD"
            + "cGxGdZnF",
    ]
}
