#include "survey/reading/xlsx_parts.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/text.h"
#include "survey/reading/empty_cells.h"
#include "survey/reading/number_format.h"

namespace harmony::survey {
namespace {

std::string last_part(std::string_view text) {
    return std::string(text.substr(text.rfind('/') + 1));
}

std::optional<unsigned> hexadecimal(std::string_view text) {
    unsigned value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole ? std::optional(value) : std::nullopt;
}

std::string percent_decoded(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto code = text[i] == '%' && i + 2 < text.size() ? hexadecimal(text.substr(i + 1, 2))
                                                                : std::nullopt;
        result += code ? static_cast<char>(*code) : text[i];
        i += code ? 2 : 0;
    }
    return result;
}

/// The name inside the package; empty when the target leaves it.
std::string resolved(const std::string& source, std::string_view target) {
    std::string path = percent_decoded(target);
    const std::size_t slash = source.rfind('/');
    if (!path.starts_with('/') && slash != std::string::npos) {
        path = source.substr(0, slash + 1) + path;
    }
    std::vector<std::string> parts;
    for (std::string& part : base::split(path, '/')) {
        if (part == "..") {
            if (parts.empty()) {
                return {};
            }
            parts.pop_back();
        } else if (!part.empty() && part != ".") {
            parts.push_back(std::move(part));
        }
    }
    std::string result;
    for (const std::string& part : parts) {
        result += (result.empty() ? "" : "/") + part;
    }
    return result;
}

/// `_x000D_` is how a spreadsheet writes a character that XML does not allow.
std::string without_escapes(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool shape =
            text.compare(i, 2, "_x") == 0 && i + 6 < text.size() && text[i + 6] == '_';
        const auto code =
            shape ? hexadecimal(std::string_view(text).substr(i + 2, 4)) : std::nullopt;
        const bool surrogate = code && *code >= 0xD800 && *code <= 0xDFFF;
        if (!code || surrogate || *code == 0) {
            result += text[i];
            continue;
        }
        base::append_utf8(result, *code);
        i += 6;
    }
    return result;
}

unsigned number_in(std::string_view text) {
    unsigned value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

}  // namespace

std::map<std::string, Relationship> relationships_of(Package& package, const std::string& part) {
    const std::size_t slash = part.rfind('/');
    const std::string folder = slash == std::string::npos ? "" : part.substr(0, slash + 1);
    const std::string file =
        part.empty() ? "_rels/.rels" : folder + "_rels/" + part.substr(folder.size()) + ".rels";
    std::map<std::string, Relationship> result;
    if (!package.has(file)) {
        return result;
    }
    const XmlDocument document = document_of(package, file);
    for (const XmlElement element : document.root().children()) {
        const bool external = element.attribute("TargetMode") == "External";
        result[std::string(element.attribute("Id"))] = {
            last_part(element.attribute("Type")),
            external ? std::string() : resolved(part, element.attribute("Target"))};
    }
    return result;
}

namespace {

base::Bytes bytes_of(Package& package, const std::string& part) {
    auto bytes = package.read(part);
    if (auto* fault = std::get_if<ReadingFault>(&bytes)) {
        throw Refused{std::move(*fault)};
    }
    return std::get<base::Bytes>(std::move(bytes));
}

XmlDocument parsed(base::Bytes bytes, const std::string& part) {
    auto parsed = XmlDocument::parse(std::move(bytes));
    if (const auto* what = std::get_if<std::string>(&parsed)) {
        throw Refused{file_fault("F108",
                                 fmt::format("{} holds XML that is not allowed ({})", part, *what),
                                 "open it in the spreadsheet program and save it again as .xlsx")};
    }
    return std::get<XmlDocument>(std::move(parsed));
}

}  // namespace

XmlDocument document_of(Package& package, const std::string& part) {
    return parsed(bytes_of(package, part), part);
}

XmlDocument sheet_of(Package& package, const std::string& part) {
    base::Bytes bytes = bytes_of(package, part);
    blank_empty_cells(bytes);
    return parsed(std::move(bytes), part);
}

std::string rich_text(XmlElement element) {
    std::string result;
    for (const XmlElement child : element.children()) {
        if (child.name() == "t") {
            result += child.text();
        } else if (child.name() == "r") {
            result += child.child("t") ? child.child("t").text() : "";
        }
    }
    return without_escapes(result);
}

std::vector<std::string> shared_strings(const XmlDocument& document) {
    std::vector<std::string> result;
    for (XmlElement element = document.root().first(); element; element = element.next()) {
        if (element.name() == "si") {
            result.push_back(rich_text(element));
        }
    }
    return result;
}

std::vector<bool> date_styles(const XmlDocument& document) {
    std::map<unsigned, std::string> codes;
    if (const XmlElement formats = document.root().child("numFmts")) {
        for (const XmlElement format : formats.children()) {
            codes[number_in(format.attribute("numFmtId"))] = format.attribute("formatCode");
        }
    }
    std::vector<bool> result;
    if (const XmlElement cells = document.root().child("cellXfs")) {
        for (XmlElement cell = cells.first(); cell; cell = cell.next()) {
            const unsigned id = number_in(cell.attribute("numFmtId"));
            const auto code = codes.find(id);
            result.push_back(is_date_format(id, code == codes.end() ? "" : code->second));
        }
    }
    return result;
}

}  // namespace harmony::survey
