// `request add`: somebody asks for something without a date, at a desk, at a stall or by phone
// (design of events, 2.2 and 13), and takes a slip along.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "admin/cases/case_words.h"
#include "admin/cases/keyed_in.h"
#include "admin/cases/slip.h"
#include "admin/cli/casework.h"
#include "admin/cli/casework_verbs.h"
#include "admin/report/words.h"
#include "events/contact.h"
#include "sync/crypto.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t about_length = 60;
constexpr std::size_t street_length = 80;
constexpr std::size_t question_length = 300;

constexpr std::array<std::string_view, 6> time_names = {"weekday-morning",
                                                        "weekday-afternoon",
                                                        "weekday-evening",
                                                        "weekend-morning",
                                                        "weekend-afternoon",
                                                        "weekend-evening"};
constexpr std::array<std::string_view, 4> safe_names = {"not_asked", "yes", "no", "only_text"};

class RequestAddVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& add = *word_group(app,
                                    "request",
                                    "What residents asked for: a lock, a call back, a support "
                                    "service")
                             .add_subcommand("add", "Keys in what somebody asks for");
        add.add_option("--offer",
                       offer_,
                       "target_hardening, call_back, referral, join_association or "
                       "councillor_question")
            ->required();
        add.add_option("--about", about_, "Which service, thing or subject");
        add.add_option("--name", contact_.name, "Whom to answer");
        add.add_option("--phone", contact_.phone, "... their phone number");
        add.add_option("--email", contact_.email, "... or email address");
        add.add_option("--postcode", postcode_, "Where a home check is to be");
        add.add_option("--street", street_, "Of a residents' association");
        add.add_option("--question", question_, "For the councillor, at most 300 letters");
        add.add_option("--time", times_, "weekday-morning, ..., weekend-evening; may be repeated");
        add.add_option("--safe", safe_, "Whether a message may be left: yes, no or only_text");
        add.add_flag("--agreed", agreed_, "You read them the sentence about their details: yes");
        add.add_flag(
            "--share", share_, "A referral: they agree that the service gets name, number, reason");
        add.add_option("--slip", slip_, "Writes a slip for them: a file of HTML, to print");
        add.add_option("--service-phone", service_phone_, "The service's own number, for the slip");
        add.footer(fmt::format(
            "Read this to them first: {}"
            "Example:\n  harmony-admin request add --offer referral --about \"Debt advice\" --name "
            "\"Jan Example\" \\\n      --phone 07700900124 --safe no --agreed --share --slip "
            "slip.html",
            office_consent));
        return add;
    }

    Result<Exit> run(Desk& desk) override {
        Result<events::Requested> asked = request();
        if (!asked) {
            return asked.error();
        }
        Result<Casework> work = Casework::open(desk);
        if (!work) {
            return work.error();
        }
        return keep(desk, *work, std::move(*asked));
    }

private:
    [[nodiscard]] Result<events::Requested> request() const {
        const auto offer = named<events::Offer>(offer_, offer_names, "offer");
        if (!offer) {
            return offer.error();
        }
        events::Requested made;
        made.offer = *offer;
        made.language = "en";
        const bool question = *offer == events::Offer::councillor_question;
        if (!question && !contact_.any()) {
            return refused("say how to reach them: --name and --phone or --email");
        }
        if (contact_.any() && !agreed_) {
            return refused(std::string("read them this, and add --agreed when they say yes: ") +
                           std::string(office_consent.substr(0, office_consent.size() - 2)));
        }
        if (*offer == events::Offer::referral && (!share_ || about_.empty())) {
            return refused(
                about_.empty()
                    ? "say which service: --about"
                    : "ask whether " + about_ +
                          " may have their name, number and reason, and add --share when they say "
                          "yes. If they say no, offer to call the service with them now");
        }
        return fill(std::move(made));
    }

    [[nodiscard]] Result<events::Requested> fill(events::Requested made) const {
        const auto about = fact_text(about_, about_length, "--about");
        const auto street = fact_text(street_, street_length, "--street");
        const auto question = fact_text(question_, question_length, "--question");
        for (const auto* text : {&about, &street, &question}) {
            if (!*text) {
                return text->error();
            }
        }
        made.about = *about;
        made.street.assign(*street);
        made.question.assign(*question);
        if (!postcode_.empty()) {
            auto postcode = events::stored_postcode(postcode_);
            if (!postcode) {
                return refused("--postcode: type a postcode, like TS18 1AB");
            }
            made.postcode = std::move(*postcode);
        }
        for (const std::string& time : times_) {
            const auto at = named<int>(time, time_names, "time", 0);
            if (!at) {
                return at.error();
            }
            made.times |= 1 << *at;
        }
        const bool referral = made.offer == events::Offer::referral;
        const auto safe = named<events::SafeMessage>(
            safe_.empty() ? (referral ? "no" : "not_asked") : safe_, safe_names, "answer", 0);
        if (!safe) {
            return safe.error();
        }
        made.safe_message = *safe;
        return made;
    }

    static Error refused(std::string sentence) { return {ErrorKind::refused, std::move(sentence)}; }

    /// Contact details with the sentence that was read; of a referral, the one about the service.
    [[nodiscard]] Result<events::ContactGiven> contact(Casework& work,
                                                       const events::Requested& asked) const {
        db::OfficeStore& store = work.desk.office->store();
        Result<events::ContactGiven> given = keyed_contact(store, contact_);
        if (!given || asked.offer != events::Offer::referral) {
            return given;
        }
        const std::string text = fmt::format("{} may give my name, contact and reason to {}.\n",
                                             work.desk.office->settings().organisation,
                                             asked.about);
        events::Agreement agreement;
        agreement.box = events::Box::share;
        agreement.yes = true;
        agreement.text = sync::text_hash(base::as_bytes(text));
        agreement.language = "en";
        if (auto kept = store.set_value("consent:" + agreement.text.hex(), base::as_bytes(text));
            !kept) {
            return kept.error();
        }
        given->agreements.push_back(agreement);
        return given;
    }

    Result<Exit> keep(Desk& desk, Casework& work, events::Requested asked) const {
        const auto receipt = new_receipt(work.desk.office->store(), desk.resources.random);
        if (!receipt) {
            return receipt.error();
        }
        std::vector<OfficeFact> facts;
        facts.push_back({receipt->subject, {}, asked, {}, work.today});
        if (contact_.any()) {
            auto given = contact(work, asked);
            if (!given) {
                return given.error();
            }
            facts.push_back({receipt->subject, {}, std::move(*given), {}, work.today});
        }
        const auto written = work.desk.write(desk, facts);
        if (!written) {
            return written.error();
        }
        const base::Day due =
            events::add_working_days(work.today, events::promised_days(asked.offer), work.holidays);
        desk.resources.terminal.print(
            fmt::format("Request {}. Get in touch by {}. Receipt number: {}\n",
                        short_id(receipt->subject),
                        long_date(due),
                        receipt->digits.view()));
        return slip_.empty() ? Result<Exit>(Exit::done)
                             : write_slip(desk, work, asked, *receipt, due);
    }

    Result<Exit> write_slip(Desk& desk,
                            const Casework& work,
                            const events::Requested& asked,
                            const NewReceipt& receipt,
                            base::Day due) const {
        const std::string organisation = work.desk.office->settings().organisation;
        const bool referral = asked.offer == events::Offer::referral;
        const Slip slip{organisation,
                        std::string(receipt.digits.view()),
                        referral ? asked.about : organisation,
                        service_phone_,
                        due,
                        work.today};
        const auto written = write_private(desk.resources.files, slip_, slip_page(slip));
        if (!written) {
            return written.error();
        }
        desk.resources.terminal.print("The slip is " + slip_ +
                                      ". Print it, give it to them, and delete the file.\n");
        return Exit::done;
    }

    std::string offer_;
    std::string about_;
    TypedContact contact_;
    std::string postcode_;
    std::string street_;
    std::string question_;
    std::vector<std::string> times_;
    std::string safe_;
    bool agreed_ = false;
    bool share_ = false;
    std::string slip_;
    std::string service_phone_;
};

}  // namespace

std::unique_ptr<Verb> make_request_add_verb() {
    return std::make_unique<RequestAddVerb>();
}

}  // namespace harmony::admin
