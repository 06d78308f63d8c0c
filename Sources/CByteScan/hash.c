#include "bytescan.h"

static uint64_t load_8(const uint8_t *bytes) {
    uint64_t value;
    memcpy(&value, bytes, 8);
    return value;
}

static uint64_t folded(uint64_t left, uint64_t right) {
    __uint128_t product = (__uint128_t)left * right;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

uint64_t bytescan_hash(const uint8_t *bytes, size_t count) {
    const uint64_t first = 0x9e3779b97f4a7c15, second = 0xd1b54a32d192ed03;
    uint64_t hash = first ^ count;
    if (count < 16) {
        uint8_t padded[16] = {0};
        memcpy(padded, bytes, count);
        return folded(load_8(padded) ^ second, load_8(padded + 8) ^ hash);
    }
    size_t last = count - 16;
    for (size_t at = 0; at < last; at += 16)
        hash = folded(load_8(bytes + at) ^ second, load_8(bytes + at + 8) ^ hash);
    return folded(load_8(bytes + last) ^ second, load_8(bytes + last + 8) ^ hash);
}
