#include "bytescan.h"
#include "fold.h"

uint64_t bytescan_hash(const uint8_t *bytes, size_t count) {
    uint64_t hash = fold_first ^ count;
    if (count < 16) {
        uint8_t padded[16] = {0};
        memcpy(padded, bytes, count);
        return fold(load_8(padded) ^ fold_second, load_8(padded + 8) ^ hash);
    }
    size_t last = count - 16;
    for (size_t at = 0; at < last; at += 16)
        hash = fold(load_8(bytes + at) ^ fold_second, load_8(bytes + at + 8) ^ hash);
    return fold(load_8(bytes + last) ^ fold_second, load_8(bytes + last + 8) ^ hash);
}
