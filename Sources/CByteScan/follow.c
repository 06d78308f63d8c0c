#include "scanner.h"

/// Where the hole of a piece ends that begins at `open`; SIZE_MAX where it is too long.
static size_t end_of_hole(
    const bytescan_pieces *known, const bytescan_piece *piece, const uint8_t *text, size_t open,
    size_t limit) {
    if (piece->hole == BYTESCAN_NO_HOLE) return open;
    size_t room = limit - open;
    size_t most = room < known->longest_hole ? room : known->longest_hole;
    size_t count = bytescan_span(known->holes[piece->hole], text + open, most);
    return count < most ? open + count : SIZE_MAX;
}

/// Where the tail ends that stands at `at`; SIZE_MAX where none does before `limit`.
static size_t end_of_tail(
    const bytescan_tail *tail, const uint8_t *text, size_t at, size_t limit) {
    for (int word = 0; word < 3; word++) {
        if (limit - at < 7 || memcmp(text + at, tail->words[word], 6) != 0) return SIZE_MAX;
        at += 6;
        size_t count = bytescan_span(tail->run, text + at, limit - at);
        if (count == 0 || count == limit - at) return SIZE_MAX;
        at += count;
    }
    return tail->next->member[text[at]] ? at : SIZE_MAX;
}

/// Whether a piece without a tail may end before `next`: it does not go on there.
static bool ends_well(
    const bytescan_pieces *known, const bytescan_piece *piece, const uint8_t *next) {
    if (known->endings[piece->ending]->member[next[0]]) return false;
    return next[0] != ' ' || !known->after_space->member[next[1]];
}

/// Whether a piece stands at `at`; fills `met` if so.
static bool stands(
    const bytescan_pieces *known, const bytescan_piece *piece, const uint8_t *text, size_t at,
    size_t limit, bytescan_met *met) {
    size_t open = at + piece->lead;
    const uint8_t *bytes = known->bytes + piece->bytes;
    if (open >= limit || !bytescan_equal(text + at, bytes, piece->lead)) return false;
    size_t close = end_of_hole(known, piece, text, open, limit);
    if (close == SIZE_MAX || limit - close < (size_t)piece->rest + 2) return false;
    size_t end = close + piece->rest;
    if (!bytescan_equal(text + close, bytes + piece->lead, piece->rest)) return false;
    if (piece->has_tail) {
        end = end_of_tail(known->tail, text, end, limit);
        if (end == SIZE_MAX) return false;
    } else if (!ends_well(known, piece, text + end)) {
        return false;
    }
    met->open = open;
    met->close = close;
    met->end = end;
    return true;
}

size_t bytescan_follow(
    const bytescan_pieces *known, int32_t after, const uint8_t *text, size_t from, size_t limit,
    bytescan_met *met, size_t capacity) {
    int32_t *first = after < 0 ? known->first : &known->pieces[after].first;
    size_t count = 0;
    while (count < capacity && limit - from >= known->reach) {
        int32_t *link = first;
        while (*link >= 0
               && !stands(known, &known->pieces[*link], text, from, from + known->reach, &met[count]))
            link = &known->pieces[*link].next;
        int32_t index = *link;
        if (index < 0) break;
        bytescan_piece *piece = &known->pieces[index];
        if (link != first) {
            // What came last comes again soonest.
            *link = piece->next;
            piece->next = *first;
            *first = index;
        }
        met[count].piece = index;
        from = met[count].end;
        first = &piece->first;
        count++;
    }
    return count;
}
