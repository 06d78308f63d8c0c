/// Texts that try to act when a page shows them; each has `EVIL` in it where it would.
enum HostileTexts {
    static let all = markdown + markup + terminal + unseen + shell

    /// What Markdown would take for code, tables, headings, lists, links, emphasis.
    static let markdown = [
        "`EVIL`", "``EVIL", "```\nEVIL\n```", "````EVIL", "~~~\nEVIL\n~~~", "a`b EVIL", "|EVIL|",
        "\\|EVIL|", "\\\\|`EVIL`|", "| a |\n| - |\n| EVIL |", "\n# EVIL", "\n\n- EVIL", "\n> EVIL",
        "\n1. EVIL", "\n- [x] EVIL", "\n---\nEVIL", "EVIL\n===", "\n    EVIL", "-----EVIL",
        "EVIL\\",
        "[EVIL](javascript:EVIL)", "[EVIL](data:text/html,EVIL)", "![EVIL](http://x/y)",
        "[EVIL]: http://x", "[a][EVIL]\n\n[EVIL]: http://x", "[^EVIL]: note",
        "<http://EVIL.example>",
        "<EVIL@example.com>", "http://EVIL.example", "www.EVIL.example", "EVIL@example.com",
        "@EVIL",
        "#1 EVIL", "GH-1 EVIL", ":EVIL:", "**EVIL**", "__EVIL__", "~~EVIL~~", "$EVIL$", "$$EVIL$$",
        "```math\nEVIL\n```", "```mermaid\nEVIL\n```", "EVIL`", "\u{301}EVIL", "``\u{301}EVIL",
        "|\u{301}EVIL|", " EVIL ", "\t\tEVIL", "&lt;EVIL", "&#69;VIL EVIL",
    ]

    /// What a browser would take for elements.
    static let markup = [
        "</details>EVIL", "<details open>EVIL", "</summary><b>EVIL", "</code>EVIL<code>",
        "</pre>EVIL<pre>", "</title><b>EVIL", "</style><b>EVIL", "</script><b>EVIL",
        "<script>EVIL()</script>", "<img src=x onerror=EVIL()>", "<svg/onload=EVIL()>",
        "<a href=\"javascript:EVIL()\">x</a>", "<iframe src=//EVIL>", "<base href=//EVIL>",
        "<meta http-equiv=refresh content=0;url=//EVIL>", "<form action=//EVIL><input>",
        "<!-- EVIL", "--> EVIL", "<![CDATA[EVIL", "]]>EVIL", "<?EVIL?>", "\" onmouseover=\"EVIL()",
        "' onmouseover='EVIL()", "<EVIL", "{{EVIL}}", "${EVIL}",
    ]

    /// What a terminal would obey.
    static let terminal = [
        "\u{1B}[31mEVIL", "\u{1B}[2JEVIL", "\u{1B}[1;1HEVIL", "\u{1B}]0;EVIL\u{7}",
        "\u{1B}]8;;http://EVIL\u{1B}\\x", "\u{1B}]52;c;EVIL\u{7}", "\u{1B}P+q EVIL\u{1B}\\",
        "\u{1B}cEVIL", "\u{9B}2JEVIL", "\u{9D}0;EVIL\u{9C}", "\rEVIL", "\u{8}\u{8}EVIL",
        "\u{0}EVIL", "\u{5}EVIL", "\u{7}EVIL", "\u{C}EVIL", "\u{E}EVIL", "\u{7F}EVIL",
        "\u{85}EVIL",
    ]

    /// What turns the direction of writing, hides or takes no room.
    static let unseen = [
        "\u{202E}EVIL", "\u{202D}EVIL\u{202C}", "\u{2066}EVIL\u{2069}", "\u{2067}EVIL\u{2069}",
        "\u{200F}EVIL", "\u{61C}EVIL", "\u{2028}EVIL", "\u{2029}EVIL", "\u{200B}EVIL",
        "\u{200D}EVIL", "\u{2060}EVIL", "\u{FEFF}EVIL", "\u{AD}EVIL", "\u{FE0F}EVIL",
        "\u{E0041}EVIL", "\u{180E}EVIL", "\u{3164}EVIL",
    ]

    /// What a shell would run, if it stood in a command.
    static let shell = [
        "$(EVIL)", "`EVIL` &", "; EVIL #", "'; EVIL '", "10.0.0.1; EVIL", "10.0.0.1\nEVIL",
        "| EVIL", "&& EVIL", "> EVIL", "--EVIL",
    ]
}
