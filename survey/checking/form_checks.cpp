#include "survey/checking/form_checks.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "survey/expression/parser.h"
#include "survey/kiosk_words.h"

namespace harmony::survey {
namespace {

const SheetRow& row_of(const CheckInput& in, const Node& node) {
    return *in.survey.rows[node.index.value];
}

Spot kiosk_spot(const CheckInput& in, const Node& node, std::string_view name) {
    return in.table.spot(row_of(in, node), fmt::format("bind::kiosk:{}", name));
}

/// Unknown names and a missing namespace are told once, at the header.
void check_headers(const CheckInput& in) {
    const std::vector<KioskColumnRow> known = kiosk_columns();
    bool told = in.settings.has_kiosk_namespace;
    for (const Column& column : in.table.columns()) {
        const bool on_body = column.key.starts_with("body::kiosk:");
        if (!on_body && !column.key.starts_with("bind::kiosk:")) {
            continue;
        }
        const Spot spot = in.table.header_spot(column);
        if (!told) {
            in.report.error(
                spot,
                "K901",
                "kiosk: columns are used, but the settings do not declare them",
                "write kiosk=\"urn:harmony:kiosk:1\" in the column namespaces of the settings");
            told = true;
        }
        const std::string name = column.key.substr(std::string_view("bind::kiosk:").size());
        std::vector<std::string> names;
        bool found = false;
        for (const KioskColumnRow& row : known) {
            names.push_back((row.on_body ? "body::kiosk:" : "bind::kiosk:") +
                            std::string(row.name));
            found |= row.name == name && row.on_body == on_body;
        }
        if (!found) {
            const auto near = base::nearest(column.key, names);
            in.report.error(
                spot,
                "K902",
                fmt::format("there is no column called {}", in_quotes(column.header)),
                near ? fmt::format("write {}", *near) : "correct the name, or take it out");
        }
    }
}

bool can_be_refused(const CheckInput& in, const Node& node) {
    if (node.kiosk.block == Block::equality) {
        return true;
    }
    const bool has_way_out =
        node.list && std::any_of(in.content.lists[*node.list].choices.begin(),
                                 in.content.lists[*node.list].choices.end(),
                                 [](const Choice& c) { return c.role == ChoiceRole::prefer_not; });
    return node.required.empty() && has_way_out;
}

void check_sensitive(const CheckInput& in, const Node& node) {
    if (node.kiosk.sensitive == Sensitivity::special &&
        (!can_be_refused(in, node) || !node.required.empty())) {
        in.report.block(
            kiosk_spot(in, node, "sensitive"),
            "K905",
            fmt::format("{} asks for special category data but cannot be refused",
                        in_quotes(node.name)),
            "make it optional, with a choice \"Prefer not to say\" (kiosk_role prefer_not), "
            "or put it in the equality block");
    }
    if (node.kiosk.report == ReportClass::open && node.type == NodeType::text) {
        in.report.block(kiosk_spot(in, node, "report"),
                        "K906",
                        fmt::format("{} is typed text and may not go into public reports as it is",
                                    in_quotes(node.name)),
                        "empty the cell: typed text is released by a person");
    }
}

void check_place(const CheckInput& in, const Node& node, const Node*& first) {
    if (!node.kiosk.place) {
        return;
    }
    const bool from_file = node.list && in.content.lists[*node.list].from_file;
    if (!from_file || node.type != NodeType::select_one) {
        in.report.error(kiosk_spot(in, node, "place"),
                        "K903",
                        fmt::format("{} cannot be the place of the response", in_quotes(node.name)),
                        "make it a question of type select_one_from_file places.csv");
    }
    if (first != nullptr) {
        in.report.error(
            kiosk_spot(in, node, "place"),
            "K903",
            fmt::format("{} is the place of the response already", in_quotes(first->name)),
            "keep one of them");
    }
    first = first == nullptr ? &node : first;
}

void add_references(const Wording& wording, std::vector<NodeIndex>& to) {
    for (const auto& [tag, line] : wording) {
        for (const Piece& piece : line) {
            if (piece.value_of) {
                to.push_back(*piece.value_of);
            }
        }
    }
}

std::vector<NodeIndex> read_by_column(const Node& node,
                                      LogicColumn column,
                                      const FormLogic& logic) {
    const auto parsed = parse_expression(expression_text(node, column));
    const auto* expression = std::get_if<ExpressionOwner>(&parsed);
    if (expression == nullptr) {
        return {};
    }
    const auto list = column == LogicColumn::choice_filter ? node.list : std::nullopt;
    return read_by(**expression, logic.shape(), node.index, list).nodes;
}

void check_block_of(const CheckInput& in,
                    const Node& node,
                    const std::vector<NodeIndex>& reads,
                    std::string_view column) {
    for (const NodeIndex read : reads) {
        const Node& other = in.content.nodes[read.value];
        if (other.kiosk.block == Block::equality) {
            in.report.error(
                in.table.spot(row_of(in, node), column),
                "K907",
                fmt::format("{} is asked before Send and refers to {}, which is asked after it",
                            in_quotes(node.name),
                            in_quotes(other.name)),
                "take the reference out, or put the question in the equality block");
        }
    }
}

}  // namespace

void check_kiosk_columns(const CheckInput& in) {
    check_headers(in);
    const Node* place = nullptr;
    for (const Node& node : in.content.nodes) {
        check_sensitive(in, node);
        check_place(in, node, place);
    }
}

void check_blocks(const CheckInput& in, const FormLogic& logic) {
    const bool has_equality =
        std::any_of(in.content.nodes.begin(), in.content.nodes.end(), [](const Node& node) {
            return node.kiosk.block == Block::equality;
        });
    if (!has_equality) {
        return;
    }
    for (const Node& node : in.content.nodes) {
        if (node.kiosk.block != Block::core) {
            continue;
        }
        for (const LogicColumn column : logic_columns) {
            if (!expression_text(node, column).empty()) {
                check_block_of(in, node, read_by_column(node, column, logic), column_name(column));
            }
        }
        std::vector<NodeIndex> in_texts;
        add_references(node.label, in_texts);
        add_references(node.hint, in_texts);
        check_block_of(in, node, in_texts, "label");
    }
}

void check_grids(const CheckInput& in) {
    for (const Node& group : in.content.nodes) {
        if (!group.is_table()) {
            continue;
        }
        std::optional<std::size_t> list;
        for (std::uint32_t i = group.index.value + 1; i < group.end.value; ++i) {
            const Node& row = in.content.nodes[i];
            if (!row.is_select()) {
                continue;
            }
            if (!row.choice_filter.empty() || (list && row.list != list)) {
                in.report.error(
                    in.table.spot(row_of(in, row), "type"),
                    "Q212",
                    fmt::format(
                        "{} does not fit in the grid {}: its rows share one list, without a filter",
                        in_quotes(row.name),
                        in_quotes(group.name)),
                    "use the list of the first row, or take table-list out of the group");
            }
            list = list ? list : row.list;
        }
    }
}

void check_pictures(const CheckInput& in, const FileSet& files) {
    for (const Node& node : in.content.nodes) {
        for (const auto& [tag, file] : node.image) {
            if (!files.contains(file)) {
                in.report.warning(
                    in.table.spot(row_of(in, node), "image"),
                    "R511",
                    fmt::format("the picture {} is not in the folder", in_quotes(file)),
                    "put it beside the survey before you publish");
            }
        }
    }
}

void report_logic_faults(const CheckInput& in, const std::vector<LogicFault>& faults) {
    for (const LogicFault& fault : faults) {
        const Node& node = in.content.nodes[fault.node.value];
        const Spot spot = in.table.spot(row_of(in, node), column_name(fault.column));
        if (fault.blocks_only) {
            in.report.block(spot, fault.code.c_str(), fault.what, fault.mend);
        } else {
            in.report.error(spot, fault.code.c_str(), fault.what, fault.mend);
        }
    }
}

void check_unused_lists(const CheckInput& in,
                        const Table& choices,
                        const std::map<std::string, SheetList>& lists) {
    std::string expressions;
    std::vector<std::string> used;
    for (const Node& node : in.content.nodes) {
        for (const LogicColumn column : logic_columns) {
            expressions += expression_text(node, column);
        }
        if (node.list) {
            used.push_back(in.content.lists[*node.list].name);
        } else if (node.has_choices()) {
            return;  // a question misses its list: that is told there
        }
        if (node.range && !node.range->tick_labels.empty()) {
            used.push_back(node.range->tick_labels);
        }
    }
    if (used.empty()) {
        return;  // lists that wait for their questions
    }
    for (const auto& [name, list] : lists) {
        const bool named = expressions.find("'" + name + "'") != std::string::npos ||
                           expressions.find('"' + name + '"') != std::string::npos;
        if (named || list.rows.empty() || std::find(used.begin(), used.end(), name) != used.end()) {
            continue;
        }
        const auto near = base::nearest(name, used);
        in.report.warning(choices.spot(*list.rows.front(), "list_name"),
                          "C410",
                          fmt::format("no question uses the list {}", in_quotes(name)),
                          near ? fmt::format("write {} if this choice belongs to it", *near)
                               : "use it in a question, or take it out");
    }
}

}  // namespace harmony::survey
