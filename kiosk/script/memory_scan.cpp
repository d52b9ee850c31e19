#include "kiosk/script/memory_scan.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include "base/error.h"

// 1. The needle is kept XORed with a mask and every byte read is masked before it is compared, so
//    that neither needle nor comparison is a copy.
// 2. Memory is read through /proc/self/mem into one mapped buffer, which is itself left out of the
//    scan and unmapped afterwards.
// 3. Neighbouring blocks overlap by the longest form less one byte, so that nothing is cut in two.
namespace harmony::kiosk {
namespace {

using Form = std::vector<unsigned char>;
constexpr std::size_t block_size = std::size_t{1} << 20U;

struct Range {
    std::uintptr_t first = 0;
    std::uintptr_t last = 0;
};

std::vector<Range> writable_ranges() {
    std::vector<Range> ranges;
    std::ifstream maps("/proc/self/maps");
    std::string line;
    while (std::getline(maps, line)) {
        Range range;
        char rights[8] = {};
        if (std::sscanf(
                line.c_str(), "%" SCNxPTR "-%" SCNxPTR " %7s", &range.first, &range.last, rights) ==
                3 &&
            rights[0] == 'r' && rights[1] == 'w') {
            ranges.push_back(range);
        }
    }
    return ranges;
}

/// The buffer that blocks are read into; gone from memory when this goes.
class Block {
public:
    explicit Block(std::size_t size)
        : size_(size),
          data_(::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {
        base::promise(data_ != MAP_FAILED, "memory for the scan");
    }

    Block(const Block&) = delete;
    Block& operator=(const Block&) = delete;

    ~Block() { ::munmap(data_, size_); }

    [[nodiscard]] unsigned char* data() { return static_cast<unsigned char*>(data_); }
    [[nodiscard]] std::size_t size() const { return size_; }

    [[nodiscard]] bool overlaps(const Range& range) const {
        const auto first = reinterpret_cast<std::uintptr_t>(data_);
        return range.first < first + size_ && first < range.last;
    }

private:
    std::size_t size_;
    void* data_;
};

/// Whether the masked form stands at `at`; `at` holds plain memory.
bool stands_at(const unsigned char* at, const Form& form) {
    for (std::size_t i = 0; i < form.size(); ++i) {
        if ((at[i] ^ Needle::mask) != form[i]) {
            return false;
        }
    }
    return true;
}

std::size_t copies_in(const unsigned char* bytes,
                      std::size_t size,
                      std::size_t fresh,
                      const Form& form) {
    std::size_t copies = 0;
    for (std::size_t at = 0; at < fresh && at + form.size() <= size; ++at) {
        copies += stands_at(bytes + at, form) ? 1U : 0U;
    }
    return copies;
}

std::size_t copies_in_range(int memory,
                            const Range& range,
                            const std::vector<Form>& forms,
                            Block& block) {
    std::size_t longest = 0;
    for (const Form& form : forms) {
        longest = std::max(longest, form.size());
    }
    std::size_t copies = 0;
    const std::size_t step = block.size() - longest;
    for (std::uintptr_t from = range.first; from < range.last; from += step) {
        const std::size_t wanted = std::min<std::size_t>(block.size(), range.last - from);
        const ssize_t got = ::pread(memory, block.data(), wanted, static_cast<off_t>(from));
        if (got <= 0) {
            break;  // a guard page, or a device
        }
        for (const Form& form : forms) {
            copies += copies_in(block.data(), static_cast<std::size_t>(got), step, form);
        }
    }
    return copies;
}

void append_wide(Form& to, char32_t letter, int bytes) {
    for (int i = 0; i < bytes; ++i) {
        to.push_back(static_cast<unsigned char>((letter >> (8 * i)) & 0xFFU) ^ Needle::mask);
    }
}

/// The code point at `at` of masked, well-formed UTF-8; moves past it.
char32_t masked_code_point(const Form& masked, std::size_t& at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<unsigned>(masked[i] ^ Needle::mask);
    };
    const unsigned first = byte(at++);
    if (first < 0x80) {
        return first;
    }
    const int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    char32_t letter = first & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0; i < more; ++i) {
        letter = (letter << 6U) | (byte(at++) & 0x3FU);
    }
    return letter;
}

}  // namespace

Needle::Needle(std::string_view text) {
    append(text);
}

void Needle::append(std::string_view more) {
    for (const char letter : more) {
        masked_.push_back(static_cast<unsigned char>(letter) ^ mask);
    }
}

std::vector<std::vector<unsigned char>> Needle::masked_forms() const {
    std::vector<Form> forms(3);
    forms[0] = masked_;
    for (std::size_t at = 0; at < masked_.size();) {
        const char32_t letter = masked_code_point(masked_, at);
        append_wide(forms[1], letter, 2);
        append_wide(forms[2], letter, 4);
    }
    return forms;
}

std::size_t copies_in_memory(const Needle& needle) {
    base::promise(!needle.empty(), "nothing is everywhere");
    const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    base::promise(memory >= 0, "a process may read its own memory");
    const std::vector<Form> forms = needle.masked_forms();
    Block block(block_size);
    std::size_t copies = 0;
    for (Range range : writable_ranges()) {
        if (!block.overlaps(range)) {
            copies += copies_in_range(memory, range, forms, block);
            continue;
        }
        // The kernel may have joined the block to a neighbouring map: scan what lies around it.
        const auto first = reinterpret_cast<std::uintptr_t>(block.data());
        copies += copies_in_range(memory, {range.first, first}, forms, block);
        copies += copies_in_range(memory, {first + block.size(), range.last}, forms, block);
    }
    ::close(memory);
    return copies;
}

}  // namespace harmony::kiosk
