#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "survey/reading/sheet.h"

struct zip;

namespace harmony::survey {

struct CloseArchive {
    void operator()(zip* archive) const noexcept;
};

/// A zip package read from memory. Sizes are checked against what is really expanded.
class Package {
public:
    /// `bytes` must outlive the package.
    [[nodiscard]] static std::variant<Package, ReadingFault> open(base::ByteView bytes);

    [[nodiscard]] bool has(const std::string& part) const { return find(part).has_value(); }

    /// The expanded bytes of a part; REQUIRES: `has(part)`.
    [[nodiscard]] std::variant<base::Bytes, ReadingFault> read(const std::string& part);

private:
    using Archive = std::unique_ptr<zip, CloseArchive>;
    Package(Archive archive, std::vector<std::string> names)
        : archive_(std::move(archive)), names_(std::move(names)) {}

    [[nodiscard]] std::optional<std::size_t> find(const std::string& part) const;

    Archive archive_;
    std::vector<std::string> names_;
    std::size_t expanded_ = 0;
};

}  // namespace harmony::survey
