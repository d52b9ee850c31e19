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

    /// The first element inside, and the one after this: for what has very many.
    [[nodiscard]] XmlElement first() const;
    [[nodiscard]] XmlElement next() const;

private:
    pugi::xml_node_struct* node_;
};

class XmlDocument {
public:
    /// What is not allowed, as a phrase, when the text is refused: document types, entities of its
    /// own, unbalanced tags, more than 64 levels, attributes over 4,096 bytes, more elements than
    /// any survey has, a second root, a NUL.
    [[nodiscard]] static std::variant<XmlDocument, std::string> parse(base::Bytes bytes);

    XmlDocument(XmlDocument&&) noexcept;
    XmlDocument& operator=(XmlDocument&&) noexcept;
    ~XmlDocument();

    [[nodiscard]] XmlElement root() const;

private:
    XmlDocument(base::Bytes text, std::unique_ptr<pugi::xml_document> document);

    base::Bytes text_;  ///< what the elements point into
    std::unique_ptr<pugi::xml_document> document_;
};

}  // namespace harmony::survey
