#pragma once

#include <utility>
#include <vector>

#include "admin/report/document.h"

namespace harmony::admin {

/// Whoever may make documents: `document_of` and those who put sections of `Publishable` numbers
/// together. Nothing outside admin/report includes this.
class DocumentMaker {
public:
    [[nodiscard]] static Document make(DocumentHead head, std::vector<Section> sections) {
        return {std::move(head), std::move(sections)};
    }
};

}  // namespace harmony::admin
