#include "admin/stats/spec.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace harmony::admin::stats {
namespace {

constexpr const char* format_name = "harmony-stats-spec/1";
constexpr std::array<std::string_view, 6> common_keys = {
    "id", "kind", "where", "design", "level", "quantile"};
constexpr std::size_t longest_id = 64;

bool is_id(const std::string& id) {
    return !id.empty() && id.size() <= longest_id &&
           std::all_of(id.begin(), id.end(), [](unsigned char c) {
               return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                      c == '_' || c == '-';
           });
}

/// `level` and `quantile`, with what holds where they are not given.
summary::RangeRule read_rule(const SpecObject& object, summary::RangeRule otherwise) {
    otherwise.level = object.number_or("level", otherwise.level);
    if (!(otherwise.level > 0 && otherwise.level < 1)) {
        object.must_be("level", "a number between 0 and 1");
    }
    if (object.has("quantile")) {
        otherwise.quantile = object.one_of("quantile", {"t", "z"}) == "z"
                                 ? summary::QuantileRule::normal
                                 : summary::QuantileRule::student;
    }
    return otherwise;
}

/// A design whose names are not looked up yet: they may be columns that analyses make.
struct DesignSpec {
    Json names = Json::object();
    std::map<std::string, std::string> pointers;
};

/// `object`'s design laid over `design`: keys that it has win, null too.
DesignSpec overlaid(DesignSpec design, const SpecObject& object) {
    if (!object.has("design")) {
        return design;
    }
    const SpecObject own = object.object("design");
    own.only({"weight", "psu", "stratum"});
    for (const auto& [key, value] : own.json().items()) {
        if (!value.is_null() && !value.is_string()) {
            own.must_be(key, "the name of a column, or null");
        }
        design.names[key] = value;
        design.pointers[key] = own.pointer_to(key);
    }
    return design;
}

std::optional<std::string> named(const DesignSpec& design,
                                 const std::string& key,
                                 Use use,
                                 SpecReader& reader) {
    const auto found = design.names.find(key);
    if (found == design.names.end() || !found->is_string()) {
        return std::nullopt;
    }
    reader.use_column(design.pointers.at(key), found->get<std::string>(), use);
    return found->get<std::string>();
}

void read_margins(const SpecObject& root, SpecReader& reader) {
    if (!root.has("margins")) {
        return;
    }
    const SpecObject margins = root.object("margins");
    for (const auto& [column, targets] : margins.json().items()) {
        reader.margins[column] = margins.number_map(column);
    }
}

class AnalysesReader {
public:
    AnalysesReader(const SpecObject& root, SpecReader& reader)
        : reader_(reader), kinds_(all_kinds()), design_(overlaid({}, root)) {}

    std::unique_ptr<Analysis> read(const SpecObject& object) {
        Common common;
        common.id = object.text("id");
        common.kind = object.text("kind");
        const Kind* const kind = find(object, common);
        if (kind == nullptr || reader_.failed()) {
            return nullptr;
        }
        std::vector<std::string_view> keys(common_keys.begin(), common_keys.end());
        keys.insert(keys.end(), kind->keys.begin(), kind->keys.end());
        object.only(keys);
        common.rule = read_rule(object, reader_.rule);
        if (object.has("where")) {
            common.where = read_condition(object, "where");
        }
        const DesignSpec design = overlaid(design_, object);
        if (kind->stands == Stands::on_a_design) {
            common.design = {named(design, "weight", Use::weight, reader_),
                             named(design, "psu", Use::text, reader_),
                             named(design, "stratum", Use::text, reader_)};
        }
        reader_.kind_of_id[common.id] = common.kind;
        std::unique_ptr<Analysis> analysis = kind->read(object, std::move(common));
        analysis->set_rests_on(reader_.take_rests_on());
        return analysis;
    }

    /// A design that no analysis stands on may still name nothing.
    void check_design() {
        for (const auto& [key, pointer] : design_.pointers) {
            const Json& name = design_.names[key];
            if (name.is_string() && !reader_.knows_column(name.get<std::string>())) {
                reader_.fail(fmt::format(
                    "{}: no column '{}' in the data", pointer, name.get<std::string>()));
            }
        }
    }

private:
    const Kind* find(const SpecObject& object, const Common& common) {
        const auto found = std::find_if(kinds_.begin(), kinds_.end(), [&](const Kind& kind) {
            return kind.name == common.kind;
        });
        if (found == kinds_.end()) {
            reader_.fail(fmt::format("unknown kind '{}' at {}", common.kind, object.pointer()));
            return nullptr;
        }
        if (!is_id(common.id)) {
            object.must_be("id", "1 to 64 of the signs A-Z a-z 0-9 _ -");
        }
        if (reader_.kind_of_id.contains(common.id)) {
            reader_.fail(fmt::format("{}: id '{}' is used twice", object.pointer(), common.id));
        }
        return &*found;
    }

    SpecReader& reader_;
    std::vector<Kind> kinds_;
    DesignSpec design_;
};

}  // namespace

base::Result<Json> parse_spec(std::string_view text) {
    const auto unreadable = [](const std::string& sentence) {
        return base::Error{base::ErrorKind::unreadable, "spec: " + sentence};
    };
    Json json;
    try {
        json = Json::parse(text);
    } catch (const nlohmann::json::exception& fault) {
        return unreadable(fmt::format("not JSON: {}", fault.what()));
    }
    if (!json.is_object()) {
        return unreadable("/: must be an object");
    }
    const auto format = json.find("format");
    if (format == json.end()) {
        return unreadable("/: 'format' is missing");
    }
    if (!format->is_string() || *format != format_name) {
        return unreadable(
            fmt::format("format '{}' is not '{}'",
                        format->is_string() ? format->get<std::string>() : format->dump(),
                        format_name));
    }
    return json;
}

Spec read_spec(const Json& json, SpecReader& reader) {
    Spec spec;
    const SpecObject root(json, "", reader);
    root.only({"format", "missing", "derive", "where", "design", "margins", "options", "analyses"});
    spec.missing = root.texts_or("missing", {""});
    spec.derivations = read_derivations(root);
    if (root.has("where")) {
        spec.where = read_condition(root, "where");
    }
    if (root.has("options")) {
        const SpecObject options = root.object("options");
        options.only({"level", "quantile", "n_eff_cap"});
        reader.rule = read_rule(options, reader.rule);
        reader.rule.cap = options.flag_or("n_eff_cap", reader.rule.cap);
    }
    read_margins(root, reader);
    if (!root.has("analyses")) {
        reader.fail("/: 'analyses' is missing");
    }
    AnalysesReader analyses(root, reader);
    for (const SpecObject& object : root.objects("analyses")) {
        if (!reader.failed()) {
            spec.analyses.push_back(analyses.read(object));
        }
    }
    analyses.check_design();
    return spec;
}

}  // namespace harmony::admin::stats
