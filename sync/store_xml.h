#pragma once

// Not a public header: the XML that stores answer with. Hostile input.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/error.h"

namespace pugi {
class xml_document;
class xml_node;
}  // namespace pugi

namespace harmony::sync {

/// Reads an answer. Unreadable: a document type (entities could be declared there), more than 32
/// levels, no XML.
[[nodiscard]] base::Result<std::unique_ptr<pugi::xml_document>> read_store_xml(base::ByteView xml);

/// The name of an element without its prefix.
[[nodiscard]] std::string_view local_name(const pugi::xml_node& node);

/// All elements of that local name, in the order of the document.
[[nodiscard]] std::vector<pugi::xml_node> elements_named(const pugi::xml_node& root,
                                                         std::string_view name);

/// The text of the first element of that name below `node`; empty when there is none.
[[nodiscard]] std::string text_of(const pugi::xml_node& node, std::string_view name);

}  // namespace harmony::sync
