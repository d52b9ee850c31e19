#include "kiosk/pack_texts.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace harmony::kiosk {
namespace {

void collect(const nlohmann::json& json, std::string& into) {
    if (json.is_string()) {
        into += json.get_ref<const std::string&>() + "\n";
    } else if (json.is_structured()) {
        for (const auto& member : json) {
            collect(member, into);
        }
    }
}

}  // namespace

std::string texts_of_pack_file(std::string_view name, base::ByteView bytes) {
    if (name.ends_with(".json")) {
        std::string texts;
        collect(nlohmann::json::parse(base::as_text(bytes), nullptr, false), texts);
        return texts;
    }
    constexpr std::array plain = {".toml", ".txt", ".csv"};
    const bool is_plain = std::any_of(plain.begin(), plain.end(), [&](std::string_view ending) {
        return name.ends_with(ending);
    });
    return is_plain ? std::string(base::as_text(bytes)) + "\n" : std::string();
}

}  // namespace harmony::kiosk
