#include "admin/cli/run.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "admin/cli/casework_verbs.h"
#include "admin/cli/event.h"
#include "admin/cli/kiosk_names.h"
#include "admin/cli/manual.h"
#include "admin/cli/message_verbs.h"
#include "admin/cli/numbers_verbs.h"
#include "admin/cli/verb.h"
#include "sync/crypto.h"

namespace harmony::admin {

namespace {

constexpr const char* about =
    "The officer's tool of Harmony: publishes surveys to kiosks, takes in what they collected, "
    "and\n"
    "says what residents told us.";

constexpr const char* a_week =
    "A week:\n"
    "  harmony-admin init --org \"Example Borough\"\n"
    "  harmony-admin survey check surveys/neighbourhood.xlsx\n"
    "  harmony-admin publish --survey surveys/neighbourhood.xlsx --content content.json \\\n"
    "      --phrases assets/phrases --to folder:/media/stick\n"
    "  harmony-admin sync --from folder:/media/stick\n"
    "  harmony-admin summarise\n"
    "  harmony-admin report --survey neighbourhood --out report --html --xlsx\n"
    "  harmony-admin backup --to /media/backup-stick\n"
    "\n"
    "Exit codes: 0 done, 1 refused with a sentence that says how to mend it, 2 wrong usage.";

/// The real clock, or noon of another day.
class OtherDay final : public base::Clock {
public:
    OtherDay(const base::Clock& real, std::optional<base::Day> day) : real_(real), day_(day) {}

    [[nodiscard]] base::Moment now() const override {
        return day_ ? *day_ + std::chrono::hours{12} : real_.now();
    }
    [[nodiscard]] std::chrono::milliseconds monotonic() const override { return real_.monotonic(); }
    [[nodiscard]] std::chrono::minutes local_offset(base::Moment moment) const override {
        return day_ ? std::chrono::minutes{0} : real_.local_offset(moment);
    }

private:
    const base::Clock& real_;
    std::optional<base::Day> day_;
};

using Verbs = std::vector<std::unique_ptr<Verb>>;

void add(Verbs& verbs, Verbs more) {
    std::move(more.begin(), more.end(), std::back_inserter(verbs));
}

/// Cases, requests, complaints, what came of them, and what people may ask.
void add_casework(Verbs& verbs) {
    verbs.push_back(make_case_list_verb());
    verbs.push_back(make_case_show_verb());
    verbs.push_back(make_case_add_verb());
    add(verbs, make_case_step_verbs());
    verbs.push_back(make_case_summary_verb());
    verbs.push_back(make_case_export_verb());
    verbs.push_back(make_request_add_verb());
    verbs.push_back(make_request_list_verb());
    verbs.push_back(make_request_show_verb());
    verbs.push_back(make_request_step_verb());
    verbs.push_back(make_request_summary_verb());
    add(verbs, make_you_said_verbs());
    verbs.push_back(make_complaint_list_verb());
    verbs.push_back(make_complaint_show_verb());
    verbs.push_back(make_complaint_add_verb());
    verbs.push_back(make_complaint_step_verb());
    add(verbs, make_person_verbs());
    verbs.push_back(make_retention_verb());
    verbs.push_back(make_consent_show_verb());
}

std::vector<std::unique_ptr<Verb>> all_verbs() {
    std::vector<std::unique_ptr<Verb>> verbs;
    verbs.push_back(make_init_verb());
    verbs.push_back(make_kiosk_enrol_verb());
    verbs.push_back(make_kiosk_list_verb());
    verbs.push_back(make_kiosk_names_verb());
    verbs.push_back(make_kiosk_revoke_verb());
    verbs.push_back(make_kiosk_retire_verb());
    verbs.push_back(make_kiosk_token_verb());
    verbs.push_back(make_kiosk_gap_verb());
    verbs.push_back(make_aside_list_verb());
    verbs.push_back(make_aside_inspect_verb());
    verbs.push_back(make_aside_adopt_verb());
    verbs.push_back(make_aside_dismiss_verb());
    verbs.push_back(make_rescue_verb());
    verbs.push_back(make_erase_verb());
    verbs.push_back(make_trust_show_verb());
    verbs.push_back(make_trust_rotate_verb());
    verbs.push_back(make_trust_publisher_verb());
    verbs.push_back(make_trust_root_verb());
    verbs.push_back(make_trust_sign_verb());
    verbs.push_back(make_trust_finish_verb());
    verbs.push_back(make_key_list_verb());
    verbs.push_back(make_key_new_verb());
    verbs.push_back(make_key_passphrase_verb());
    verbs.push_back(make_key_destroy_verb());
    verbs.push_back(make_key_paper_verb());
    verbs.push_back(make_key_from_paper_verb());
    verbs.push_back(make_key_split_verb());
    verbs.push_back(make_key_join_verb());
    verbs.push_back(make_courier_secret_verb());
    verbs.push_back(make_courier_probe_verb());
    verbs.push_back(make_survey_check_verb());
    verbs.push_back(make_survey_lint_verb());
    verbs.push_back(make_survey_compile_verb());
    verbs.push_back(make_survey_export_verb());
    verbs.push_back(make_survey_try_verb());
    verbs.push_back(make_survey_template_verb());
    verbs.push_back(make_survey_workbook_verb());
    verbs.push_back(make_event_add_verb());
    verbs.push_back(make_event_edit_verb());
    verbs.push_back(make_event_list_verb());
    verbs.push_back(make_event_show_verb());
    verbs.push_back(make_event_expand_verb());
    verbs.push_back(make_event_signups_verb());
    verbs.push_back(make_event_signup_add_verb());
    verbs.push_back(make_event_signup_cancel_verb());
    verbs.push_back(make_event_signup_reinstate_verb());
    verbs.push_back(make_event_signup_promote_verb());
    verbs.push_back(make_event_signup_move_verb());
    verbs.push_back(make_event_checkin_verb());
    verbs.push_back(make_event_allocate_verb());
    verbs.push_back(make_event_worst_case_verb());
    verbs.push_back(make_event_names_verb());
    verbs.push_back(make_event_share_verb());
    verbs.push_back(make_event_sheet_verb());
    verbs.push_back(make_event_attendees_verb());
    verbs.push_back(make_conflict_list_verb());
    verbs.push_back(make_conflict_resolve_verb());
    verbs.push_back(make_conflict_reopen_verb());
    verbs.push_back(make_event_cancel_verb());
    verbs.push_back(make_event_move_verb());
    verbs.push_back(make_event_venues_verb());
    verbs.push_back(make_event_export_verb());
    verbs.push_back(make_event_poster_verb());
    verbs.push_back(make_event_share_image_verb());
    add_casework(verbs);
    verbs.push_back(make_map_verb());
    verbs.push_back(make_message_server_mail_verb());
    verbs.push_back(make_message_server_notify_verb());
    verbs.push_back(make_message_server_show_verb());
    verbs.push_back(make_message_test_verb());
    verbs.push_back(make_message_run_verb());
    verbs.push_back(make_message_list_verb());
    verbs.push_back(make_message_show_verb());
    verbs.push_back(make_message_retry_verb());
    verbs.push_back(make_message_drop_verb());
    verbs.push_back(make_message_called_verb());
    verbs.push_back(make_message_take_over_verb());
    verbs.push_back(make_phrases_export_verb());
    verbs.push_back(make_phrases_import_verb());
    verbs.push_back(make_publish_verb());
    verbs.push_back(make_sync_verb());
    verbs.push_back(make_audit_verb());
    verbs.push_back(make_rebuild_verb());
    verbs.push_back(make_backup_verb());
    verbs.push_back(make_restore_verb());
    verbs.push_back(make_drill_verb());
    // Before `summarise` itself, whose own words they stand under.
    verbs.push_back(make_wave_add_verb());
    verbs.push_back(make_wave_list_verb());
    verbs.push_back(make_wave_remove_verb());
    verbs.push_back(make_marker_add_verb());
    verbs.push_back(make_marker_list_verb());
    verbs.push_back(make_marker_remove_verb());
    verbs.push_back(make_weights_verb());
    verbs.push_back(make_benchmarks_import_verb());
    verbs.push_back(make_benchmarks_list_verb());
    verbs.push_back(make_change_verb());
    verbs.push_back(make_trend_verb());
    verbs.push_back(make_grid_verb());
    verbs.push_back(make_hot_spots_verb());
    verbs.push_back(make_why_verb());
    verbs.push_back(make_summarise_verb());
    verbs.push_back(make_report_verb());
    verbs.push_back(make_release_make_verb());
    verbs.push_back(make_release_list_verb());
    verbs.push_back(make_release_compare_verb());
    verbs.push_back(make_release_verify_verb());
    verbs.push_back(make_release_reproduce_verb());
    verbs.push_back(make_release_withdraw_verb());
    verbs.push_back(make_words_list_verb());
    verbs.push_back(make_words_release_verb());
    verbs.push_back(make_words_redact_verb());
    verbs.push_back(make_words_hold_verb());
    verbs.push_back(make_words_refuse_verb());
    verbs.push_back(make_stats_run_verb());
    verbs.push_back(make_gui_verb());
    verbs.push_back(make_manual_verb());
    return verbs;
}

/// What CLI11 throws for wrong usage and for --help, told apart and printed.
int say_usage(const CLI::App& app, const CLI::ParseError& error, Terminal& terminal) {
    if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::Success)) {
        const bool version = error.get_name() == "CallForVersion";
        terminal.print(version ? std::string(error.what()) + '\n' : app.help());
        return exit_done;
    }
    const std::vector<std::string> strange = app.remaining(true);
    const std::string what = strange.empty()
                                 ? std::string(error.what())
                                 : fmt::format("'{}' is not known here", strange.front());
    terminal.complain(fmt::format("harmony-admin: {}\nSee: harmony-admin --help\n", what));
    return exit_usage;
}

int do_verb(Verb& verb, Desk& desk) {
    const base::Result<Exit> done = verb.run(desk);
    if (!done) {
        desk.resources.terminal.complain(fmt::format("harmony-admin: {}.\n", done.error().message));
        return exit_refused;
    }
    return static_cast<int>(*done);
}

}  // namespace

CLI::App& word_group(CLI::App& app, const std::string& word, const std::string& about_word) {
    for (CLI::App* const there : app.get_subcommands({})) {
        if (there->get_name() == word) {
            return *there;
        }
    }
    return *app.add_subcommand(word, about_word)->require_subcommand(1)->fallthrough();
}

int run(std::vector<std::string> arguments, Resources& resources) {
    CLI::App app(about, "harmony-admin");
    app.footer(a_week)->require_subcommand(1)->fallthrough();
    app.set_version_flag("--version", HARMONY_VERSION);
    std::string office = "office";
    std::string passphrase_file;
    app.add_option("--office", office, "The office's folder")
        ->envname("HARMONY_OFFICE")
        ->capture_default_str();
    app.add_option(
           "--passphrase-file",
           passphrase_file,
           "A file that holds the passphrase of the office's keys; without it, it is asked for")
        ->envname("HARMONY_PASSPHRASE_FILE");
    std::string today;
    app.add_option("--today", today, "For demonstrations: this date, in place of the clock's")
        ->group("");
    const std::vector<std::unique_ptr<Verb>> verbs = all_verbs();
    std::vector<CLI::App*> words;
    for (const auto& verb : verbs) {
        words.push_back(verb->declare(app).fallthrough());
    }
    std::reverse(arguments.begin(), arguments.end());  // CLI11 takes them from the back
    try {
        app.parse(std::move(arguments));
    } catch (const CLI::ParseError& error) {
        return say_usage(app, error, resources.terminal);
    }
    if (const auto ready = sync::start(); !ready) {
        resources.terminal.complain(fmt::format("harmony-admin: {}\n", ready.error().message));
        return exit_refused;
    }
    const auto date = base::day_from_iso(today);
    if (!today.empty() && !date) {
        resources.terminal.complain("harmony-admin: --today must be a date such as 2026-03-30\n");
        return exit_usage;
    }
    const OtherDay clock(resources.clock, date);
    Resources lent{clock, resources.random, resources.files, resources.terminal, resources.log};
    PassphraseSource passphrase(resources.files, resources.terminal, passphrase_file);
    Desk desk{lent, office, passphrase};
    const auto chosen =
        std::find_if(words.begin(), words.end(), [](auto* word) { return word->parsed(); });
    return chosen == words.end()
               ? exit_usage
               : do_verb(*verbs[static_cast<std::size_t>(chosen - words.begin())], desk);
}

}  // namespace harmony::admin
