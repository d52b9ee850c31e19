#pragma once

// Reads a TOML file of an officer; whatever is wrong is named with its line. Not a public header.

#include <toml++/toml.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"
#include "events/event.h"
#include "events/local_time.h"

namespace harmony::admin {

/// Errors: unreadable (no TOML, with its line).
[[nodiscard]] base::Result<toml::table> parse_toml(base::ByteView bytes, const std::string& file);

/// Members of one table by name. Keeps the first fault; at the end names what nobody asked for.
class TomlMembers {
public:
    /// Both must outlive this.
    TomlMembers(const toml::table& table, const std::string& file) : table_(table), file_(file) {}

    [[nodiscard]] std::string text(const std::string& key);
    /// A text, or one text a language.
    [[nodiscard]] events::LocalText texts(const std::string& key);
    [[nodiscard]] std::vector<std::string> list(const std::string& key);
    [[nodiscard]] std::optional<int> number(const std::string& key);
    [[nodiscard]] std::optional<double> degrees(const std::string& key);
    [[nodiscard]] std::optional<double> decimal(const std::string& key);
    [[nodiscard]] std::optional<bool> flag(const std::string& key);
    [[nodiscard]] std::optional<events::WallTime> time(const std::string& key);
    [[nodiscard]] std::vector<base::Day> days(const std::string& key);
    /// Dates with a clock time; those without one are at `usual`.
    [[nodiscard]] std::vector<events::WallTime> times(const std::string& key,
                                                      std::chrono::minutes usual);
    /// The index of a name in `names`; nothing when it is missing or none of them.
    [[nodiscard]] std::optional<std::size_t> one_of(const std::string& key,
                                                    std::span<const std::string_view> names);
    /// A list of tables.
    [[nodiscard]] std::vector<const toml::table*> tables(const std::string& key);
    [[nodiscard]] const toml::table* table(const std::string& key);

    /// Nothing when it is missing. From then on it is known.
    [[nodiscard]] const toml::node* find(const std::string& key);

    void blame(const std::string& key, const std::string& what);

    /// The first fault; a member that nobody asked for is one.
    [[nodiscard]] std::optional<base::Error> finish();

private:
    template <typename Take>
    void each(const std::string& key, const char* what, Take take);
    [[nodiscard]] static std::optional<events::WallTime> wall(const toml::node& node);

    const toml::table& table_;
    const std::string& file_;
    std::vector<std::string> known_;
    std::optional<base::Error> fault_;
};

/// Writes members one a line, in the order in which they are put; what is empty is left out.
class TomlWriter {
public:
    void text(std::string_view key, std::string_view value);
    void texts(std::string_view key, const events::LocalText& value);
    void list(std::string_view key, const std::vector<std::string>& values);
    void number(std::string_view key, long long value);
    void flag(std::string_view key, bool value);
    void time(std::string_view key, events::WallTime value);
    /// What is written already as TOML.
    void bare(std::string_view key, std::string_view value);
    void heading(std::string_view heading);

    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    std::string text_;
};

/// In quotation marks, as TOML reads it.
[[nodiscard]] std::string toml_quoted(std::string_view text);

}  // namespace harmony::admin
