#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "survey/form.h"

namespace harmony::survey {

/// The columns of ours on the survey sheet, without `kiosk:` (design: survey profile, section 10).
enum class KioskColumn {
    quick,
    benchmark,
    sensitive,
    report,
    place,
    block,
    hidden_answer,  ///< written `private`
    time,
    grid_m,
    max,
    widget,
    faces,
};

struct KioskColumnRow {
    KioskColumn column;
    std::string_view name;
    bool on_body = false;                  ///< `body::kiosk:`, else `bind::kiosk:`
    std::vector<std::string_view> values;  ///< empty: any text that `set_kiosk_value` takes
};

[[nodiscard]] std::vector<KioskColumnRow> kiosk_columns();

/// Puts a value in; false when it is none of the column's.
[[nodiscard]] bool set_kiosk_value(KioskColumns& columns,
                                   KioskColumn column,
                                   std::string_view value);

/// The value as it is written; empty when it is the default.
[[nodiscard]] std::string kiosk_value(const KioskColumns& columns, KioskColumn column);

/// The settings of ours, without `kiosk:`.
[[nodiscard]] std::vector<std::string> kiosk_setting_names();
[[nodiscard]] bool set_kiosk_setting(Settings& settings,
                                     std::string_view name,
                                     std::string_view value);
[[nodiscard]] std::string kiosk_setting(const Settings& settings, std::string_view name);

[[nodiscard]] std::string_view role_name(ChoiceRole role);
[[nodiscard]] std::optional<ChoiceRole> role_from_name(std::string_view name);

/// The word for what a calculation is stored as; empty for text.
[[nodiscard]] std::string_view stored_name(Stored stored);
[[nodiscard]] std::optional<Stored> stored_from_name(std::string_view name);

[[nodiscard]] std::string_view type_name(NodeType type);
[[nodiscard]] std::optional<NodeType> type_from_name(std::string_view name);

}  // namespace harmony::survey
