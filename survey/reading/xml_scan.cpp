#include "survey/reading/xml_scan.h"

#include <charconv>

namespace harmony::survey {
namespace {

constexpr int deepest = 64;
constexpr std::size_t longest_attribute = 4'096;
constexpr std::size_t longest_entity = 12;
// What an element and an attribute of a parsed document take, and what all of them may: enough for
// the 400,000 cells that a workbook may have.
constexpr std::size_t element_bytes = 64;
constexpr std::size_t attribute_bytes = 40;
constexpr std::size_t most_bytes = 150'000'000;

bool is_xml_character(unsigned code) {
    return code == 0x9 || code == 0xA || code == 0xD || (code >= 0x20 && code <= 0xD7FF) ||
           (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

/// `text` begins after the `&`.
bool is_allowed_entity(std::string_view text) {
    const std::size_t end = text.substr(0, longest_entity).find(';');
    if (end == std::string_view::npos) {
        return false;
    }
    const std::string_view name = text.substr(0, end);
    if (name == "lt" || name == "gt" || name == "amp" || name == "quot" || name == "apos") {
        return true;
    }
    if (name.size() < 2 || name[0] != '#') {
        return false;
    }
    const bool hexadecimal = name[1] == 'x';
    const std::string_view digits = name.substr(hexadecimal ? 2 : 1);
    unsigned code = 0;
    const auto read =
        std::from_chars(digits.data(), digits.data() + digits.size(), code, hexadecimal ? 16 : 10);
    return read.ec == std::errc{} && read.ptr == digits.data() + digits.size() &&
           is_xml_character(code);
}

class Scan {
public:
    explicit Scan(std::string_view text) : text_(text) {}

    std::optional<std::string> run() {
        while (at_ < text_.size()) {
            if (auto found = next()) {
                return found;
            }
        }
        return depth_ == 0 ? std::nullopt : std::optional<std::string>("tags that are not closed");
    }

private:
    std::optional<std::string> next() {
        const char letter = text_[at_];
        if (letter == '\0') {
            return "a NUL";
        }
        if (letter == '&') {
            ++at_;
            return is_allowed_entity(text_.substr(at_)) ? std::nullopt : entity();
        }
        if (letter != '<') {
            ++at_;
            return {};
        }
        const std::string_view rest = text_.substr(at_);
        if (rest.starts_with("<!--")) {
            return skip("-->");
        }
        if (rest.starts_with("<![CDATA[")) {
            return skip("]]>");
        }
        if (rest.starts_with("<!")) {
            return "a document type declaration";
        }
        if (rest.starts_with("<?")) {
            return skip("?>");
        }
        return tag();
    }

    static std::optional<std::string> entity() { return "an entity of its own"; }

    std::optional<std::string> skip(std::string_view end) {
        const std::size_t found = text_.find(end, at_);
        if (found == std::string_view::npos) {
            return "tags that are not closed";
        }
        at_ = found + end.size();
        return {};
    }

    std::optional<std::string> tag() {
        const bool closing = text_.substr(at_).starts_with("</");
        char last = 0;
        ++at_;
        while (at_ < text_.size() && text_[at_] != '>') {
            last = text_[at_++];
            if (last == '"' || last == '\'') {
                bytes_ += attribute_bytes;
                if (auto found = value(last)) {
                    return found;
                }
            }
        }
        if (at_ == text_.size()) {
            return "tags that are not closed";
        }
        ++at_;
        if (closing) {
            return --depth_ < 0 ? std::optional<std::string>("tags that do not fit") : std::nullopt;
        }
        if (depth_ == 0 && ++roots_ > 1) {
            return "a second root";
        }
        bytes_ += element_bytes;
        if (bytes_ > most_bytes) {
            return "more elements than any survey has";
        }
        depth_ += last == '/' ? 0 : 1;
        return depth_ > deepest ? std::optional<std::string>("more than 64 levels") : std::nullopt;
    }

    std::optional<std::string> value(char quote) {
        const std::size_t end = text_.find(quote, at_);
        if (end == std::string_view::npos) {
            return "tags that are not closed";
        }
        if (end - at_ > longest_attribute) {
            return "an attribute of more than 4,096 bytes";
        }
        const std::string_view inside = text_.substr(at_, end - at_);
        for (std::size_t i = inside.find('&'); i != std::string_view::npos;
             i = inside.find('&', i + 1)) {
            if (!is_allowed_entity(inside.substr(i + 1))) {
                return entity();
            }
        }
        at_ = end + 1;
        return {};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    int depth_ = 0;
    int roots_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace

std::optional<std::string> forbidden_in_xml(std::string_view text) {
    return Scan(text).run();
}

}  // namespace harmony::survey
