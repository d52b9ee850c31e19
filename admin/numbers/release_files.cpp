#include "admin/numbers/release_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/findings_json.h"
#include "admin/numbers/benchmarks.h"
#include "admin/published_shelf.h"
#include "admin/report/csv_report.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

namespace {

constexpr std::size_t file_cap = std::size_t{256} * 1024 * 1024;
constexpr const char* manifest_name = "manifest.json";
constexpr const char* signature_name = "manifest.sig";

std::string manifest_value(std::uint64_t number) {
    return fmt::format("release/{}/manifest", number);
}

std::string hash_of(std::string_view text) {
    return sync::plain_hash(base::as_bytes(text)).hex();
}

/// Every published version of the survey, by the hash that stands in its answers.
json forms_of(db::OfficeStore& store, const std::string& survey) {
    json forms = json::array();
    for (const ShelvedSurvey& shelved : surveys_on_shelf(store)) {
        if (shelved.id == survey) {
            forms.push_back(shelved.name.hex());
        }
    }
    return forms;
}

json consultation_json(const std::optional<Consultation>& days) {
    return days ? json{{"opens", base::to_iso(days->opens)},
                       {"closes", base::to_iso(days->closes)},
                       {"interim", days->interim},
                       {"statement", hash_of(days->statement)}}
                : json();
}

json manifest_of(const FrozenRelease& release,
                 db::OfficeStore& store,
                 const sync::SignKeyPair& key,
                 json hashes) {
    const ReleaseEntry& entry = release.entry;
    const summary::Publishable& numbers = release.report.input->numbers;
    return {{"format", "harmony-release/1"},
            {"number", entry.number},
            {"made", base::to_iso(entry.made)},
            {"survey", entry.survey},
            {"report", release.plan},
            {"consultation", consultation_json(release.consultation)},
            {"audience", entry.audience},
            {"wave", entry.wave},
            {"closed", entry.closed},
            {"rounding", entry.rounding},
            {"threshold", entry.threshold},
            {"groupings", entry.groupings},
            {"weighting", entry.weighting},
            {"forms", forms_of(store, entry.survey)},
            {"responses", numbers.provenance().fieldwork.responses},
            {"tables", numbers.tables().size()},
            {"hidden_numbers", numbers.provenance().hidden_cells},
            {"dataset", dataset_files},
            {"key", key.public_key().hex()},
            {"files", std::move(hashes)}};
}

std::map<std::string, std::string> dataset_of(const std::string& survey, const ReportInput& input) {
    return {{"report.json", findings_json(survey, input.numbers).dump(1) + '\n'},
            {"report.csv", csv_report(input)},
            {"report-codebook.csv", csv_report_codebook(input)}};
}

Result<void> write_text(base::Files& files,
                        const std::filesystem::path& file,
                        const std::string& text) {
    const auto written =
        files.write(file, base::as_bytes(text), base::IfPresent::replace, base::public_mode);
    return written ? Result<void>() : written.error();
}

bool is_signed(const json& manifest, const base::Bytes& text, std::string_view signature) {
    while (!signature.empty() && signature.back() == '\n') {
        signature.remove_suffix(1);
    }
    const auto key = sync::SignPublicKey::from_hex(manifest.value("key", ""));
    const auto sign = sync::Signature::from_hex(signature);
    return key && sign && sync::verify(*key, text, *sign);
}

/// Members that a manifest of another version would not have. Errors: unreadable.
Result<FindingsOrder> order_of(const json& manifest) {
    const Error bad{ErrorKind::unreadable, "manifest.json is not of a release of this version"};
    try {  // NOLINT: the library throws at a member that is missing or of another type
        const auto audience = audience_of(manifest.at("audience").get<std::string>());
        const auto made = base::day_from_iso(manifest.at("made").get<std::string>());
        if (!audience || !made) {
            return bad;
        }
        FindingsOrder order{manifest.at("survey").get<std::string>(), {}, *audience, "", *made};
        order.wave = manifest.at("wave").get<std::string>();
        order.weighted = !manifest.at("weighting").get<std::string>().empty();
        for (const json& word : manifest.at("groupings")) {
            order.by.push_back(breakdown_of(word.get<std::string>()));
        }
        return order;
    } catch (const json::exception&) {
        return bad;
    }
}

std::uint64_t all_of(const std::map<std::string, std::uint64_t>& counts) {
    const auto at = counts.find("*");
    return at == counts.end() ? 0 : at->second;
}

}  // namespace

bool Remade::same() const {
    return came == 0 && went == 0 &&
           std::all_of(files.begin(), files.end(), [](const auto& file) { return file.same; });
}

Result<void> freeze_release(const FrozenRelease& release,
                            const std::filesystem::path& folder,
                            const sync::SignKeyPair& key,
                            Office& office,
                            base::Files& files) {
    const Result<std::vector<std::string>> names =
        write_report(release.report, usual_formats(), folder, files);
    if (!names) {
        return names.error();
    }
    json hashes = json::object();
    for (const std::string& name : *names) {
        const Result<base::Bytes> bytes = files.read(folder / name, file_cap);
        if (!bytes) {
            return bytes.error();
        }
        hashes[name] = sync::plain_hash(*bytes).hex();
    }
    const std::string text =
        manifest_of(release, office.store(), key, std::move(hashes)).dump(1) + '\n';
    if (auto done = write_text(files, folder / manifest_name, text); !done) {
        return done;
    }
    const std::string signature = key.sign(base::as_bytes(text)).hex() + '\n';
    if (auto done = write_text(files, folder / signature_name, signature); !done) {
        return done;
    }
    return office.store().set_value(manifest_value(release.entry.number),
                                    base::as_bytes(hash_of(text)));
}

Result<json> verified_manifest(const std::filesystem::path& folder,
                               Office& office,
                               base::Files& files) {
    const Result<base::Bytes> text = files.read(folder / manifest_name, file_cap);
    if (!text) {
        return text.error().while_doing("reading the manifest");
    }
    json manifest = json::parse(base::as_text(*text), nullptr, false);
    const json number = manifest.is_object() ? manifest.value("number", json()) : json();
    const auto kept = number.is_number_unsigned()
                          ? office.store().value(manifest_value(number.get<std::uint64_t>()))
                          : std::nullopt;
    if (!kept || base::as_text(*kept) != sync::plain_hash(*text).hex()) {
        return Error{ErrorKind::refused, "manifest.json is not the one that this office made"};
    }
    const Result<base::Bytes> signature = files.read(folder / signature_name, file_cap);
    if (!signature || !is_signed(manifest, *text, base::as_text(*signature))) {
        return Error{ErrorKind::refused,
                     "manifest.sig is not the signature of this manifest by the office's key"};
    }
    for (const auto& [name, hash] : manifest.at("files").items()) {
        const Result<base::Bytes> bytes = files.read(folder / name, file_cap);
        if (!bytes || sync::plain_hash(*bytes).hex() != hash.get<std::string>()) {
            return Error{ErrorKind::refused, name + " is not as it was released"};
        }
    }
    return manifest;
}

Result<Remade> remake_dataset(const json& manifest, Office& office, base::RandomSource& random) {
    const Result<FindingsOrder> order = order_of(manifest);
    if (!order) {
        return order.error();
    }
    const auto number = manifest.at("number").get<std::uint64_t>();
    const Result<PreparedRelease> again = rebuild_release(office, *order, number, random);
    const Result<std::vector<ReleaseEntry>> releases = load_releases(office.store());
    if (!again || !releases) {
        return again ? releases.error() : again.error();
    }
    Remade remade;
    const BaseChanges changes = compare_marks((*releases)[number - 1].marks, again->entry.marks);
    remade.came = all_of(changes.added);
    remade.went = all_of(changes.removed);
    const ReportInput input{again->findings.numbers, again->findings.texts};
    for (const auto& [name, text] : dataset_of(order->survey, input)) {
        const std::string released = manifest.at("files").value(name, "");
        remade.files.push_back({name, hash_of(text) == released});
    }
    return remade;
}

}  // namespace harmony::admin
