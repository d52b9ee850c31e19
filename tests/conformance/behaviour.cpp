#include <fmt/format.h>

#include <map>

#include "base/random.h"
#include "base/text.h"
#include "base/time.h"
#include "conformance/imported_form.h"
#include "conformance/run_case.h"
#include "survey/draft.h"

namespace harmony::conformance {
namespace {

using nlohmann::json;

constexpr std::size_t options_compared = 60;
constexpr std::size_t differences_told = 4;

std::string collapsed(std::string_view text) {
    std::string result;
    for (const std::string& word : base::words(text)) {
        result += (result.empty() ? "" : " ") + word;
    }
    return result;
}

const char* bad_name(survey::Invalid invalid) {
    switch (invalid) {
        case survey::Invalid::required: return "required";
        case survey::Invalid::constraint: return "constraint";
        case survey::Invalid::none: break;
    }
    return "";
}

json options_of(const survey::NodeState& state) {
    json result = json::array();
    for (const survey::Offered& offered : state.offered) {
        if (result.size() == options_compared) {
            break;
        }
        result.push_back({std::string(offered.name), collapsed(offered.label.view())});
    }
    return result;
}

json collapsed_options(json options) {
    for (json& option : options) {
        option[1] = collapsed(option[1].get<std::string>());
    }
    return options;
}

/// What is said of a node when it is not as it should be.
class Comparison {
public:
    explicit Comparison(std::string path) : path_(std::move(path)) {}

    void same(const char* what, const json& got, const json& due) {
        if (got != due) {
            told_ += fmt::format("{}{} {} is {}, due is {}",
                                 told_.empty() ? "" : "; ",
                                 path_,
                                 what,
                                 got.dump(),
                                 due.dump());
        }
    }

    [[nodiscard]] const std::string& told() const { return told_; }

private:
    std::string path_;
    std::string told_;
};

std::string difference(const std::string& path, const survey::NodeState& state, const json& due) {
    Comparison comparison(path);
    comparison.same("rel", state.relevant, due.at("rel"));
    if (!state.relevant || !due.at("rel").get<bool>()) {
        return comparison.told();
    }
    comparison.same("req", state.required, due.value("req", false));
    comparison.same("ro", state.read_only, due.value("ro", false));
    comparison.same("bad", bad_name(state.invalid), due.value("bad", ""));
    comparison.same("opts", options_of(state), collapsed_options(due.value("opts", json::array())));
    if (due.contains("val")) {
        comparison.same("val", std::string(state.value.view()), due.at("val"));
    }
    const auto compare_words = [&](const char* key, const base::SecretText& got) {
        if (due.contains(key)) {
            comparison.same(key, collapsed(got.view()), collapsed(due.at(key).get<std::string>()));
        }
    };
    compare_words("label", state.label);
    compare_words("hint", state.hint);
    compare_words("message", state.message);
    return comparison.told();
}

std::string without_spaces(std::string text) {
    std::erase(text, ' ');
    return text;
}

/// The tag of a language by the text that stands after `::` in a header.
std::optional<survey::LanguageTag> tag_of(const survey::Form& form, const std::string& written) {
    for (const survey::Language& language : form.languages()) {
        const std::string whole = fmt::format("{} ({})", language.name, language.tag);
        if (written == language.tag || written == language.name ||
            without_spaces(written) == without_spaces(whole)) {
            return language.tag;
        }
    }
    return std::nullopt;
}

class Walk {
public:
    Walk(const survey::Form& form, const survey::Start& start)
        : form_(form), draft_(form, start, random_) {
        for (const survey::Node& node : form.nodes()) {
            places_.emplace(path_below_root(form, node), node.index);
        }
    }

    Verdict run(const json& test) {
        take(test.at("initial"));
        if (Verdict verdict = compare("at the start")) {
            return verdict;
        }
        std::size_t number = 0;
        for (const json& step : test.at("steps")) {
            ++number;
            const std::string outcome = take_step(step);
            take(step.at("changes"));
            if (Verdict verdict = compare(fmt::format("step {}, {}", number, outcome))) {
                return verdict;
            }
        }
        return std::nullopt;
    }

private:
    void take(const json& states) {
        for (const auto& state : states.items()) {
            due_[state.key()] = state.value();
        }
    }

    /// Does what a step says and tells it in words. A refused answer is no failure of its own: what
    /// the states should be then is for the case to say.
    std::string take_step(const json& step) {
        if (step.contains("language")) {
            const std::string written = step.at("language");
            const auto tag = tag_of(form_, written);
            const bool done = tag && draft_.speak(*tag).ok();
            return fmt::format("language {}{}", written, done ? "" : " (not there)");
        }
        const std::string path = step.at("set");
        const auto node = places_.find(path);
        if (node == places_.end()) {
            return fmt::format("set {} (not there)", path);
        }
        const json& to = step.at("to");
        const auto set =
            draft_.set(node->second,
                       to.is_string() ? survey::Answer(base::SecretText(to.get<std::string>()))
                                      : survey::Answer(to.get<std::vector<std::string>>()));
        return fmt::format("set {} to {}{}",
                           path,
                           to.dump(),
                           set ? "" : " (refused: " + set.error().message + ")");
    }

    [[nodiscard]] Verdict compare(const std::string& when) const {
        std::string told;
        std::size_t count = 0;
        for (const auto& [path, due] : due_) {
            const auto node = places_.find(path);
            const std::string one = node != places_.end()
                                        ? difference(path, draft_.state(node->second), due)
                                        : path + " is not there";
            if (one.empty()) {
                continue;
            }
            if (++count <= differences_told) {
                told += "; " + one;
            }
        }
        if (count > differences_told) {
            told += fmt::format("; and {} more", count - differences_told);
        }
        return told.empty() ? std::nullopt : Verdict(when + told);
    }

    const survey::Form& form_;
    base::SeededRandom random_{7};
    survey::Draft draft_;
    std::map<std::string, survey::NodeIndex> places_;
    std::map<std::string, json> due_;
};

survey::Start start_for(const CaseFile& file, const survey::Form& form) {
    survey::Start start;
    start.language = form.default_language();
    start.now = base::moment_from_iso(file.content.at("now").get<std::string>())->moment;
    start.offset =
        base::moment_from_iso("2026-01-01T00:00:00" + file.content.at("offset").get<std::string>())
            ->offset;
    start.kiosk_name = "kiosk";
    return start;
}

}  // namespace

Verdict run_behaviour(const CaseFile& file, const json& test) {
    survey::FileSet files;
    const json given = test.value("files", json::object());
    for (const auto& one : given.items()) {
        files[one.key()] = base::copy_bytes(base::as_bytes(one.value().get<std::string>()));
    }
    const auto form = load(import_table(test.at("md").get<std::string>(), files), files);
    if (!form) {
        return "the survey is refused: " + form.error().message;
    }
    return Walk(*form, start_for(file, *form)).run(test);
}

}  // namespace harmony::conformance
