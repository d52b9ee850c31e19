#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/bytes.h"

namespace pugi {
class xml_document;
struct xml_node_struct;
}  // namespace pugi

namespace harmony::survey {

/// An element of a document, or none. Names are matched without their prefix. Lives as long as the
/// document.
class XmlElement {
public:
    explicit XmlElement(pugi::xml_node_struct* node = nullptr) : node_(node) {}

    explicit operator bool() const { return node_ != nullptr; }

    [[nodiscard]] std::string_view name() const;

    /// Empty when there is no such attribute.
    [[nodiscard]] std::string_view attribute(std::string_view name) const;
    [[nodiscard]] bool has_attribute(std::string_view name) const;

    /// Character data directly inside.
    [[nodiscard]] std::string text() const;

    [[nodiscard]] XmlElement child(std::string_view name) const;  ///< the first of that name
    [[nodiscard]] std::vector<XmlElement> children() const;

private:
    pugi::xml_node_struct* node_;
};

class XmlDocument {
public:
    /// What is not allowed, as a phrase, when the text is refused: document types, entities of its
    /// own, unbalanced tags, more than 64 levels, attributes over 4,096 bytes, a second root, a
    /// NUL.
    [[nodiscard]] static std::variant<XmlDocument, std::string> parse(base::ByteView bytes);

    XmlDocument(XmlDocument&&) noexcept;
    XmlDocument& operator=(XmlDocument&&) noexcept;
    ~XmlDocument();

    [[nodiscard]] XmlElement root() const;

private:
    explicit XmlDocument(std::unique_ptr<pugi::xml_document> document);

    std::unique_ptr<pugi::xml_document> document_;
};

}  // namespace harmony::survey
