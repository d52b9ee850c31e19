#include "sync/store_xml.h"

#include <algorithm>
#include <pugixml.hpp>

#include "base/text.h"

namespace harmony::sync {
namespace {

using base::Error;
using base::ErrorKind;

constexpr int deepest = 32;

Error unreadable(const char* why) {
    return {ErrorKind::unreadable, std::string("the store's answer cannot be read: ") + why};
}

/// The node that follows in the order of the document, without recursion; `depth` is kept.
pugi::xml_node following(pugi::xml_node node, const pugi::xml_node& root, int& depth) {
    if (node.first_child()) {
        ++depth;
        return node.first_child();
    }
    while (node != root && !node.next_sibling()) {
        node = node.parent();
        --depth;
    }
    return node == root ? pugi::xml_node{} : node.next_sibling();
}

}  // namespace

base::Result<std::unique_ptr<pugi::xml_document>> read_store_xml(base::ByteView xml) {
    const std::string_view text = base::as_text(xml);
    if (base::lower_ascii(text).find("<!doctype") != std::string::npos) {
        return unreadable("it brings a document type");
    }
    auto document = std::make_unique<pugi::xml_document>();
    if (!document->load_buffer(text.data(), text.size(), pugi::parse_default)) {
        return unreadable("it is no XML");
    }
    int depth = 0;
    for (pugi::xml_node node = *document; node; node = following(node, *document, depth)) {
        if (depth > deepest) {
            return unreadable("it is nested too deep");
        }
    }
    return document;
}

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::vector<pugi::xml_node> elements_named(const pugi::xml_node& root, std::string_view name) {
    std::vector<pugi::xml_node> found;
    int depth = 0;
    for (pugi::xml_node node = root; node; node = following(node, root, depth)) {
        if (local_name(node) == name) {
            found.push_back(node);
        }
    }
    return found;
}

std::string text_of(const pugi::xml_node& node, std::string_view name) {
    const std::vector<pugi::xml_node> found = elements_named(node, name);
    return found.empty() ? std::string() : std::string(base::trim(found.front().text().get()));
}

}  // namespace harmony::sync
