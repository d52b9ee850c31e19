#include "db/stage_parts.h"

#include <algorithm>
#include <utility>

namespace harmony::db {
StageContext::StageContext(std::vector<FormTable> forms, std::vector<EngagementInfo> engagements)
    : forms_(std::move(forms)), engagements_(std::move(engagements)) {
    std::sort(forms_.begin(), forms_.end(), [](const FormTable& a, const FormTable& b) {
        return a.form < b.form;
    });
    std::sort(engagements_.begin(),
              engagements_.end(),
              [](const EngagementInfo& a, const EngagementInfo& b) { return a.id < b.id; });
}

const FormTable* StageContext::form(const base::FormName& name) const {
    const auto found =
        std::lower_bound(forms_.begin(), forms_.end(), name, [](const FormTable& a, const auto& b) {
            return a.form < b;
        });
    return found != forms_.end() && found->form == name ? &*found : nullptr;
}

const EngagementInfo* StageContext::engagement(const base::EngagementId& id) const {
    const auto found = std::lower_bound(
        engagements_.begin(), engagements_.end(), id, [](const EngagementInfo& a, const auto& b) {
            return a.id < b;
        });
    return found != engagements_.end() && found->id == id ? &*found : nullptr;
}

// Room beforehand, since growing forty arrays step by step costs more than decoding.
StageTable::StageTable(const FormTable& form_table, std::size_t rows)
    : table(&form_table),
      questions(form_table.questions.size()),
      texts(form_table.questions.size()) {
    rids.reserve(rows);
    for (OpenColumn& head : heads) {
        head.codes.reserve(rows);
    }
    for (std::size_t at = 0; at < questions.size(); ++at) {
        OpenColumn& column = questions[at];
        column.stride = stride_of(planes_of(form_table.questions[at]));
        column.codes.reserve(column.stride == 0 ? rows : 0);
        column.flags.reserve(column.stride * rows);
    }
}

std::uint32_t LocalDictionary::code(std::string_view value) {
    if (values_[last_] == value) {
        return last_;
    }
    const auto found = std::find(values_.begin(), values_.end(), value);
    last_ = static_cast<std::uint32_t>(found - values_.begin());
    if (found == values_.end()) {
        values_.emplace_back(value);
    }
    return last_;
}

void StageTable::drop_beyond(std::size_t rows) {
    for (OpenColumn& column : questions) {
        column.codes.resize(std::min(column.codes.size(), rows));
        column.flags.resize(std::min(column.flags.size(), rows * column.stride));
    }
    for (OpenText& text : texts) {
        text.drop_beyond(static_cast<std::uint32_t>(rows));
    }
}

StageTable* ResponseStage::Parts::table_of(const base::FormName& form) {
    for (StageTable& known : tables) {
        if (known.table->form == form) {
            return &known;
        }
    }
    const FormTable* const table = context->form(form);
    return table == nullptr ? nullptr : &tables.emplace_back(*table, expected);
}

}  // namespace harmony::db
