#include "admin/trial/texts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace harmony::admin {

using survey::Form;
using survey::Node;
using survey::NodeIndex;

namespace {

bool obeyed(char32_t letter) {
    const bool control = letter != U'\n' && (letter < 0x20 || (letter >= 0x7F && letter < 0xA0));
    const bool turns = letter == 0x061C || letter == 0x200E || letter == 0x200F ||
                       (letter >= 0x202A && letter <= 0x202E) ||
                       (letter >= 0x2066 && letter <= 0x2069);
    return control || turns;
}

/// Letters that a path in a compiled expression is made of; all of UTF-8 above ASCII may be.
bool in_path(char letter) {
    const auto byte = static_cast<unsigned char>(letter);
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') ||
           std::string_view("/_-.").find(letter) != std::string::npos;
}

std::size_t end_of_path(std::string_view expression, std::size_t at) {
    while (at < expression.size() && in_path(expression[at])) {
        ++at;
    }
    return at;
}

/// One past the closing quote of the literal that begins at `at`.
std::size_t end_of_literal(std::string_view expression, std::size_t at) {
    const std::size_t close = expression.find(expression[at], at + 1);
    return close == std::string_view::npos ? expression.size() : close + 1;
}

/// `${age}` without the spaces that compiling put around it beside brackets and commas. Returns
/// where the expression goes on.
std::size_t put_reference(const Node& node,
                          std::string_view expression,
                          std::size_t end,
                          WrittenExpression& written) {
    if (written.text.ends_with("( ")) {
        written.text.pop_back();
    }
    written.text += "${" + node.name + "}";
    if (std::find(written.asks_about.begin(), written.asks_about.end(), node.index) ==
        written.asks_about.end()) {
        written.asks_about.push_back(node.index);
    }
    const std::string_view rest = expression.substr(end);
    return rest.starts_with(" ,") || rest.starts_with(" )") ? end + 1 : end;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t start = at;
        if (!obeyed(base::next_code_point(text, at))) {
            result += text.substr(start, at - start);
        }
    }
    return result;
}

std::string as_sentence(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') {
        text[0] = static_cast<char>(text[0] - 'a' + 'A');
    }
    return text;
}

std::string isolated(std::string_view text) {
    return fmt::format("\u2068{}\u2069", text);
}

bool may_turn(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = base::next_code_point(text, at);
        const bool presented = letter >= 0xFB1D && letter <= 0xFEFC;
        if ((letter >= 0x0590 && letter <= 0x08FF) || presented) {
            return true;
        }
    }
    return false;
}

std::string in_line(std::string_view text) {
    return may_turn(text) ? isolated(text) : std::string(text);
}

std::string shown_text(const survey::Draft& draft, const survey::Wording& wording) {
    const Form& form = draft.form();
    const survey::Line* const line = form.line(wording, draft.language());
    if (line == nullptr) {
        return {};
    }
    const bool line_turns = std::any_of(line->begin(), line->end(), [](const survey::Piece& piece) {
        return may_turn(piece.words);
    });
    std::string text;
    for (const survey::Piece& piece : *line) {
        if (!piece.value_of) {
            text += printable(piece.words);
            continue;
        }
        const std::string value = printable(draft.state(*piece.value_of).value.view());
        text += line_turns ? isolated(value) : in_line(value);
    }
    return text;
}

std::string path_below_root(const Form& form, const Node& node) {
    return node.path.substr(form.content().root.size() + 1);
}

std::optional<NodeIndex> node_called(const Form& form, const std::string& name) {
    if (const auto found = form.find(name)) {
        return found;
    }
    return name.starts_with('/') ? form.find("/" + form.content().root + name) : std::nullopt;
}

std::string no_such_question(const Form& form, const std::string& name) {
    std::vector<std::string> names;
    std::size_t with_name = 0;
    for (const Node& node : form.nodes()) {
        names.push_back(node.name);
        with_name += node.name == name ? 1 : 0;
    }
    if (with_name > 1) {
        return fmt::format(
            "several questions are called {}; write its path, such as /group/{}", name, name);
    }
    const auto meant = base::nearest(name, names);
    return fmt::format(
        "there is no question called {}{}", name, meant ? "; perhaps " + *meant : "");
}

WrittenExpression as_written(const Form& form, std::string_view expression) {
    WrittenExpression written;
    for (std::size_t at = 0; at < expression.size();) {
        const char letter = expression[at];
        std::size_t end = at + 1;
        std::optional<NodeIndex> node;
        if (letter == '\'' || letter == '"') {
            end = end_of_literal(expression, at);
        } else if (in_path(letter)) {
            end = end_of_path(expression, at);
            node = letter == '/' ? form.find(expression.substr(at, end - at)) : std::nullopt;
        }
        if (node) {
            end = put_reference(form.node(*node), expression, end, written);
        } else {
            written.text += printable(expression.substr(at, end - at));
        }
        at = end;
    }
    return written;
}

}  // namespace harmony::admin
