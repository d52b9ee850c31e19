// A sheet as text: `<row r="7" s="2"/>` and `<c r="B7" s="2"/>` hold nothing. One may go when what
// follows says itself where it stands, or closes what is around it (design: survey profile, 1.2).
#include "survey/reading/empty_cells.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace harmony::survey {
namespace {

struct Tag {
    std::size_t begin = 0;
    std::size_t end = 0;    ///< behind the `>`
    std::string_view name;  ///< without its prefix
    bool closes = false;    ///< `</row>`
    bool is_empty = false;  ///< `<row/>`
    bool has_place = false;
};

class Tags {
public:
    explicit Tags(std::string_view text) : text_(text) {}

    /// The next tag; nothing at the end, or where the text is no XML.
    std::optional<Tag> next() {
        while (true) {
            at_ = text_.find('<', at_);
            if (at_ == std::string_view::npos) {
                return std::nullopt;
            }
            const std::string_view rest = text_.substr(at_);
            const std::string_view end = rest.starts_with("<!--")        ? "-->"
                                         : rest.starts_with("<![CDATA[") ? "]]>"
                                         : rest.starts_with("<?")        ? "?>"
                                                                         : "";
            if (end.empty()) {
                return tag();
            }
            const std::size_t found = text_.find(end, at_);
            if (found == std::string_view::npos) {
                return std::nullopt;
            }
            at_ = found + end.size();
        }
    }

private:
    std::optional<Tag> tag() {
        const std::size_t close = end_of_tag();
        if (close == std::string_view::npos) {
            return std::nullopt;
        }
        const std::string_view inside = text_.substr(at_ + 1, close - at_ - 1);
        Tag tag{at_, close + 1, {}, inside.starts_with('/'), inside.ends_with('/'), false};
        const std::string_view named = inside.substr(tag.closes ? 1 : 0);
        const std::string_view name = named.substr(0, named.find_first_of(" \t\r\n/"));
        tag.name = name.substr(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
        tag.has_place = inside.find(" r=") != std::string_view::npos;
        at_ = tag.end;
        return tag;
    }

    /// The `>` that is in no attribute.
    [[nodiscard]] std::size_t end_of_tag() const {
        std::size_t at = at_;
        while (true) {
            at = text_.find_first_of("\"'>", at);
            if (at == std::string_view::npos || text_[at] == '>') {
                return at;
            }
            at = text_.find(text_[at], at + 1);
            if (at == std::string_view::npos) {
                return at;
            }
            ++at;
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

void blank_empty_cells(base::Bytes& sheet) {
    Tags tags(base::as_text(sheet));
    std::optional<Tag> empty;
    while (const std::optional<Tag> tag = tags.next()) {
        if (empty && (tag->closes || (tag->name == empty->name && tag->has_place))) {
            std::fill(sheet.begin() + static_cast<std::ptrdiff_t>(empty->begin),
                      sheet.begin() + static_cast<std::ptrdiff_t>(empty->end),
                      std::byte{' '});
        }
        const bool may_go =
            tag->is_empty && tag->has_place && (tag->name == "row" || tag->name == "c");
        empty = may_go ? tag : std::nullopt;
    }
}

}  // namespace harmony::survey
