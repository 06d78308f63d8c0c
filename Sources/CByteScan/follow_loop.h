/// Following known pieces, once for every set of instructions: whoever includes this defines WALK, the
/// name of the routine; TARGET, what it is compiled for; EQUAL and SPAN, how bytes are compared and
/// how the end of a run is found.

/// Where the hole of a piece ends that begins at `open`; SIZE_MAX where it is too long.
TARGET static inline size_t WALK(end_of_hole)(
    const bytescan_pieces *known, const bytescan_piece *piece, const uint8_t *text, size_t open,
    size_t limit) {
    if (piece->hole == BYTESCAN_NO_HOLE) return open;
    size_t room = limit - open;
    size_t most = room < known->longest_hole ? room : known->longest_hole;
    size_t count = SPAN(known->holes[piece->hole], text + open, most);
    return count < most ? open + count : SIZE_MAX;
}

/// Whether a piece stands at `at`; fills `met` if so.
TARGET static inline bool WALK(stands)(
    const bytescan_pieces *known, const bytescan_piece *piece, const uint8_t *text, size_t at,
    size_t limit, bytescan_met *met) {
    size_t open = at + piece->lead;
    const uint8_t *bytes = known->bytes + piece->bytes;
    if (open >= limit || !EQUAL(text + at, bytes, piece->lead)) return false;
    size_t close = WALK(end_of_hole)(known, piece, text, open, limit);
    if (close == SIZE_MAX || limit - close < (size_t)piece->rest + 2) return false;
    size_t end = close + piece->rest;
    if (!EQUAL(text + close, bytes + piece->lead, piece->rest)) return false;
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

TARGET static size_t WALK(follow)(
    const bytescan_pieces *known, int32_t after, const uint8_t *text, size_t from, size_t limit,
    bytescan_met *met, size_t capacity) {
    int32_t *first = after < 0 ? known->first : &known->pieces[after].first;
    size_t count = 0;
    while (count < capacity && limit - from >= known->reach) {
        int32_t *link = first;
        while (*link >= 0
               && !WALK(stands)(
                   known, &known->pieces[*link], text, from, from + known->reach, &met[count]))
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
