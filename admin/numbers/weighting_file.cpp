#include "admin/numbers/weighting_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "admin/authoring/toml_members.h"
#include "admin/stats/csv.h"
#include "sync/crypto.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::size_t file_cap = 4 * 1024 * 1024;
constexpr const char* value_name = "weighting";
constexpr double most_upper = 5;

/// One line of the population.
struct PopulationLine {
    std::string margin;
    PopulationLevel level;
};

Error at_line(const std::string& file, std::size_t line, const std::string& what) {
    return {ErrorKind::unreadable, fmt::format("{} line {}: {}", file, line, what)};
}

std::optional<std::size_t> column_of(const std::vector<std::string_view>& head,
                                     std::string_view name) {
    const auto at = std::find(head.begin(), head.end(), name);
    return at == head.end() ? std::nullopt
                            : std::optional(static_cast<std::size_t>(at - head.begin()));
}

std::optional<double> number_of(std::string_view text) {
    double value = 0;
    const char* const end = text.data() + text.size();
    const auto [stop, fault] = std::from_chars(text.data(), end, value);
    return fault == std::errc() && stop == end ? std::optional(value) : std::nullopt;
}

Result<std::vector<PopulationLine>> read_population(std::string_view text,
                                                    const std::string& file) {
    stats::Csv csv(text);
    const Result<bool> head = csv.next();
    if (!head || !*head) {
        return at_line(file, 1, "is empty. It begins with margin,level,target");
    }
    const auto margin = column_of(csv.cells(), "margin");
    const auto level = column_of(csv.cells(), "level");
    const auto target = column_of(csv.cells(), "target");
    if (!margin || !level || !target) {
        return at_line(file, 1, "must name the columns margin, level and target");
    }
    const std::size_t width = csv.cells().size();
    std::vector<PopulationLine> lines;
    while (true) {
        const Result<bool> more = csv.next();
        if (!more) {
            return more.error().while_doing(file);
        }
        if (!*more) {
            return lines;
        }
        if (csv.cells().size() != width) {
            return at_line(file,
                           csv.line(),
                           fmt::format("has {} cells, the head has {}", csv.cells().size(), width));
        }
        const auto number = number_of(csv.cells()[*target]);
        if (!number || *number < 0) {
            return at_line(file,
                           csv.line(),
                           fmt::format("'{}' is not a number of 0 or more", csv.cells()[*target]));
        }
        lines.push_back({std::string(csv.cells()[*margin]),
                         {std::string(csv.cells()[*level]), *number, csv.line()}});
    }
}

void read_merges(TomlMembers& members, const std::string& file, WeightingFile& weighting) {
    const toml::table* const merges = members.table("merge");
    if (merges == nullptr) {
        return;
    }
    for (const auto& [margin, levels] : *merges) {
        const auto of = std::find_if(
            weighting.margins.begin(),
            weighting.margins.end(),
            [&, name = margin.str()](const auto& one) { return one.question == name; });
        if (of == weighting.margins.end() || !levels.is_table()) {
            members.blame("merge",
                          fmt::format("'{}' is merged but is none of the margins", margin.str()));
            return;
        }
        for (const auto& [from, to] : *levels.as_table()) {
            if (!to.is_string()) {
                members.blame("merge", fmt::format("'{}' needs a text", from.str()));
                return;
            }
            of->merge[std::string(from.str())] = **to.as_string();
        }
    }
    static_cast<void>(file);
}

Result<void> take_targets(const std::vector<PopulationLine>& lines, WeightingFile& weighting) {
    for (const PopulationLine& line : lines) {
        for (PopulationMargin& margin : weighting.margins) {
            if (margin.question != line.margin) {
                continue;
            }
            for (const PopulationLevel& level : margin.levels) {
                if (level.level == line.level.level) {
                    return at_line(weighting.population_file,
                                   line.level.line,
                                   fmt::format("{} = '{}' stands in line {} already",
                                               line.margin,
                                               level.level,
                                               level.line));
                }
            }
            margin.levels.push_back(line.level);
        }
    }
    for (const PopulationMargin& margin : weighting.margins) {
        if (margin.levels.empty()) {
            return Error{ErrorKind::unreadable,
                         fmt::format("{} has no line for the margin '{}'. Add its levels, or "
                                     "leave the margin out",
                                     weighting.population_file,
                                     margin.question)};
        }
    }
    return {};
}

void read_bounds(TomlMembers& members, WeightingFile& weighting) {
    weighting.lower = members.decimal("lower").value_or(weighting.lower);
    weighting.upper = members.decimal("upper").value_or(weighting.upper);
    if (!(weighting.lower >= 0 && weighting.lower < 1)) {
        members.blame("lower", "must be at least 0 and below 1: a multiple of the mean weight");
    }
    if (!(weighting.upper > 1 && weighting.upper <= most_upper)) {
        members.blame("upper", "must be above 1 and at most 5: a multiple of the mean weight");
    }
    if (const auto minimum = members.number("minimum_units")) {
        weighting.minimum_units = static_cast<std::uint64_t>(std::max(100, *minimum));
        if (*minimum < 100) {
            members.blame("minimum_units", "must be 100 or more");
        }
    }
}

}  // namespace

Result<WeightingFile> read_weighting(std::string_view toml,
                                     const std::string& toml_name,
                                     std::string_view population) {
    const Result<toml::table> table = parse_toml(base::as_bytes(toml), toml_name);
    if (!table) {
        return table.error();
    }
    TomlMembers members(*table, toml_name);
    WeightingFile weighting;
    weighting.name = members.text("name");
    weighting.source = members.text("source");
    weighting.area = members.text("area");
    weighting.population_file = members.text("population");
    for (const std::string& question : members.list("margins")) {
        weighting.margins.push_back({question, {}, {}});
    }
    for (const auto& [key, text] : {std::pair{"name", &weighting.name},
                                    std::pair{"source", &weighting.source},
                                    std::pair{"population", &weighting.population_file}}) {
        if (text->empty()) {
            members.blame(key, "is missing");
        }
    }
    if (weighting.margins.empty()) {
        members.blame("margins", "must name at least one question");
    }
    static constexpr std::string_view ways[] = {"keep", "drop"};
    weighting.keep_not_stated = members.one_of("not_stated", ways).value_or(0) == 0;
    read_bounds(members, weighting);
    read_merges(members, toml_name, weighting);
    if (const auto fault = members.finish()) {
        return *fault;
    }
    const auto lines = read_population(population, weighting.population_file);
    if (!lines) {
        return lines.error();
    }
    if (const auto fits = take_targets(*lines, weighting); !fits) {
        return fits.error();
    }
    weighting.hash =
        sync::plain_hash(base::as_bytes(fmt::format("{}\n{}\n{}", toml.size(), toml, population)))
            .hex();
    return weighting;
}

Result<WeightingTexts> load_weighting_texts(base::Files& files, const std::filesystem::path& file) {
    const auto read = [&](const std::filesystem::path& path) -> Result<std::string> {
        const Result<base::Bytes> bytes = files.read(path, file_cap);
        return bytes ? Result<std::string>(std::string(base::as_text(*bytes)))
                     : bytes.error().while_doing("reading " + path.string());
    };
    Result<std::string> toml = read(file);
    if (!toml) {
        return toml.error();
    }
    const Result<toml::table> table = parse_toml(base::as_bytes(*toml), file.filename().string());
    if (!table) {
        return table.error();
    }
    const auto named = (*table)["population"].value<std::string>();
    if (!named) {
        return Error{ErrorKind::unreadable,
                     file.string() + ": population is missing: the name of the file with targets"};
    }
    Result<std::string> population = read(file.parent_path() / *named);
    if (!population) {
        return population.error();
    }
    return WeightingTexts{file.filename().string(), std::move(*toml), std::move(*population)};
}

Result<void> keep_weighting(db::OfficeStore& store, const std::optional<WeightingTexts>& texts) {
    if (!texts) {
        return store.set_value(value_name, {});
    }
    const json kept{
        {"name", texts->name}, {"toml", texts->toml}, {"population", texts->population}};
    return store.set_value(value_name, base::as_bytes(kept.dump()));
}

Result<std::optional<WeightingFile>> kept_weighting(db::OfficeStore& store) {
    const std::optional<base::Bytes> kept = store.value(value_name);
    if (!kept || kept->empty()) {
        return std::optional<WeightingFile>();
    }
    const json object = json::parse(base::as_text(*kept), nullptr, false);
    if (!object.is_object()) {
        return Error{ErrorKind::unreadable, "the weighting file in the store cannot be read"};
    }
    Result<WeightingFile> read = read_weighting(
        object.value("toml", ""), object.value("name", ""), object.value("population", ""));
    if (!read) {
        return read.error();
    }
    return std::optional(std::move(*read));
}

}  // namespace harmony::admin
