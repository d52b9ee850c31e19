#pragma once

#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "survey/expression/world.h"
#include "survey/form.h"

namespace harmony::survey {

/// The columns that an item of a list shows to expressions, in their order.
[[nodiscard]] std::vector<std::string> columns_of(const ChoiceList& list);

/// What `instance('x')` calls a list: its name, or that of the data file without its ending.
[[nodiscard]] std::string instance_name(const ChoiceList& list);

/// A list as expressions see it: document, `root`, one `item` a choice, its columns.
class ListTree final : public Tree {
public:
    /// `list` must outlive the tree.
    ListTree(const ChoiceList& list, const LanguageTag& default_language);

    [[nodiscard]] std::uint32_t item(std::size_t choice) const;

    /// Lets `choices_with` answer for a column. Before the tree is shared.
    void index(std::size_t column);

    /// The choices whose text in `column` is `text`, in order; REQUIRES: the column is indexed.
    [[nodiscard]] std::span<const std::uint32_t> choices_with(std::size_t column,
                                                              std::string_view text) const;

    [[nodiscard]] std::optional<std::uint32_t> parent(std::uint32_t node) const override;
    void children(std::uint32_t node, std::vector<std::uint32_t>& out) const override;
    void children_called(std::uint32_t node,
                         std::string_view wanted,
                         std::vector<std::uint32_t>& out) const override;
    [[nodiscard]] std::optional<std::uint32_t> child_called(std::uint32_t node,
                                                            std::string_view wanted) const override;
    [[nodiscard]] bool has_children(std::uint32_t node) const override;
    [[nodiscard]] std::string_view name(std::uint32_t node) const override;
    [[nodiscard]] std::string_view text(std::uint32_t node) const override;

private:
    /// Which choice and column a node is; the column is `columns_.size()` for the item itself.
    struct Place {
        std::size_t choice;
        std::size_t column;
    };

    [[nodiscard]] Place place(std::uint32_t node) const;

    const ChoiceList& list_;
    std::vector<std::string> columns_;
    std::vector<std::string> texts_;  ///< choice by choice, column by column
    std::map<std::size_t, std::unordered_map<std::string_view, std::vector<std::uint32_t>>>
        indexes_;
};

}  // namespace harmony::survey
