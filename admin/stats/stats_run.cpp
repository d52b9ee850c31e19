#include "admin/stats/stats_run.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "admin/stats/data.h"
#include "admin/stats/spec.h"
#include "admin/stats/workspace.h"
#include "base/bytes.h"
#include "sync/sha256.h"

namespace harmony::admin::stats {
namespace {

constexpr int exit_refused = 1;
constexpr int exit_spec = 2;

StatsRun cannot_use(int exit, const std::string& sentence) {
    return {exit, {}, sentence};
}

/// The rows of the data as the spec wants them, and how many there were before `where`.
struct Prepared {
    Frame frame;
    std::size_t read = 0;
};

base::Result<Prepared> prepare(std::optional<DataFile> file,
                               const std::string& name,
                               const Spec& spec,
                               const SpecReader& reader) {
    Prepared prepared;
    LoadedRows loaded;
    if (file) {
        base::Result<LoadedRows> rows =
            load_rows(std::move(*file), name, reader.needs(), spec.missing);
        if (!rows) {
            return rows.error();
        }
        loaded = std::move(*rows);
    }
    prepared.frame = std::move(loaded.frame);
    prepared.read = prepared.frame.rows();
    for (const Derivation& derivation : spec.derivations) {
        const auto need = reader.needs().find(derivation.name);
        if (need == reader.needs().end()) {
            continue;
        }
        if (const auto done = derive(derivation, need->second, loaded.lines, prepared.frame);
            !done) {
            return done.error();
        }
    }
    if (spec.where) {
        prepared.frame.keep_rows(rows_meeting(*spec.where, prepared.frame));
    }
    return prepared;
}

/// An analysis that needs what another did not find is refused with it.
Outcome run_one(const Analysis& analysis,
                const std::set<std::string>& refused,
                Workspace& workspace) {
    for (const std::string& id : analysis.common().rests_on) {
        if (refused.contains(id)) {
            return Refusal{
                "rests_on_refused",
                fmt::format(
                    "'{}' needs what '{}' makes, and that was refused.", analysis.common().id, id)};
        }
    }
    return analysis.run(workspace);
}

Json json_result(const std::string& kind, const Outcome& outcome) {
    Json result = Json::object();
    if (const auto* const refusal = std::get_if<Refusal>(&outcome)) {
        result["status"] = "refused";
        result["kind"] = kind;
        result["error"] = {{"code", refusal->code}, {"text", refusal->text}};
        return result;
    }
    const Answer& answer = *std::get_if<Answer>(&outcome);
    result["status"] = "ok";
    result["kind"] = kind;
    result["warnings"] = answer.warnings;
    for (const auto& [key, value] : answer.keys.items()) {
        result[key] = value;
    }
    return result;
}

Json json_marks(const StatsInput& input) {
    Json out = Json::object();
    out["format"] = "harmony-stats-out/1";
    out["engine"] = {{"name", "harmony"}, {"version", input.version}};
    out["spec_sha256"] = sync::sha256_hex(base::as_bytes(input.spec));
    out["data_sha256"] =
        input.data ? Json(sync::sha256_hex(base::as_bytes(*input.data))) : Json(nullptr);
    return out;
}

}  // namespace

StatsRun run_stats(const StatsInput& input) {
    const base::Result<Json> json = parse_spec(input.spec);
    if (!json) {
        return cannot_use(exit_spec, json.error().message);
    }
    std::optional<DataFile> file;
    if (input.data) {
        base::Result<DataFile> opened = open_data(*input.data, input.data_name);
        if (!opened) {
            return cannot_use(exit_refused, opened.error().message);
        }
        file = std::move(*opened);
    }
    SpecReader reader(file ? file->header : std::vector<std::string>());
    const Spec spec = read_spec(*json, reader);
    if (reader.failed()) {
        return cannot_use(exit_spec, reader.fault());
    }
    base::Result<Prepared> prepared = prepare(std::move(file), input.data_name, spec, reader);
    if (!prepared) {
        return cannot_use(exit_refused, prepared.error().message);
    }
    Json out = json_marks(input);
    out["rows"] = {{"read", prepared->read}, {"used", prepared->frame.rows()}};
    Json& results = out["results"] = Json::object();
    Workspace workspace(std::move(prepared->frame));
    std::set<std::string> refused;
    for (const auto& analysis : spec.analyses) {
        const Outcome outcome = run_one(*analysis, refused, workspace);
        if (std::holds_alternative<Refusal>(outcome)) {
            refused.insert(analysis->common().id);
        }
        results[analysis->common().id] = json_result(analysis->common().kind, outcome);
    }
    return {refused.empty() ? 0 : exit_refused, write_json(out), {}};
}

}  // namespace harmony::admin::stats
