#pragma once

#include <string_view>

#include "admin/gui/host.h"
#include "ui/frame.h"

namespace harmony::admin::gui {

/// One page of the window: one file, one view. A view keeps what was read for it and what the
/// officer chose in it; reading and doing is the host's.
class View {
public:
    struct About {
        std::string_view id;    ///< "cases": of its item in the list, and of its nodes
        std::string_view name;  ///< "Cases"
        ui::Icon icon = ui::Icon::none;
    };

    View() = default;
    View(const View&) = delete;
    View& operator=(const View&) = delete;
    virtual ~View() = default;

    [[nodiscard]] virtual About about() const = 0;

    /// It is opened, or the office changed: asks the host for what it shows. What was read before
    /// stays on the page until the new is here.
    virtual void refresh(Host& host) = 0;

    /// Something of it was asked for by another view: a case, a date, a kiosk.
    virtual void show(std::string_view /*item*/, Host& /*host*/) {}

    /// How many things wait for a person here; shown in the list.
    [[nodiscard]] virtual std::size_t waiting() const { return 0; }

    /// Waits for what comes from elsewhere than the host, for tests.
    virtual void wait_until_settled() {}

    /// Draws itself once a pass. The heading is the window's; `where` is what is left.
    virtual void draw(ui::Frame& frame, const ui::Rect& where, Host& host) = 0;
};

}  // namespace harmony::admin::gui
