#include "survey/reading/xml.h"

#include <pugixml.hpp>

#include "base/text.h"
#include "survey/reading/xml_scan.h"

namespace harmony::survey {
namespace {

std::string_view without_prefix(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// UTF-16 with a byte order mark, or recognised by its first letter `<`, as UTF-8.
std::optional<std::string> from_utf16(std::string_view bytes) {
    const auto starts = [&](std::string_view mark) { return bytes.starts_with(mark); };
    const bool little = starts("\xFF\xFE") || starts(std::string_view("<\0", 2));
    const bool big = starts("\xFE\xFF") || starts(std::string_view("\0<", 2));
    if (!little && !big) {
        return std::nullopt;
    }
    std::string result;
    char32_t high = 0;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto first = static_cast<unsigned char>(bytes[i]);
        const auto second = static_cast<unsigned char>(bytes[i + 1]);
        char32_t unit = little ? first + 256U * second : 256U * first + second;
        if (unit >= 0xD800 && unit < 0xDC00) {
            high = unit;
            continue;
        }
        if (unit >= 0xDC00 && unit < 0xE000) {
            unit = high == 0 ? U'\uFFFD' : 0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00);
        }
        high = 0;
        if (unit != 0xFEFF) {
            base::append_utf8(result, unit);
        }
    }
    return result;
}

/// The node, or the first element after it.
XmlElement element_from(pugi::xml_node node) {
    while (node && node.type() != pugi::node_element) {
        node = node.next_sibling();
    }
    return XmlElement(node.internal_object());
}

}  // namespace

std::string_view XmlElement::name() const {
    return without_prefix(pugi::xml_node(node_).name());
}

std::string_view XmlElement::attribute(std::string_view name) const {
    for (const pugi::xml_attribute attribute : pugi::xml_node(node_).attributes()) {
        if (without_prefix(attribute.name()) == name) {
            return attribute.value();
        }
    }
    return {};
}

bool XmlElement::has_attribute(std::string_view name) const {
    for (const pugi::xml_attribute attribute : pugi::xml_node(node_).attributes()) {
        if (without_prefix(attribute.name()) == name) {
            return true;
        }
    }
    return false;
}

std::string XmlElement::text() const {
    std::string result;
    for (const pugi::xml_node child : pugi::xml_node(node_).children()) {
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata) {
            result += child.value();
        }
    }
    return result;
}

XmlElement XmlElement::child(std::string_view name) const {
    for (const pugi::xml_node child : pugi::xml_node(node_).children()) {
        if (child.type() == pugi::node_element && without_prefix(child.name()) == name) {
            return XmlElement(child.internal_object());
        }
    }
    return XmlElement();
}

std::vector<XmlElement> XmlElement::children() const {
    std::vector<XmlElement> result;
    for (const pugi::xml_node child : pugi::xml_node(node_).children()) {
        if (child.type() == pugi::node_element) {
            result.emplace_back(child.internal_object());
        }
    }
    return result;
}

XmlElement XmlElement::first() const {
    return element_from(pugi::xml_node(node_).first_child());
}

XmlElement XmlElement::next() const {
    return element_from(pugi::xml_node(node_).next_sibling());
}

XmlDocument::XmlDocument(base::Bytes text, std::unique_ptr<pugi::xml_document> document)
    : text_(std::move(text)), document_(std::move(document)) {}

XmlDocument::XmlDocument(XmlDocument&&) noexcept = default;
XmlDocument& XmlDocument::operator=(XmlDocument&&) noexcept = default;
XmlDocument::~XmlDocument() = default;

std::variant<XmlDocument, std::string> XmlDocument::parse(base::Bytes bytes) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (const std::optional<std::string> converted = from_utf16(base::as_text(bytes))) {
        bytes = base::copy_bytes(base::as_bytes(*converted));
    }
    std::string_view text = base::as_text(bytes);
    if (text.starts_with(byte_order_mark)) {
        text.remove_prefix(byte_order_mark.size());
    }
    if (!base::is_utf8(text)) {
        return "text that is neither UTF-8 nor UTF-16";
    }
    if (auto forbidden = forbidden_in_xml(text)) {
        return *std::move(forbidden);
    }
    auto document = std::make_unique<pugi::xml_document>();
    constexpr unsigned flags = pugi::parse_default | pugi::parse_doctype | pugi::parse_ws_pcdata;
    // In place, since a copy would double what a large sheet needs.
    const pugi::xml_parse_result read = document->load_buffer_inplace(
        bytes.data() + (bytes.size() - text.size()), text.size(), flags, pugi::encoding_utf8);
    if (!read || !document->document_element()) {
        return "tags that do not fit";
    }
    return XmlDocument(std::move(bytes), std::move(document));
}

XmlElement XmlDocument::root() const {
    return XmlElement(document_->document_element().internal_object());
}

}  // namespace harmony::survey
