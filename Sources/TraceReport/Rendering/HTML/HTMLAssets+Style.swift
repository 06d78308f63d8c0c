extension HTMLAssets {
    /// How the page looks: light, dark and on paper, from a telephone's width up.
    ///
    /// Colour never says what no word says.
    static let style: Markup = """
        :root {
          color-scheme: light dark;
          --page: #f5f5f2; --card: #fff; --ink: #1c2126; --soft: #5b636d; --line: #e2e2dc;
          --fill: #f0f0ec; --accent: #2b5fc4; --bad: #b23c28; --good: #2a7a4c; --open: #8a6a14;
          --own: #fff6dc; --own-line: #d9a520;
          --c0: #3f74d1; --c1: #d9703f; --c2: #2f9c86; --c3: #b8922a; --c4: #8763bd; --c5: #c25c83;
          --c6: #8d949c;
          --mono: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --page: #131519; --card: #1b1e23; --ink: #e4e7ea; --soft: #9ba4ae; --line: #2d3137;
            --fill: #23272d; --accent: #8db1f7; --bad: #f0907a; --good: #7cc79a; --open: #d9b75c;
            --own: #2b2718; --own-line: #b8922a;
            --c0: #6f9be8; --c1: #e58f63; --c2: #56b8a3; --c3: #cfae54; --c4: #a98bd8; --c5: #d98aa8;
            --c6: #848c95;
          }
        }
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
        body {
          margin: 0 auto; max-width: 78rem; padding: 0 2rem 4rem; background: var(--page);
          color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto,
          "Helvetica Neue", Arial, sans-serif; overflow-wrap: anywhere;
        }
        p, ul, ol, dl, figure, h1, h2, h3, h4 { margin: 0; }
        ul, ol { padding-left: 1.2em; }
        li + li { margin-top: .3em; }
        a { color: var(--accent); }
        code, pre {
          font-family: var(--mono); font-size: .875em; font-variant-ligatures: none;
          unicode-bidi: isolate;
        }
        pre { margin: 0; line-height: 1.5; tab-size: 4; }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 1; }
        header { padding: 1.25rem 0 1rem; }
        .brand { font-weight: 650; letter-spacing: -.01em; }
        .brand span { color: var(--soft); font-weight: 400; }

        main { display: grid; grid-template-columns: 10rem minmax(0, 1fr); column-gap: 2.5rem; }
        main > section { grid-column: 2; margin-bottom: 2.75rem; min-width: 0; }
        main > section > * + * { margin-top: .9rem; }
        main > #verdict { grid-column: 1 / -1; margin-bottom: 2.25rem; }
        nav { grid-column: 1; grid-row: 2 / span 30; }
        nav ul { position: sticky; top: 1.25rem; list-style: none; padding: 0; font-size: .9rem; }
        nav li + li { margin-top: .1rem; }
        nav a {
          display: block; padding: .2rem .6rem; margin-left: -.6rem; border-radius: 6px;
          color: var(--soft); text-decoration: none;
        }
        nav a:hover { color: var(--ink); background: var(--fill); }

        .card {
          background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--soft);
          border-radius: 10px; padding: 1.5rem 1.75rem;
        }
        .card.broken { border-left-color: var(--bad); }
        .card.calm { border-left-color: var(--good); }
        .card.open { border-left-color: var(--open); }
        .sure { color: var(--soft); font-size: .9rem; }
        .confidence { white-space: nowrap; }
        .meter {
          display: inline-block; width: 4.5rem; height: .4rem; margin-right: .6rem;
          vertical-align: .1rem; border-radius: 3px; background: var(--line); fill: var(--accent);
        }
        h1 {
          font-size: 1.4rem; line-height: 1.35; font-weight: 600; letter-spacing: -.012em;
          margin-top: .35rem; text-wrap: balance;
        }
        h1 code { font-size: .9em; font-weight: 600; }
        .answers {
          display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1.1rem 2rem;
          margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line);
        }
        dt { color: var(--soft); font-size: .8125rem; }
        dd { margin: 0; }
        strong { font-weight: 600; }
        .also, .doubt { color: var(--soft); font-size: .9rem; margin-top: .4rem; }
        .answers + p { margin-top: 1.25rem; }
        .also + .doubt { margin-top: .9rem; }
        .reasoning {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr));
          gap: 1rem 2.5rem; padding: 0 1.75rem; color: var(--soft); font-size: .9rem;
        }

        h2 { font-size: 1.2rem; font-weight: 600; letter-spacing: -.01em; }
        h3 { font-size: 1rem; font-weight: 600; }
        h4 { font-size: .875rem; font-weight: 600; }
        main > section > p, .rest { color: var(--soft); font-size: .9rem; }
        .tiles { display: flex; flex-wrap: wrap; gap: .75rem 2rem; }
        .tiles div { max-width: 26rem; }

        .timeline, table, .check, .checks li, .moments section, .group, .cause, .columns {
          background: var(--card); border: 1px solid var(--line); border-radius: 8px;
        }
        .timeline { padding: 1rem 1.25rem; }
        figcaption { color: var(--soft); font-size: .9rem; }
        .legend {
          display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; list-style: none; padding: 0;
          margin-top: .6rem; font-size: .875rem;
        }
        .legend li { margin: 0; }
        .legend svg { width: .7rem; height: .7rem; border-radius: 2px; margin-right: .4rem; }
        .scale { color: var(--soft); font-size: .75rem; margin-top: .5rem; line-height: 1.3; }
        figure > svg {
          display: block; width: 100%; height: 9rem; border-block: 1px solid var(--line);
        }
        line { stroke: var(--line); vector-effect: non-scaling-stroke; stroke-dasharray: 2 4; }
        g:hover rect { opacity: .7; }
        .c0 { fill: var(--c0); } .c1 { fill: var(--c1); } .c2 { fill: var(--c2); }
        .c3 { fill: var(--c3); } .c4 { fill: var(--c4); } .c5 { fill: var(--c5); }
        .c6 { fill: var(--c6); }
        .axis {
          display: flex; justify-content: space-between; color: var(--soft); font-size: .8125rem;
          font-variant-numeric: tabular-nums; margin-top: .3rem;
        }

        table {
          width: 100%; border-collapse: separate; border-spacing: 0; font-size: .9rem;
          font-variant-numeric: tabular-nums;
        }
        th, td {
          padding: .5rem .75rem; text-align: left; vertical-align: top; font-weight: 400;
          border-top: 1px solid var(--line); overflow-wrap: anywhere; min-width: 5ch;
        }
        thead th {
          border-top: 0; color: var(--soft); font-size: .8125rem; white-space: nowrap;
        }
        th:first-child, td:first-child { padding-left: 1.25rem; }
        .n { text-align: right; white-space: nowrap; }
        .of { display: none; }
        .bar { display: inline-block; width: 5rem; height: .3rem; margin-left: .6rem; vertical-align: .12rem; }
        .bar { border-radius: 2px; background: var(--fill); fill: var(--c0); }
        .gap { color: var(--soft); }
        td .bar + span { display: block; }

        summary { cursor: pointer; }
        .fold > summary, .trace summary { color: var(--accent); font-size: .9rem; }
        .fold > * + * { margin-top: .75rem; }
        .group + .group, .cause + .cause { margin-top: .6rem; }
        .group > summary {
          display: grid; grid-template-columns: minmax(2.5rem, max-content) 5rem minmax(0, 1fr) auto auto; gap: .9rem;
          align-items: baseline; padding: .6rem 1.25rem .6rem 2.25rem; font-size: .9rem;
        }
        .group > summary, .cause > summary { position: relative; list-style: none; }
        .group > summary::-webkit-details-marker,
        .cause > summary::-webkit-details-marker { display: none; }
        .group > summary::before, .cause > summary::before {
          content: ""; position: absolute; left: 1rem; top: 1.05rem; border: .27rem solid transparent;
          border-left: .38rem solid var(--soft); transform-origin: .19rem 50%;
        }
        .group[open] > summary::before, .cause[open] > summary::before { transform: rotate(90deg); }
        .group .count { font-variant-numeric: tabular-nums; }
        .group .bar { align-self: center; margin: 0; }
        .trend { width: 4.5rem; height: 1.1rem; fill: var(--c0); align-self: center; }
        .group .span { color: var(--soft); font-variant-numeric: tabular-nums; }
        .group > ul { padding: .25rem 1.25rem .75rem 2.5rem; font-size: .9rem; color: var(--soft); }
        .trace {
          border-top: 1px solid var(--line); padding: .9rem 1.25rem; overflow-x: auto;
          font-size: .9rem; overflow-wrap: normal; contain: paint;
        }
        .trace > * + * { margin-top: .4rem; }
        .trace pre { width: max-content; min-width: 100%; color: var(--soft); }
        .trace .head { color: var(--ink); }
        .own {
          background: var(--own); border-left: 3px solid var(--own-line); padding: .3rem .75rem;
          width: max-content; min-width: 100%;
        }
        .own pre { color: var(--ink); font-weight: 600; }
        .own span { color: var(--soft); font-size: .75rem; }

        .moments, .grounds { display: grid; gap: .75rem; }
        .moments section { padding: .9rem 1.25rem; font-size: .9rem; }
        .moments ul { margin-top: .4rem; }
        .mood, .role {
          display: inline-block; padding: .05rem .5rem; border: 1px solid; border-radius: 1rem;
          font-size: .75rem; font-weight: 500; color: var(--soft);
        }
        .mood { margin-left: .5rem; }
        .sick { color: var(--bad); }
        .healthy { color: var(--good); }
        .role { color: var(--accent); margin-right: .75rem; }
        .role.minor { color: var(--soft); }
        .at, .at code { color: var(--soft); }

        .cause > summary { padding: .8rem 1.25rem .8rem 2.25rem; }
        .cause > summary::before { top: 1.2rem; }
        .cause > summary h3 { display: inline; }
        .cause > summary code { color: var(--soft); font-weight: 400; }
        .standing { display: block; color: var(--soft); font-size: .8125rem; margin-top: .3rem; }
        .cause > :not(summary) { margin: 0 1.25rem 0 2.25rem; padding-bottom: .9rem; }
        .grounds { grid-template-columns: 5rem minmax(0, 1fr); font-size: .9rem; }
        .grounds ul { list-style: none; padding: 0; }
        .grounds h4 { padding-top: .05rem; }
        h4.for { color: var(--good); }
        h4.against { color: var(--bad); }
        h4.missing { color: var(--soft); }
        .columns {
          display: grid; grid-template-columns: repeat(auto-fit, minmax(min(15rem, 100%), 1fr));
          gap: 1.25rem 2rem; padding: 1rem 1.25rem; font-size: .9rem;
        }
        .rank { font-size: .875rem; }
        .rank::first-letter { text-transform: uppercase; }
        .columns h4 { margin-top: .8rem; font-weight: 400; color: var(--soft); }
        .columns ul { margin-top: .3rem; padding-left: 1em; }

        .checks { list-style: none; padding: 0; counter-reset: check; }
        .checks li { padding: 1rem 1.25rem; counter-increment: check; font-size: .9rem; }
        .checks li p::before { content: counter(check) ". "; font-weight: 600; }
        .check { padding: 1rem 1.25rem; }
        .command {
          margin-top: .6rem; padding: .6rem .8rem; background: var(--fill); border-radius: 6px;
          white-space: pre-wrap; user-select: all; -webkit-user-select: all;
        }
        #filter {
          display: flex; flex-wrap: wrap; gap: .3rem 1rem; align-items: baseline; font-size: .9rem;
        }
        #filter:empty { display: none; }
        input {
          font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
          border-radius: 6px; padding: .3rem .6rem; width: min(20rem, 55vw);
        }
        output { color: var(--soft); }
        th button {
          all: unset; cursor: pointer; border-radius: 4px;
        }
        th button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
        [aria-sort] button { color: var(--ink); font-weight: 600; }
        [aria-sort="ascending"] button::after { content: " ↑"; }
        [aria-sort="descending"] button::after { content: " ↓"; }
        #all td:first-child { text-align: right; }
        #all td:nth-child(2), #all td:nth-child(3), #all td:nth-child(5) {
          font-family: var(--mono); font-size: .8125rem;
        }

        @media (max-width: 62rem) {
          main { display: block; }
          nav { margin-bottom: 2rem; }
          nav ul { position: static; display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; }
          nav li + li { margin: 0; }
          nav a { padding: .2rem 0; margin: 0; }
        }
        @media (max-width: 42rem) {
          body { padding: 0 .9rem 3rem; }
          header { padding: .7rem .1rem .6rem; }
          .card { padding: .9rem 1rem; }
          h1 { font-size: 1.1rem; }
          .answers { display: block; margin-top: .8rem; padding-top: .5rem; font-size: .9rem; }
          .answers div {
            display: grid; grid-template-columns: 5.6rem minmax(0, 1fr); gap: .6rem;
            align-items: baseline; padding: .3rem 0;
          }
          .answers + p { margin-top: .7rem; }
          .reasoning { padding: 0 .1rem; }
          .grounds { display: block; }
          .grounds ul { margin: .2rem 0 .8rem; }
          table:not(.bars, #all) thead {
            position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden;
          }
          table:not(.bars), table:not(.bars) :is(thead, tbody) { display: block; }
          table:not(.bars) tr { display: block; padding: .6rem 1rem; border-top: 1px solid var(--line); }
          table:not(.bars) :is(thead, tbody:first-of-type) tr:first-child { border-top: 0; }
          table:not(.bars) :is(th, td) {
            display: block; padding: .1rem 0; border: 0; text-align: left; white-space: normal;
          }
          #all thead tr { display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
          #all tbody tr:first-child { border-top: 1px solid var(--line); }
          #all td:first-child { text-align: left; font-weight: 600; }
          .bars th, .bars td { padding: .4rem .5rem; }
          .bars th:first-child { padding-left: .9rem; }
          .of { display: inline-block; min-width: 6.2rem; color: var(--soft); font-size: .8125rem; }
          .group > summary {
            grid-template-columns: auto minmax(0, 1fr); gap: .1rem .6rem; padding: .6rem 1rem .6rem 2rem;
          }
          .group > summary::before, .cause > summary::before { left: .8rem; }
          .cause > summary { padding: .7rem 1rem .7rem 2rem; }
          .cause > :not(summary) { margin: 0 1rem; }
          .group .bar, .trend { display: none; }
          .trend { width: 4.5rem; height: 1.1rem; fill: var(--c0); align-self: center; }
        .group .span { grid-column: 2; }
          .trace { padding: .8rem 1rem; }
          .timeline, .moments section, .checks li { padding: .9rem 1rem; }
          figure > svg { height: 7rem; }
          .axis { font-size: .75rem; }
        }
        @media print {
          :root { --page: #fff; --fill: #f4f4f1; }
          body { padding: 0; max-width: none; font-size: 10pt; }
          main { display: block; }
          nav, .skip, #filter { display: none; }
          .card, .group, .cause, .checks li, tr, .timeline { break-inside: avoid; }
          h2, h3 { break-after: avoid; }
          .trace pre, .own { width: auto; white-space: pre-wrap; }
          svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }
        """
}
