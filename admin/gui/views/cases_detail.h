#pragma once

#include <optional>
#include <string>

#include "admin/gui/models/casework.h"
#include "admin/gui/models/casework_orders.h"
#include "admin/gui/views/parts.h"

namespace harmony::admin::gui {

/// One case, request or complaint beside its list: all about it and what can be done. What is
/// personal is shown once somebody said why they look.
class CaseDetail {
public:
    /// Whether it was closed. `both`: the list stands beside it. `model` outlives the pass.
    bool draw(ui::Frame& frame,
              ui::Rect where,
              const CaseworkModel& model,
              const CaseworkRow& row,
              bool both,
              Host& host);

    /// Another one is shown from now on.
    void forget() {
        personal_.reset();
        scroll_ = {};
    }

private:
    static void draw_facts(Column& column, const CaseworkRow& row, base::Day today);
    static void draw_steps(Column& column,
                           const CaseworkModel& model,
                           const CaseworkRow& row,
                           Host& host);
    static void draw_alike(Column& column,
                           const CaseworkModel& model,
                           const CaseworkRow& row,
                           Host& host);
    void draw_personal(Column& column, const CaseworkRow& row, Host& host);
    void ask_reason(const CaseworkRow& row, Host& host);
    void look(const CaseworkRow& row, const std::string& reason, Host& host);

    ui::desk::Scroll scroll_;
    std::string reason_;  ///< why what is personal is looked at, once it was said
    std::optional<PersonalPart> personal_;
};

}  // namespace harmony::admin::gui
