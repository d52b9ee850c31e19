#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/text_table.h"
#include "admin/enrolment.h"
#include "base/text.h"
#include "sync/fingerprint.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t request_cap = 4096;
constexpr std::size_t pin_file_cap = 64;

const std::map<std::string, sync::AckLevel> keep_words{{"opened", sync::AckLevel::opened},
                                                       {"backup", sync::AckLevel::backed_up}};

/// `kiosk enrol FILE`: a machine that asked becomes a kiosk of this office.
class KioskEnrolVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "kiosk", "Kiosks of this office");
        CLI::App& enrol = *word.add_subcommand("enrol", "Takes a machine into the list of kiosks");
        auto* const file = enrol.add_option("FILE", file_, "What the kiosk wrote: enrol-....hke");
        enrol
            .add_option("--scan",
                        scan_,
                        "In place of FILE: the code on the kiosk's screen as a scanner typed it, "
                        "a file of it, or - to type it here")
            ->excludes(file);
        enrol.add_option("--label", order_.label, "Its name, as staff call it")->required();
        enrol.add_option("--site", order_.site, "Where it stands")->required();
        enrol.add_option("--to", to_, fmt::format("Where kiosks fetch: {}", store_words))
            ->required();
        enrol.add_option(
            "--digits",
            digits_,
            "The 12 digits on the kiosk's screen, in place of the question; without FILE and "
            "--scan the request that has them is looked for where kiosks put theirs");
        enrol.add_option("--stream", order_.stream, "Whose content it shows")
            ->capture_default_str();
        enrol
            .add_option("--keep-until",
                        order_.keep_until,
                        "When it may let go of its own copy of answers: 'opened', as soon as the "
                        "office has read them, or 'backup', when they lie in a backup that was "
                        "told (backup --tell)")
            ->transform(CLI::CheckedTransformer(keep_words, CLI::ignore_case))
            ->default_str("opened");
        enrol.add_option(
            "--pin-file", pin_file_, "A file with the staff PIN, in place of drawing one");
        enrol.add_flag("--json", json_, "Prints the result as JSON, without the PINs");
        enrol.footer(
            "Example:\n  harmony-admin kiosk enrol /media/stick/enrol.hke --label \"Library 1\" "
            "\\\n"
            "      --site \"Central Library\" --to usb:/media/stick");
        return enrol;
    }

    Result<Exit> run(Desk& desk) override {
        Resources& resources = desk.resources;
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const bool by_digits = file_.empty() && scan_.empty() && !digits_.empty();
        const Result<base::Bytes> bytes =
            by_digits ? request_with_digits(**office, desk) : request_bytes(resources);
        if (!bytes) {
            return bytes.error();
        }
        const std::string from = by_digits       ? "the kiosk's request"
                                 : file_.empty() ? "the scanned code"
                                                 : file_;
        const Result<sync::CheckedRequest> request = sync::read_enrolment_request(*bytes);
        if (!request) {
            return request.error().while_doing("reading " + from);
        }
        if (auto may = may_enrol((*office)->registry(), request->request, order_); !may) {
            return may.error();
        }
        if (auto same = compare_digits(*request, resources.terminal); !same) {
            return same.error();
        }
        if (auto pins = choose_pins(resources); !pins) {
            return pins.error();
        }
        const Result<std::string> sheet = sync::fingerprint((*office)->trust().first().digest);
        if (!sheet) {
            return sheet.error();
        }
        const Result<Enrolled> enrolled = enrol_now(desk, **office, *request);
        if (!enrolled) {
            return enrolled.error();
        }
        say(*enrolled, *sheet, resources.terminal);
        return Exit::done;
    }

private:
    /// The request that lies where kiosks put theirs, and has the digits that somebody read off the
    /// kiosk's screen.
    Result<base::Bytes> request_with_digits(Office& office, Desk& desk) const {
        auto courier = open_courier(to_, office, desk);
        if (!courier) {
            return courier.error();
        }
        const Result<sync::Listing> listing = (*courier)->list(sync::up_folder(), "");
        if (!listing) {
            return listing.error();
        }
        for (const sync::ObjectName& name : listing->names) {
            if (name.kind() != sync::ObjectKind::enrolment_request) {
                continue;
            }
            Result<base::Bytes> file = (*courier)->fetch(name, name.cap());
            if (!file) {
                return file;
            }
            const auto request = sync::read_enrolment_request(*file);
            const auto shown =
                request ? sync::fingerprint(request->digest) : Result<std::string>(request.error());
            if (shown && sync::same_digits(digits_, *shown)) {
                return file;
            }
        }
        return Error{ErrorKind::absent,
                     fmt::format("no machine asks at {} whose screen shows {}. Look at the digits "
                                 "again, or let the machine write its request anew",
                                 to_,
                                 digits_)};
    }

    Result<base::Bytes> request_bytes(Resources& resources) const {
        if (scan_.empty() && file_.empty()) {
            return Error{ErrorKind::refused,
                         "name the file that the kiosk wrote, or scan the code on its screen: "
                         "--scan -"};
        }
        if (scan_.empty()) {
            return resources.files.read(file_, request_cap).while_doing("reading " + file_);
        }
        if (scan_.starts_with("HE1:")) {
            return sync::read_enrolment_code(scan_);
        }
        if (scan_ == "-") {
            const auto line = resources.terminal.read_line("Scan the code on the kiosk's screen: ");
            return sync::read_enrolment_code(line.value_or(""));
        }
        const Result<base::Bytes> bytes = resources.files.read(scan_, request_cap);
        if (!bytes) {
            return bytes.error().while_doing("reading " + scan_);
        }
        return sync::read_enrolment_code(base::as_text(*bytes)).while_doing("reading " + scan_);
    }

    Result<void> compare_digits(const sync::CheckedRequest& request, Terminal& terminal) const {
        const Result<std::string> shown = sync::fingerprint(request.digest);
        if (!shown) {
            return shown.error();
        }
        const auto differ = [&] {
            return Error{
                ErrorKind::refused,
                fmt::format(
                    "the digits differ: this file says {}. It may come from another machine. "
                    "Nothing was changed; ask the kiosk for a new request and compare again",
                    *shown)};
        };
        if (!digits_.empty()) {
            return sync::same_digits(digits_, *shown) ? Result<void>() : differ();
        }
        const auto answer = terminal.ask(fmt::format(
            "This request says {}.\nAre these the digits on the kiosk's screen? [yes/no] ",
            *shown));
        if (!answer) {
            return Error{
                ErrorKind::refused,
                "nobody can compare the digits here. Give those on the kiosk's screen: --digits "
                "\"1234 5678 9012\""};
        }
        const std::string word = base::lower_ascii(base::trim(*answer));
        return word == "yes" || word == "y" ? Result<void>() : differ();
    }

    Result<void> choose_pins(Resources& resources) {
        order_.pins = draw_pins(resources.random);
        if (pin_file_.empty()) {
            return {};
        }
        const Result<base::Bytes> bytes = resources.files.read(pin_file_, pin_file_cap);
        if (!bytes) {
            return bytes.error().while_doing("reading the PIN from " + pin_file_);
        }
        const std::string_view pin = base::trim(base::as_text(*bytes));
        order_.pins.staff.assign(pin);
        return fit_pin(pin).while_doing("reading the PIN from " + pin_file_);
    }

    Result<Enrolled> enrol_now(Desk& desk,
                               Office& office,
                               const sync::CheckedRequest& request) const {
        Resources& resources = desk.resources;
        auto courier = open_courier(to_, office, desk);
        if (!courier) {
            return courier.error();
        }
        const auto publisher = open_publisher(office, desk);
        if (!publisher) {
            return publisher.error();
        }
        return enrol(office,
                     request,
                     order_,
                     *publisher,
                     **courier,
                     resources.random,
                     resources.clock.today());
    }

    void say(const Enrolled& enrolled, const std::string& sheet, Terminal& terminal) const {
        if (json_) {
            terminal.print(nlohmann::json{{"kiosk", enrolled.kiosk.hex()},
                                          {"label", order_.label},
                                          {"site", order_.site},
                                          {"welcome", enrolled.welcome.text()},
                                          {"trust_fingerprint", sheet},
                                          {"registry", enrolled.registry_version}}
                               .dump() +
                           '\n');
            return;
        }
        terminal.print(fmt::format(
            "Enrolled {} at {} (kiosk {}).\nIts welcome is {}: carry it to the kiosk.\n",
            order_.label,
            order_.site,
            enrolled.kiosk.hex(),
            enrolled.welcome.text()));
        if (pin_file_.empty()) {
            terminal.print(fmt::format(
                "Staff PIN {}, setup PIN {}. Write them down: they are not shown again.\n",
                order_.pins.staff.view(),
                order_.pins.setup.view()));
        }
        terminal.print(fmt::format(
            "The kiosk will show the office's digits: confirm only when they are {}.\n", sheet));
    }

    std::string file_;
    std::string scan_;
    std::string to_;
    std::string digits_;
    std::string pin_file_;
    EnrolOrder order_;
    bool json_ = false;
};

std::string_view state_word(sync::KioskState state) {
    switch (state) {
        case sync::KioskState::active: return "active";
        case sync::KioskState::revoked: return "revoked";
        case sync::KioskState::retired: return "retired";
    }
    return "unknown";
}

/// `kiosk list`: what the office knows, with how much has come from each.
class KioskListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "kiosk", "Kiosks of this office");
        CLI::App& list =
            *word.add_subcommand("list", "Lists the kiosks and what has come from each");
        list.add_flag("--json", json_, "Prints the list as JSON");
        list.footer("Example:\n  harmony-admin kiosk list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        TextTable table({{"label"}, {"site"}, {"state"}, {"batches", Align::right}, {"kiosk"}});
        nlohmann::json list = nlohmann::json::array();
        const std::vector<db::StreamHead> heads = (*office)->store().heads();
        for (const sync::RegisteredKiosk& kiosk : (*office)->registry().kiosks) {
            std::uint64_t batches = 0;
            for (const db::StreamHead& head : heads) {
                batches += head.stream.kiosk == kiosk.kiosk ? head.seq : 0;
            }
            const std::string state(state_word(kiosk.state));
            table.add({kiosk.label, kiosk.site, state, std::to_string(batches), kiosk.kiosk.hex()});
            list.push_back({{"kiosk", kiosk.kiosk.hex()},
                            {"label", kiosk.label},
                            {"site", kiosk.site},
                            {"state", state},
                            {"batches", batches}});
        }
        if (json_) {
            desk.resources.terminal.print(nlohmann::json{{"kiosks", list}}.dump() + '\n');
        } else {
            desk.resources.terminal.print(
                table.empty() ? "No kiosk is enrolled yet: harmony-admin kiosk enrol --help\n"
                              : table.text());
        }
        return Exit::done;
    }

private:
    bool json_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_kiosk_enrol_verb() {
    return std::make_unique<KioskEnrolVerb>();
}

std::unique_ptr<Verb> make_kiosk_list_verb() {
    return std::make_unique<KioskListVerb>();
}

}  // namespace harmony::admin
