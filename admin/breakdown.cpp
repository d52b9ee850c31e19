#include "admin/breakdown.h"

#include "summary/publishable.h"

namespace harmony::admin {

std::string grouping_name(const Breakdown& by) {
    switch (by.by) {
        case CountBy::nothing: return "";
        case CountBy::place: return "place";
        case CountBy::month: return "month";
        case CountBy::wave: return summary::wave_grouping;
        case CountBy::language: return "language";
        case CountBy::venue: return "venue";
        case CountBy::mode: return "mode";
        case CountBy::engagement: return "engagement";
        case CountBy::question: return by.question;
    }
    return "";
}

Breakdown breakdown_of(std::string_view word) {
    for (const CountBy by : {CountBy::place,
                             CountBy::month,
                             CountBy::wave,
                             CountBy::language,
                             CountBy::venue,
                             CountBy::mode,
                             CountBy::engagement}) {
        if (grouping_name(by) == word) {
            return by;
        }
    }
    return Breakdown(std::string(word));
}

}  // namespace harmony::admin
