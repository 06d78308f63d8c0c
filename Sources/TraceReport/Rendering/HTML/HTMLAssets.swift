/// The page's style and script, and the policy that lets a browser take these two and nothing else.
enum HTMLAssets {
    /// The policy: nothing may be loaded, framed, sent or run but the style and the script by their
    /// hashes, which are those of the texts below.
    static let policy: Markup = """
        default-src 'none'; style-src 'sha256-\(styleHash)'; script-src 'sha256-\(scriptHash)'; \
        base-uri 'none'; form-action 'none'
        """

    /// SHA-256 of `style`, in base 64.
    static let styleHash: Markup = "JpIHGzX5HGFgl8T6TVHw0MyGKWEKpD3K4GavVvScecM="
    /// SHA-256 of `script`, in base 64.
    static let scriptHash: Markup = "KZ6jrApUIhFTWxPfquW8GEFd2uFmImbRUAISCPj2v6E="

    /// A filter and an order for the table of all groups; the page says the same without.
    static let script: Markup = """
        'use strict';
        (() => {
          const table = document.getElementById('all'), place = document.getElementById('filter');
          if (!table || !place) return;
          const body = table.tBodies[0], rows = [...body.rows];
          const label = document.createElement('label'), field = document.createElement('input');
          const said = document.createElement('output');
          field.type = 'search';
          label.append('Filter ', field);
          place.append(label, said);
          field.addEventListener('input', () => {
            const words = field.value.toLowerCase().split(/\\s+/);
            let shown = 0;
            for (const row of rows) {
              const text = row.textContent.toLowerCase();
              row.hidden = !words.every(word => text.includes(word));
              if (!row.hidden) shown++;
            }
            said.textContent = `${shown} of ${rows.length}`;
          });
          [...table.tHead.rows[0].cells].forEach((head, column) => {
            const button = document.createElement('button');
            button.type = 'button';
            button.append(...head.childNodes);
            head.append(button);
            const value = row => row.cells[column].textContent;
            const number = row => Number(value(row).replace(/,/g, ''));
            button.addEventListener('click', () => {
              const down = column === 0
                ? head.ariaSort !== 'descending' : head.ariaSort === 'ascending';
              for (const other of table.tHead.rows[0].cells) other.ariaSort = null;
              head.ariaSort = down ? 'descending' : 'ascending';
              const order = (a, b) => column === 0
                ? number(a) - number(b) : value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0;
              body.append(...rows.toSorted((a, b) => down ? order(b, a) : order(a, b)));
            });
          });
        })();
        """
}
