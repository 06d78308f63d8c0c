#ifndef BYTESCAN_COLOURS_H
#define BYTESCAN_COLOURS_H

#include <stddef.h>
#include <stdint.h>

/// Where a run of a copy begins, in the copy and in the text.
typedef struct {
    ptrdiff_t copy;
    ptrdiff_t log;
} bytescan_run;

/// A copy without colours, as far as it goes.
typedef struct {
    uint8_t *bytes;
    size_t count;
    bytescan_run *runs;
    size_t run_count;
} bytescan_copy;

/// Where the colour ends that begins at `at`, or 0 where none does that ends by `limit`.
///
///     colour = escape "[" { digit / ";" } ( "m" / "K" )
///     escape = ESC / 1*8 BACKSLASH ( "x1b" / "x1B" / "u001b" / "u001B" / "033" ) / "#033"
size_t bytescan_end_of_colour(const uint8_t *text, size_t at, size_t limit);

/// Copies [from, to) without the colours that begin there and end by `limit`, behind what is copied.
///
/// `bytes` has room for as many bytes and 16 more, `runs` for one more than a third as many. Returns
/// where to go on: `to`, or where the last colour ends.
size_t bytescan_uncolour(
    const uint8_t *text, size_t from, size_t to, size_t limit, bytescan_copy *copy);

#endif
