#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/numbers_verbs.h"
#include "admin/findings_json.h"
#include "admin/numbers/release_register.h"
#include "admin/report/html_report.h"
#include "admin/report/words.h"
#include "admin/report/xlsx_report.h"
#include "sync/crypto.h"

// What leaves the office: made once, kept in the register, signed.

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

constexpr const char* about_release = "What was given out, and what may be given out beside it";
constexpr std::size_t file_cap = std::size_t{256} * 1024 * 1024;

std::string manifest_value(std::uint64_t number) {
    return fmt::format("release/{}/manifest", number);
}

class ReleaseMakeVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& make =
            *word_group(app, "release", about_release)
                 .add_subcommand("make", "Makes the files of a release and freezes it");
        make.add_option("--survey", survey_, "The survey's form_id")->required();
        make.add_option("--audience", audience_, "For whom: public or partner")
            ->check(CLI::IsMember({"public", "partner"}))
            ->capture_default_str();
        make.add_option("--wave", wave_, "Answers of one wave alone: 2026-q1, or a name of yours");
        make.add_option("--by", by_, "Breakdowns: place, month, wave, language, a question");
        make.add_option("--out", out_, "The folder for the files")->required();
        make.add_flag("--try", try_, "Says whether it could be made, and keeps nothing");
        make.footer(
            "While answers still come in, counts are rounded to 5; when the wave has ended "
            "they are exact.\nExample:\n  harmony-admin release make --survey "
            "neighbourhood --wave 2026-q1 --by place --out release-q1");
        return make;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        FindingsOrder order{survey_, {}, *audience_of(audience_), "", desk.resources.clock.today()};
        order.wave = wave_;
        for (const std::string& by : by_) {
            order.by.push_back(breakdown_of(by));
        }
        Result<PreparedRelease> release = prepare_release(**office, order, desk.resources.random);
        if (!release) {
            return release.error();
        }
        if (try_) {
            desk.resources.terminal.print(fmt::format(
                "{} could be released now: {} numbers hidden, counts {}. Nothing was kept.\n",
                survey_,
                release->findings.numbers.provenance().hidden_cells,
                release->entry.rounding == 1 ? "exact" : "rounded to 5"));
            return Exit::done;
        }
        const Result<sync::SignKeyPair> key = open_publisher(**office, desk);
        if (!key) {
            return key.error();
        }
        // First the register: files that nobody knows of could be what gives somebody away.
        if (auto kept = keep_release((*office)->store(), release->entry); !kept) {
            return kept.error();
        }
        if (auto written = write(*release, *key, **office, desk.resources.files); !written) {
            return written.error().while_doing(
                fmt::format("writing release {} to {} (it stands in the register all the same)",
                            release->entry.number,
                            out_.string()));
        }
        desk.resources.terminal.print(
            fmt::format("Release {}: {} of {}, for the audience \"{}\"; {} numbers hidden, counts "
                        "{}.\n  {}\n",
                        release->entry.number,
                        survey_,
                        wave_.empty() ? "all days" : wave_,
                        audience_,
                        release->findings.numbers.provenance().hidden_cells,
                        release->entry.rounding == 1 ? "exact" : "rounded to 5",
                        out_.string()));
        return Exit::done;
    }

private:
    Result<void> write(const PreparedRelease& release,
                       const sync::SignKeyPair& key,
                       Office& office,
                       base::Files& files) const {
        const ReportInput input{release.findings.numbers, release.findings.texts};
        if (auto made = files.make_folders(out_, 0755); !made) {
            return made;
        }
        const std::string numbers = findings_json(survey_, release.findings.numbers).dump(1) + '\n';
        for (const auto& [name, text] :
             {std::pair{"report.html", render_html(input)}, std::pair{"report.json", numbers}}) {
            if (auto done = write_text(files, name, text); !done) {
                return done;
            }
        }
        if (auto done = write_xlsx(input, out_ / "report.xlsx"); !done) {
            return done;
        }
        json hashes = json::object();
        for (const char* const name : {"report.html", "report.json", "report.xlsx"}) {
            const Result<base::Bytes> bytes = files.read(out_ / name, file_cap);
            if (!bytes) {
                return bytes.error();
            }
            hashes[name] = sync::plain_hash(*bytes).hex();
        }
        const ReleaseEntry& entry = release.entry;
        const json manifest{{"format", "harmony-release/1"},
                            {"number", entry.number},
                            {"survey", entry.survey},
                            {"audience", entry.audience},
                            {"wave", entry.wave},
                            {"closed", entry.closed},
                            {"rounding", entry.rounding},
                            {"threshold", entry.threshold},
                            {"groupings", entry.groupings},
                            {"weighting", entry.weighting},
                            {"key", key.public_key().hex()},
                            {"files", hashes}};
        const std::string text = manifest.dump(1) + '\n';
        if (auto done = write_text(files, "manifest.json", text); !done) {
            return done;
        }
        if (auto done =
                write_text(files, "manifest.sig", key.sign(base::as_bytes(text)).hex() + '\n');
            !done) {
            return done;
        }
        const std::string hash = sync::plain_hash(base::as_bytes(text)).hex();
        return office.store().set_value(manifest_value(entry.number), base::as_bytes(hash));
    }

    [[nodiscard]] Result<void> write_text(base::Files& files,
                                          const char* name,
                                          const std::string& text) const {
        const auto written = files.write(
            out_ / name, base::as_bytes(text), base::IfPresent::replace, base::public_mode);
        return written ? Result<void>() : written.error();
    }

    std::string survey_;
    std::string audience_ = "public";
    std::string wave_;
    std::vector<std::string> by_;
    std::filesystem::path out_;
    bool try_ = false;
};

class ReleaseListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list = *word_group(app, "release", about_release)
                              .add_subcommand("list", "Lists the releases that were made");
        list.add_flag("--json", json_, "Prints them as JSON");
        list.footer("Example:\n  harmony-admin release list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<std::vector<ReleaseEntry>> releases = load_releases((*office)->store());
        if (!releases) {
            return releases.error();
        }
        json list = json::array();
        std::string text;
        for (const ReleaseEntry& entry : *releases) {
            list.push_back({{"number", entry.number},
                            {"made", base::to_iso(entry.made)},
                            {"survey", entry.survey},
                            {"audience", entry.audience},
                            {"wave", entry.wave},
                            {"rounding", entry.rounding},
                            {"responses", entry.marks.size()},
                            {"withdrawn", entry.withdrawn ? json(*entry.withdrawn) : json()}});
            text += fmt::format("{:>3}  {}  {:<24} {:<8} {:<14} {:>8} responses{}{}\n",
                                entry.number,
                                base::to_iso(entry.made),
                                entry.survey,
                                entry.audience,
                                entry.wave.empty() ? "all days" : entry.wave,
                                grouped_digits(entry.marks.size()),
                                entry.rounding == 1 ? "" : ", rounded",
                                entry.withdrawn ? ", withdrawn: " + *entry.withdrawn : "");
        }
        desk.resources.terminal.print(json_          ? list.dump() + '\n'
                                      : text.empty() ? "Nothing was released yet.\n"
                                                     : text);
        return Exit::done;
    }

private:
    bool json_ = false;
};

/// The entry of a number. Errors: absent.
Result<const ReleaseEntry*> entry_numbered(const std::vector<ReleaseEntry>& releases,
                                           std::uint64_t number) {
    if (number < 1 || number > releases.size()) {
        return Error{
            ErrorKind::absent,
            fmt::format("there is no release {}. See: harmony-admin release list", number)};
    }
    return &releases[number - 1];
}

class ReleaseCompareVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& compare =
            *word_group(app, "release", about_release)
                 .add_subcommand("compare", "What came and went between two releases");
        compare.add_option("A", first_, "The earlier one's number")->required();
        compare.add_option("B", second_, "The later one's number")->required();
        compare.footer("Example:\n  harmony-admin release compare 1 2");
        return compare;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<std::vector<ReleaseEntry>> releases = load_releases((*office)->store());
        if (!releases) {
            return releases.error();
        }
        const auto before = entry_numbered(*releases, first_);
        const auto next = entry_numbered(*releases, second_);
        if (!before || !next) {
            return before ? next.error() : before.error();
        }
        desk.resources.terminal.print(in_words(**before, **next));
        return Exit::done;
    }

private:
    static std::string in_words(const ReleaseEntry& before, const ReleaseEntry& next) {
        const BaseChanges changes = compare_marks(before.marks, next.marks);
        const auto all = [](const std::map<std::string, std::uint64_t>& counts) {
            const auto at = counts.find("*");
            return at == counts.end() ? std::uint64_t{0} : at->second;
        };
        std::string text = fmt::format(
            "INTERNAL: not to leave the office.\nRelease {} ({}) and release {} ({}): {} responses "
            "in both, {} came, {} went.\n",
            before.number,
            base::to_iso(before.made),
            next.number,
            base::to_iso(next.made),
            grouped_digits(changes.in_common),
            grouped_digits(all(changes.added)),
            grouped_digits(all(changes.removed)));
        std::size_t more = 0;
        for (const auto& [name, n] : next.printed) {
            const auto was = before.printed.find(name);
            more += was != before.printed.end() && was->second != n ? 1 : 0;
        }
        text += fmt::format("{} numbers stand in both with another value.\n", more);
        for (const std::string& sentence : guard_sentences(next, before)) {
            text += sentence + ".\n";
        }
        return text;
    }

    std::uint64_t first_ = 0;
    std::uint64_t second_ = 0;
};

class ReleaseWithdrawVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& withdraw = *word_group(app, "release", about_release)
                                  .add_subcommand("withdraw", "Takes a release back, publicly");
        withdraw.add_option("NUMBER", number_, "Its number in the list")->required();
        withdraw.add_option("--reason", reason_, "Why; it is printed and kept")->required();
        withdraw.footer(
            "Whoever kept a copy can still compare it with the next release.\nExample:\n"
            "  harmony-admin release withdraw 3 --reason \"Wrong wave\"");
        return withdraw;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        if (auto done = withdraw_release(
                (*office)->store(), number_, reason_, desk.resources.clock.today());
            !done) {
            return done.error();
        }
        desk.resources.terminal.print(
            fmt::format("Release {} is withdrawn: {}. Take its files down where they stand.\n",
                        number_,
                        reason_));
        return Exit::done;
    }

private:
    std::uint64_t number_ = 0;
    std::string reason_;
};

class ReleaseVerifyVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verify =
            *word_group(app, "release", about_release)
                 .add_subcommand("verify", "Whether files are as they were released");
        verify.add_option("FOLDER", folder_, "The folder of the release")->required();
        verify.footer("Example:\n  harmony-admin release verify release-q1");
        return verify;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        base::Files& files = desk.resources.files;
        const Result<base::Bytes> text = files.read(folder_ / "manifest.json", file_cap);
        if (!text) {
            return text.error().while_doing("reading the manifest");
        }
        const json manifest = json::parse(base::as_text(*text), nullptr, false);
        const json number = manifest.is_object() ? manifest.value("number", json()) : json();
        const auto kept =
            number.is_number_unsigned()
                ? (*office)->store().value(manifest_value(number.get<std::uint64_t>()))
                : std::nullopt;
        if (!kept || base::as_text(*kept) != sync::plain_hash(*text).hex()) {
            return Error{ErrorKind::refused, "manifest.json is not the one that this office made"};
        }
        for (const auto& [name, hash] : manifest.at("files").items()) {
            const Result<base::Bytes> bytes = files.read(folder_ / name, file_cap);
            if (!bytes || sync::plain_hash(*bytes).hex() != hash.get<std::string>()) {
                return Error{ErrorKind::refused, name + " is not as it was released"};
            }
        }
        desk.resources.terminal.print(
            fmt::format("The files are those of release {}.\n", number.get<std::uint64_t>()));
        return Exit::done;
    }

private:
    std::filesystem::path folder_;
};

}  // namespace

std::unique_ptr<Verb> make_release_make_verb() {
    return std::make_unique<ReleaseMakeVerb>();
}

std::unique_ptr<Verb> make_release_list_verb() {
    return std::make_unique<ReleaseListVerb>();
}

std::unique_ptr<Verb> make_release_compare_verb() {
    return std::make_unique<ReleaseCompareVerb>();
}

std::unique_ptr<Verb> make_release_withdraw_verb() {
    return std::make_unique<ReleaseWithdrawVerb>();
}

std::unique_ptr<Verb> make_release_verify_verb() {
    return std::make_unique<ReleaseVerifyVerb>();
}

}  // namespace harmony::admin
