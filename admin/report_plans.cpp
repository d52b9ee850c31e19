#include "admin/report_plans.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "admin/authoring/toml_members.h"
#include "admin/cases/case_words.h"
#include "base/text.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace {

constexpr std::size_t most_bytes = 256 * 1024;
constexpr std::string_view ending = ".toml";

// In the order of ReportPart::Kind.
constexpr std::array<std::string_view, 15> kind_names = {"questions",
                                                         "ends",
                                                         "brief",
                                                         "who",
                                                         "changes",
                                                         "words",
                                                         "map",
                                                         "grid",
                                                         "cases",
                                                         "attendance",
                                                         "actions",
                                                         "shown",
                                                         "statement",
                                                         "rest",
                                                         "text"};
static_assert(static_cast<std::size_t>(ReportPart::Kind::text) + 1 == kind_names.size());

// In the order of summary::Audience.
constexpr std::array<std::string_view, 3> audience_names = {"public", "partner", "internal"};
constexpr std::array<std::string_view, 2> unit_names = {"people", "businesses"};

/// Whether a part of this kind says nothing without questions.
bool needs_questions(ReportPart::Kind kind) {
    using Kind = ReportPart::Kind;
    return kind == Kind::questions || kind == Kind::ends || kind == Kind::brief ||
           kind == Kind::words;
}

Result<ReportPart> read_part(const toml::table& table, const std::string& file) {
    TomlMembers members(table, file);
    ReportPart part;
    part.title = members.text("title");
    if (table.contains("kind")) {
        if (const auto kind = members.one_of("kind", kind_names)) {
            part.kind = static_cast<ReportPart::Kind>(*kind);
        }
    } else {
        static_cast<void>(members.find("kind"));
    }
    part.words = members.list("words");
    part.questions = members.list("questions");
    part.by = members.list("by");
    part.things = members.list("things");
    for (const std::string& thing : part.things) {
        if (std::find(case_kind_names.begin(), case_kind_names.end(), thing) ==
            case_kind_names.end()) {
            members.blame("things", thing + " is no kind of little thing");
        }
    }
    if (part.title.empty() && part.kind != ReportPart::Kind::rest) {
        members.blame("title", "a part needs a heading");
    }
    if (needs_questions(part.kind) && part.questions.empty()) {
        members.blame("questions", "this kind of part needs questions");
    }
    if (const auto fault = members.finish()) {
        return *fault;
    }
    return part;
}

Result<ReportPlan> plan_of(const toml::table& table, const std::string& file) {
    TomlMembers members(table, file);
    ReportPlan plan;
    plan.id = members.text("id");
    plan.title = members.text("title");
    plan.about = members.text("about");
    plan.survey = members.text("survey");
    if (const auto widest = members.one_of("widest", audience_names)) {
        plan.widest = static_cast<summary::Audience>(*widest);
    } else {
        members.blame("widest", "for whom is it at most? \"public\", \"partner\" or \"internal\"");
    }
    if (table.contains("counts")) {
        plan.unit =
            members.one_of("counts", unit_names).value_or(0) == 1 ? Unit::businesses : Unit::people;
    }
    plan.consultation = members.flag("consultation").value_or(false);
    plan.by = members.list("by");
    const std::vector<const toml::table*> parts = members.tables("part");
    if (plan.id.empty() || plan.title.empty()) {
        members.blame("id", "a report needs an id and a title");
    }
    if (const auto fault = members.finish()) {
        return *fault;
    }
    for (const toml::table* part : parts) {
        Result<ReportPart> read = read_part(*part, file);
        if (!read) {
            return read.error();
        }
        plan.parts.push_back(std::move(*read));
    }
    if (plan.parts.empty() && !plan.survey.empty()) {
        return Error{ErrorKind::unreadable, file + ": a report needs parts ([[part]])"};
    }
    return plan;
}

}  // namespace

Result<ReportPlan> read_plan(base::ByteView bytes, const std::string& file) {
    const Result<toml::table> table = parse_toml(bytes, file);
    if (!table) {
        return table.error();
    }
    return plan_of(*table, file);
}

PlanShelf::PlanShelf(std::filesystem::path shipped, std::filesystem::path own, base::Files& files)
    : shipped_(std::move(shipped)), own_(std::move(own)), files_(files) {}

Result<void> PlanShelf::add_from(const std::filesystem::path& folder,
                                 std::vector<ReportPlan>& plans) {
    const auto names = files_.list(folder);
    if (!names) {
        return names.error();
    }
    for (const std::string& name : *names) {
        if (!name.ends_with(ending)) {
            continue;
        }
        const auto bytes = files_.read(folder / name, most_bytes);
        if (!bytes) {
            return bytes.error();
        }
        Result<ReportPlan> plan = read_plan(*bytes, (folder / name).string());
        if (!plan) {
            return plan.error();
        }
        std::erase_if(plans, [&](const ReportPlan& other) { return other.id == plan->id; });
        plans.push_back(std::move(*plan));
    }
    return {};
}

Result<std::vector<ReportPlan>> PlanShelf::list() {
    std::vector<ReportPlan> plans;
    for (const std::filesystem::path& folder : {shipped_, own_}) {
        if (auto added = add_from(folder, plans); !added) {
            return added.error().while_doing("reading the reports");
        }
    }
    std::sort(plans.begin(), plans.end(), [](const ReportPlan& a, const ReportPlan& b) {
        return a.id < b.id;
    });
    return plans;
}

Result<ReportPlan> PlanShelf::find(const std::string& id) {
    const Result<std::vector<ReportPlan>> plans = list();
    if (!plans) {
        return plans.error();
    }
    std::vector<std::string> ids;
    for (const ReportPlan& plan : *plans) {
        if (plan.id == id) {
            return plan;
        }
        ids.push_back(plan.id);
    }
    const auto like = base::nearest(id, ids);
    return Error{ErrorKind::absent,
                 fmt::format("there is no report called {}{} They are: {}",
                             id,
                             like ? fmt::format("; did you mean {}?", *like) : std::string("."),
                             fmt::join(ids, ", "))};
}

Result<std::filesystem::path> PlanShelf::copy(const std::string& id) {
    const std::string name = id + std::string(ending);
    if (const auto known = find(id); !known) {
        return known.error();
    }
    const auto bytes = files_.read(shipped_ / name, most_bytes);
    if (!bytes) {
        return bytes.error();
    }
    if (auto made = files_.make_folders(own_, 0755); !made) {
        return made.error();
    }
    const auto written =
        files_.write(own_ / name, *bytes, base::IfPresent::skip, base::public_mode);
    if (!written) {
        return written.error();
    }
    if (*written == base::Delivery::was_there) {
        return Error{ErrorKind::refused,
                     (own_ / name).string() + " is there already: change that one"};
    }
    return own_ / name;
}

}  // namespace harmony::admin
