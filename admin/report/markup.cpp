#include "admin/report/markup.h"

namespace harmony::admin {

std::string escape_markup(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char letter : text) {
        switch (letter) {
            case '&': escaped += "&amp;"; break;
            case '<': escaped += "&lt;"; break;
            case '>': escaped += "&gt;"; break;
            case '"': escaped += "&quot;"; break;
            case '\'': escaped += "&#39;"; break;
            default:
                if (static_cast<unsigned char>(letter) >= 0x20 || letter == '\n' ||
                    letter == '\t') {
                    escaped += letter;
                }
        }
    }
    return escaped;
}

std::string element(std::string_view tag, std::string_view text, std::string_view attributes) {
    std::string markup = "<" + std::string(tag);
    if (!attributes.empty()) {
        markup += " " + std::string(attributes);
    }
    return markup + ">" + escape_markup(text) + "</" + std::string(tag) + ">";
}

}  // namespace harmony::admin
