#pragma once

#include <string.h>  // NOLINT(modernize-deprecated-headers): explicit_bzero

#include <cstddef>
#include <new>
#include <span>
#include <string_view>
#include <vector>

namespace harmony::base {

/// Zeroes what it frees: for what a resident typed, and keys. Keeping it out of swap is `main`'s
/// business (mlockall): locking single pages here would unlock their neighbours on release.
template <typename T>
struct ZeroingAllocator {
    using value_type = T;

    ZeroingAllocator() = default;

    template <typename U>
    ZeroingAllocator(const ZeroingAllocator<U>&) noexcept {}  // NOLINT(*-explicit-*)

    T* allocate(std::size_t count) {
        return static_cast<T*>(::operator new(count * sizeof(T)));
    }

    void deallocate(T* memory, std::size_t count) noexcept {
        explicit_bzero(memory, count * sizeof(T));
        ::operator delete(memory);
    }

    bool operator==(const ZeroingAllocator&) const = default;
};

using SecretBytes = std::vector<std::byte, ZeroingAllocator<std::byte>>;

/// Text that leaves no copy behind: a `std::string` would keep short texts inside itself, unzeroed.
class SecretText {
public:
    SecretText() = default;
    explicit SecretText(std::string_view text) : letters_(text.begin(), text.end()) {}

    [[nodiscard]] std::string_view view() const { return {letters_.data(), letters_.size()}; }
    [[nodiscard]] bool empty() const { return letters_.empty(); }
    [[nodiscard]] std::size_t size() const { return letters_.size(); }

    void assign(std::string_view text) {
        Letters fresh(text.begin(), text.end());  // `text` may be a part of this very text
        letters_.swap(fresh);
    }

    void append(std::string_view text) { letters_.insert(letters_.end(), text.begin(), text.end()); }

    /// Zeroes and frees.
    void wipe() { Letters{}.swap(letters_); }

    bool operator==(const SecretText&) const = default;

private:
    using Letters = std::vector<char, ZeroingAllocator<char>>;
    Letters letters_;
};

}  // namespace harmony::base
