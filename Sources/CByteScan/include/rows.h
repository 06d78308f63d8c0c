#ifndef BYTESCAN_ROWS_H
#define BYTESCAN_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The marks that may stand before a frame's address.
#define BYTESCAN_MARK_RA 1
#define BYTESCAN_MARK_ASYNC 2
#define BYTESCAN_MARK_INLINED 4
#define BYTESCAN_MARK_THUNK 8
#define BYTESCAN_MARK_SYSTEM 16

/// What stands before the body of a frame that has a line to itself:
///
///     row  = LF { SP } index SP ( { mark } address body / bare ) LF
///     mark = "[" ( "ra" / "async" / "inlined" / "thunk" / "system" ) "]" { SP }
///
/// Of a bare row all is body, which begins with neither a mark nor a space.
typedef struct {
    size_t address;   // where the address begins: `0x` and 16 digits, or else the body
    size_t body;
    uint32_t index;
    uint8_t marks;
    uint8_t last_mark;   // of `ra` and `async`, the one that stands last, or 0
} bytescan_row;

/// Reads the head of the row whose newline stands at `from`; false where none stands there, or where
/// fewer than 192 bytes follow before `limit`.
bool bytescan_read_row(const uint8_t *text, size_t from, size_t limit, bytescan_row *row);

/// Where the lines of registers end of which one begins at `from`, blank lines between them: at the
/// newline that ends the last one before another line, or where the last one begins that has no newline before `limit`.
///
///     register = { SP / CR } name " 0x" …
///     name     = lower 0*9word
size_t bytescan_after_registers(const uint8_t *text, size_t from, size_t limit);

/// Whether a line of a register begins at `from`.
bool bytescan_is_register(const uint8_t *text, size_t from, size_t limit);

/// Where the lines of images end that follow the newline at `from`: at the newline before the first
/// other line, or before one that does not end within `longest` bytes and before `limit`.
///
///     image = "0x" hex ( "–0x" / " - " ) …
size_t bytescan_after_images(const uint8_t *text, size_t from, size_t limit, size_t longest);

/// Where the object or list of JSON ends that begins at `from`, or `limit` where it does not end
/// before it, is nested more than `deepest` deep, or holds what no token begins with.
size_t bytescan_after_json(const uint8_t *text, size_t from, size_t limit, size_t deepest);

#endif
