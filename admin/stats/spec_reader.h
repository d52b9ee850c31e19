#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "admin/stats/json_text.h"
#include "summary/estimate.h"

namespace harmony::admin::stats {

/// What an analysis needs a column for.
enum class Use : std::uint8_t {
    text,
    number,
    weight,  ///< a number of 0 or more
};

/// How a column must be read.
struct Need {
    bool text = false;
    bool number = false;
    bool weight = false;
};

/// Names of the columns of a design; nothing stands for the default of each.
struct DesignNames {
    std::optional<std::string> weight;
    std::optional<std::string> psu;
    std::optional<std::string> stratum;

    bool operator==(const DesignNames&) const = default;
    auto operator<=>(const DesignNames&) const = default;
};

/// Targets of one margin, in the order of the spec.
using Targets = std::vector<std::pair<std::string, double>>;

/// What is learnt while a spec is read: its first fault, and which columns it needs how.
///
/// The first fault stays, and everything after it is read for nothing: a reader of a kind need not
/// look at each value before the next, and nothing is run once there is a fault.
class SpecReader {
public:
    explicit SpecReader(std::vector<std::string> header) : header_(header.begin(), header.end()) {}

    /// `sentence` without "spec: ".
    void fail(std::string sentence);
    [[nodiscard]] bool failed() const { return fault_.has_value(); }
    /// With "spec: ". REQUIRES: failed().
    [[nodiscard]] std::string fault() const { return "spec: " + *fault_; }

    /// `pointer` names column `name`, to be read as `use`. A fault when there is no such column.
    void use_column(const std::string& pointer, const std::string& name, Use use);
    [[nodiscard]] bool knows_column(const std::string& name) const;

    /// From here on `name` is a derived column; needs of it are told apart from those of the data.
    void add_derived(const std::string& name) { derived_.insert(name); }
    [[nodiscard]] bool is_derived(const std::string& name) const { return derived_.contains(name); }
    /// From here on `name` is what analysis `id` makes.
    void add_made(const std::string& name, const std::string& id) { made_[name] = id; }

    /// Of columns of the data and derived ones.
    [[nodiscard]] const std::map<std::string, Need>& needs() const { return needs_; }

    /// Analyses before this one whose columns it uses; then forgets them.
    [[nodiscard]] std::set<std::string> take_rests_on();
    /// This analysis needs what analysis `id` found.
    void rest_on(const std::string& id) { rests_on_.insert(id); }

    /// An object without members, for what is not there.
    [[nodiscard]] const Json& nothing() const { return nothing_; }

    // The parts of a spec that hold for every analysis.
    summary::RangeRule rule;
    std::map<std::string, Targets> margins;
    std::map<std::string, std::string> kind_of_id;  ///< of the analyses so far

private:
    const Json nothing_ = Json::object();
    std::optional<std::string> fault_;
    std::set<std::string> header_;
    std::set<std::string> derived_;
    std::map<std::string, std::string> made_;
    std::map<std::string, Need> needs_;
    std::set<std::string> rests_on_;
};

/// One object of a spec, its JSON pointer, and typed ways to its members. A member that is missing
/// or of another type is a fault of the reader's, and reads as an empty value.
class SpecObject {
public:
    SpecObject(const Json& value, std::string pointer, SpecReader& reader);

    [[nodiscard]] const std::string& pointer() const { return pointer_; }
    [[nodiscard]] SpecReader& reader() const { return *reader_; }
    [[nodiscard]] const Json& json() const { return *value_; }

    /// Other members are a fault: "spec: unknown key 'colour' at /analyses/0".
    void only(std::initializer_list<std::string_view> keys) const;
    void only(std::span<const std::string_view> keys) const;

    /// Is there such a member, and not null?
    [[nodiscard]] bool has(std::string_view key) const;
    /// That member's pointer.
    [[nodiscard]] std::string pointer_to(std::string_view key) const;

    [[nodiscard]] std::string text(std::string_view key) const;
    [[nodiscard]] std::string text_or(std::string_view key, std::string otherwise) const;
    /// A list of texts.
    [[nodiscard]] std::vector<std::string> texts(std::string_view key) const;
    [[nodiscard]] std::vector<std::string> texts_or(std::string_view key,
                                                    std::vector<std::string> otherwise) const;
    [[nodiscard]] double number(std::string_view key) const;
    [[nodiscard]] double number_or(std::string_view key, double otherwise) const;
    [[nodiscard]] std::vector<double> numbers(std::string_view key) const;
    /// A whole number of at least `least`.
    [[nodiscard]] std::size_t count_or(std::string_view key,
                                       std::size_t least,
                                       std::size_t otherwise) const;
    [[nodiscard]] bool flag_or(std::string_view key, bool otherwise) const;
    /// One of `allowed`; the first one when there is no such member.
    [[nodiscard]] std::string one_of(std::string_view key,
                                     std::initializer_list<std::string_view> allowed) const;

    /// The name of a column, which must be there.
    [[nodiscard]] std::string column(std::string_view key, Use use) const;
    /// The same; nothing for null or no such member.
    [[nodiscard]] std::optional<std::string> column_if(std::string_view key, Use use) const;
    /// A list of columns.
    [[nodiscard]] std::vector<std::string> columns(std::string_view key, Use use) const;

    /// An object within this one. REQUIRES of the spec: it is there.
    [[nodiscard]] SpecObject object(std::string_view key) const;
    /// The objects of a list; an empty list when there is no such member.
    [[nodiscard]] std::vector<SpecObject> objects(std::string_view key) const;
    /// The members of an object {text: number}, in the order of the spec.
    [[nodiscard]] std::vector<std::pair<std::string, double>> number_map(
        std::string_view key) const;

    /// "spec: {pointer of key}: must be {what}".
    void must_be(std::string_view key, std::string_view what) const;
    /// The same of an item of a list.
    void must_be(std::string_view key, std::size_t item, std::string_view what) const;

private:
    [[nodiscard]] const Json* find(std::string_view key) const;
    [[nodiscard]] const Json* needed(std::string_view key) const;

    const Json* value_;
    std::string pointer_;
    SpecReader* reader_;
};

/// The members of a list of names of kinds, keys, ... as "'a', 'b'".
[[nodiscard]] std::string quoted_list(std::span<const std::string_view> names);

}  // namespace harmony::admin::stats
