#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "summary/publishable.h"

// A report is data: which questions in which parts, for whom, with which words. What it looks like
// is the same for all (docs/formats/report-plan.md).

namespace harmony::admin {

/// One part of a report, under a heading of its own.
struct ReportPart {
    enum class Kind : std::uint8_t {
        questions,   ///< each with chart, table and breakdowns
        ends,        ///< one table of both ends of answer lists and their net figure
        brief,       ///< one line a question: the answers named most
        who,         ///< responses by place, month, language, ...
        changes,     ///< what changed between waves, and what could have been seen
        words,       ///< texts in people's own words that were released
        map,         ///< areas of pins
        grid,        ///< problem by place by time
        cases,       ///< little things: what came of them, where, how long they wait, repeats
        attendance,  ///< people who came to events, by kind of event and month
        actions,     ///< both in a sentence each, for a report that is one page
        shown,       ///< what people were shown: forms, notices, days, engagements
        statement,   ///< how it was taken into account: the officer's own words
        rest,        ///< every question that no other part has
        text,        ///< the words alone
    };

    Kind kind = Kind::questions;
    std::string title;
    std::vector<std::string> words;        ///< paragraphs under the heading
    std::vector<std::string> questions;    ///< by name, in this order
    std::vector<std::string> by;           ///< breakdowns of these questions; empty: the report's
    std::vector<std::string> things = {};  ///< of `cases`: these kinds of little things; empty: all

    bool operator==(const ReportPart&) const = default;
};

/// Whom the numbers count.
enum class Unit : std::uint8_t { people, businesses };

/// A report as officers may copy and change it.
struct ReportPlan {
    std::string id;
    std::string title;
    std::string about;   ///< one sentence for whoever chooses among reports
    std::string survey;  ///< form id; empty: no survey stands behind it
    summary::Audience widest = summary::Audience::open;  ///< whom it may be made for at most
    Unit unit = Unit::people;
    bool consultation = false;  ///< has days of opening and closing, and a statement
    std::vector<std::string> by = {};
    std::vector<ReportPart> parts = {};

    bool operator==(const ReportPlan&) const = default;
};

/// Of a plan that is a consultation.
struct Consultation {
    base::Day opens{};
    base::Day closes{};
    bool interim = false;   ///< it is still open: the title says so
    std::string statement;  ///< how what people said was taken into account; empty: not yet

    bool operator==(const Consultation&) const = default;
};

}  // namespace harmony::admin
