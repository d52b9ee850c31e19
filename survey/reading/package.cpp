#include "survey/reading/package.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace harmony::survey {
namespace {

constexpr std::size_t mebibyte = 1U << 20U;
constexpr std::size_t most_entries = 2'000;
constexpr std::size_t largest_part = 48 * mebibyte;
constexpr std::size_t largest_whole = 64 * mebibyte;
constexpr std::size_t ratio_matters_above = 4 * mebibyte;
constexpr std::size_t largest_ratio = 500;

struct CloseEntry {
    void operator()(zip_file_t* entry) const noexcept { zip_fclose(entry); }
};

ReadingFault damaged(const std::string& part) {
    return file_fault("F106",
                      fmt::format("the file is damaged: {}", part),
                      "open it in the spreadsheet program and save it again");
}

ReadingFault expands(const std::string& part, const std::string& limit) {
    return file_fault("F107",
                      fmt::format("{} expands to more than {}", part, limit),
                      "delete the empty rows below the last question and save it again");
}

}  // namespace

void CloseArchive::operator()(zip* archive) const noexcept {
    zip_discard(archive);
}

std::variant<Package, ReadingFault> Package::open(base::ByteView bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    Archive archive(source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error));
    zip_error_fini(&error);
    if (archive == nullptr) {
        if (source != nullptr) {
            zip_source_free(source);
        }
        return damaged("the list of its parts");
    }
    const auto count = static_cast<std::size_t>(zip_get_num_entries(archive.get(), 0));
    if (count > most_entries) {
        return file_fault("F112",
                          fmt::format("it has more than {} parts", most_entries),
                          "open it in the spreadsheet program and save it again");
    }
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < count; ++i) {
        const char* name = zip_get_name(archive.get(), i, ZIP_FL_ENC_GUESS);
        names.emplace_back(name == nullptr ? "" : name);
        if (!seen.insert(names.back()).second) {
            return damaged(names.back() + " is there twice");
        }
    }
    return Package(std::move(archive), std::move(names));
}

std::optional<std::size_t> Package::find(const std::string& part) const {
    const auto exact = std::find(names_.begin(), names_.end(), part);
    if (exact != names_.end()) {
        return static_cast<std::size_t>(exact - names_.begin());
    }
    const std::string lower = base::lower_ascii(part);
    const auto near = std::find_if(names_.begin(), names_.end(), [&](const std::string& name) {
        return base::lower_ascii(name) == lower;
    });
    return near == names_.end() ? std::nullopt
                                : std::optional(static_cast<std::size_t>(near - names_.begin()));
}

std::variant<base::Bytes, ReadingFault> Package::read(const std::string& part) {
    const std::optional<std::size_t> index = find(part);
    const std::unique_ptr<zip_file_t, CloseEntry> entry(
        index ? zip_fopen_index(archive_.get(), *index, 0) : nullptr);
    zip_stat_t stat;
    zip_stat_init(&stat);
    if (entry == nullptr || zip_stat_index(archive_.get(), *index, 0, &stat) != 0) {
        return damaged(part);
    }
    base::Bytes bytes;
    std::array<std::byte, 65536> buffer;
    while (true) {
        const zip_int64_t got = zip_fread(entry.get(), buffer.data(), buffer.size());
        if (got < 0) {
            return damaged(part);
        }
        if (got == 0) {
            return bytes;
        }
        base::append(bytes, base::ByteView(buffer).first(static_cast<std::size_t>(got)));
        expanded_ += static_cast<std::size_t>(got);
        if (bytes.size() > largest_part || expanded_ > largest_whole) {
            return expands(part, bytes.size() > largest_part ? "48 MiB" : "64 MiB in all");
        }
        if (bytes.size() > ratio_matters_above && bytes.size() / largest_ratio > stat.comp_size) {
            return expands(part, "500 times its size");
        }
    }
}

}  // namespace harmony::survey
