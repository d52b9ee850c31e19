#include "survey/checking/references.h"

#include <fmt/format.h>

#include "base/text.h"
#include "survey/checking/survey_rows.h"
#include "survey/expression/canonical.h"
#include "survey/expression/parser.h"
#include "survey/expression/visit.h"

namespace harmony::survey {
namespace {

constexpr std::size_t most_mentions = 500;

}  // namespace

References::References(const std::vector<Node>& nodes, Report& report)
    : nodes_(nodes), report_(report) {
    for (const Node& node : nodes) {
        by_name_[node.name].push_back(node.index);
    }
}

/// The nearest name. Only for as many faults as are ever listed: it looks at every name there is.
std::optional<std::string> References::suggestion(std::string_view name) {
    if (suggestions_left_ == 0) {
        return std::nullopt;
    }
    --suggestions_left_;
    std::vector<std::string> known;
    for (const auto& [known_name, places] : by_name_) {
        known.push_back(known_name);
    }
    return base::nearest(name, known);
}

bool References::is_sound(const std::string& name, bool is_closed, const Spot& spot) {
    if (!is_closed) {
        report_.error(spot, "R501", "a \"${\" is not closed", "write } after the name");
        return false;
    }
    if (name.starts_with("last-saved#")) {
        report_.error(spot,
                      "P206",
                      "the last saved answer is the one of another resident and is not part of the "
                      "kiosk profile",
                      "take it out");
        return false;
    }
    if (name == "instanceID") {
        report_.error(
            spot, "P207", "${instanceID} is not part of the kiosk profile", "take it out");
        return false;
    }
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) {
        const auto near = suggestion(name);
        report_.error(spot,
                      "R502",
                      fmt::format("there is no question called {}", in_quotes(name)),
                      near ? fmt::format("write ${{{}}}, or add a question with that name", *near)
                           : "add a question with that name, or correct the name");
        return false;
    }
    if (found->second.size() > 1) {
        report_.error(
            spot,
            "R503",
            fmt::format("there are {} questions called {}", found->second.size(), in_quotes(name)),
            "give them different names");
        return false;
    }
    return true;
}

std::string References::expression(std::string_view cell, const Spot& spot) {
    const std::string text = straight_quotes(cell);
    const std::vector<Mention> mentions = mentions_in(text);
    bool sound = true;
    for (const Mention& mention : mentions) {
        sound &= is_sound(mention.name, mention.length > 0, spot);
    }
    if (mentions.size() > most_mentions) {
        report_.error(
            spot, "X704", "it refers to more than 500 questions", "split it over two calculations");
        return {};
    }
    if (!sound) {
        return {};
    }
    const Expanded expanded = expand_mentions(text, [&](std::string_view name) {
        return nodes_[by_name_.find(name)->second.front().value].path;
    });
    const auto parsed = parse_expression(expanded.text);
    if (const auto* fault = std::get_if<SyntaxFault>(&parsed)) {
        report_.error(spot,
                      fault->code.c_str(),
                      fmt::format("{}, at character {} of {}",
                                  fault->what,
                                  expanded.character(text, fault->at),
                                  in_quotes(cell)),
                      fault->mend);
        return {};
    }
    visit_calls(*std::get<ExpressionOwner>(parsed), [&](const Call& call) {
        const auto* file = call.function == Function::pulldata
                               ? std::get_if<LiteralText>(&call.arguments[0]->what)
                               : nullptr;
        if (file != nullptr) {
            pulled_.emplace(file->text, spot);
        }
    });
    return collapse_space(expanded.text);
}

std::vector<NodeIndex> References::triggers(std::string_view cell, const Spot& spot) {
    std::vector<NodeIndex> result;
    for (const std::string& part : base::split(cell, ',')) {
        const std::string_view reference = base::trim(part);
        if (reference.empty()) {
            continue;
        }
        const std::vector<Mention> mentions = mentions_in(reference);
        if (mentions.size() != 1 || mentions[0].at != 0 ||
            (mentions[0].length > 0 && mentions[0].length != reference.size())) {
            report_.error(spot,
                          "R504",
                          fmt::format("{} holds more than references", in_quotes(cell)),
                          "write ${name}, or several of them parted by commas");
            return result;
        }
        if (is_sound(mentions[0].name, mentions[0].length > 0, spot)) {
            result.push_back(by_name_.find(mentions[0].name)->second.front());
        }
    }
    return result;
}

Line References::line(std::string_view cell, const Spot& spot) {
    Line line;
    std::size_t done = 0;
    const auto add_words = [&](std::size_t end) {
        if (end > done) {
            line.push_back({std::string(cell.substr(done, end - done)), std::nullopt});
        }
    };
    for (const Mention& mention : mentions_in(cell)) {
        if (!is_sound(mention.name, mention.length > 0, spot)) {
            continue;
        }
        add_words(mention.at);
        line.push_back({{}, by_name_.find(mention.name)->second.front()});
        done = mention.at + mention.length;
    }
    add_words(cell.size());
    return line;
}

}  // namespace harmony::survey
