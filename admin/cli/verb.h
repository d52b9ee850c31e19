#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "admin/cli/passphrase.h"
#include "admin/resources.h"
#include "base/error.h"

namespace CLI {
class App;
}

namespace harmony::admin {

/// How a verb ended when it did not end in an error of its own.
enum class Exit {
    done = 0,
    refused = 1,  ///< what was wrong has been said already
    usage = 2,    ///< what was asked for makes no sense, and that has been said
};

/// What every verb may use.
struct Desk {
    Resources& resources;
    std::filesystem::path office;
    PassphraseSource& passphrase;
};

/// One thing an officer can tell the program to do: `init`, `kiosk enrol`, ... One file a verb.
class Verb {
public:
    Verb() = default;
    Verb(const Verb&) = delete;
    Verb& operator=(const Verb&) = delete;
    virtual ~Verb() = default;

    /// Adds its words, options and example to the command line; returns its own part of it. Options
    /// are kept in the verb, which must outlive `app`.
    [[nodiscard]] virtual CLI::App& declare(CLI::App& app) = 0;

    /// Does it, after the options were read. An error is printed and ends with exit code 1.
    [[nodiscard]] virtual base::Result<Exit> run(Desk& desk) = 0;
};

/// The words `kiosk`, `survey` that only hold further verbs; made when first asked for.
[[nodiscard]] CLI::App& word_group(CLI::App& app,
                                   const std::string& word,
                                   const std::string& about);

[[nodiscard]] std::unique_ptr<Verb> make_aside_adopt_verb();
[[nodiscard]] std::unique_ptr<Verb> make_aside_dismiss_verb();
[[nodiscard]] std::unique_ptr<Verb> make_aside_inspect_verb();
[[nodiscard]] std::unique_ptr<Verb> make_aside_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_audit_verb();
[[nodiscard]] std::unique_ptr<Verb> make_backup_verb();
[[nodiscard]] std::unique_ptr<Verb> make_courier_probe_verb();
[[nodiscard]] std::unique_ptr<Verb> make_courier_secret_verb();
[[nodiscard]] std::unique_ptr<Verb> make_drill_verb();
[[nodiscard]] std::unique_ptr<Verb> make_erase_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_add_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_cancel_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_edit_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_expand_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_export_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_move_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_show_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_signups_verb();
[[nodiscard]] std::unique_ptr<Verb> make_event_venues_verb();
[[nodiscard]] std::unique_ptr<Verb> make_gui_verb();
[[nodiscard]] std::unique_ptr<Verb> make_init_verb();
[[nodiscard]] std::unique_ptr<Verb> make_key_destroy_verb();
[[nodiscard]] std::unique_ptr<Verb> make_key_from_paper_verb();
[[nodiscard]] std::unique_ptr<Verb> make_key_join_verb();
[[nodiscard]] std::unique_ptr<Verb> make_key_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_key_new_verb();
[[nodiscard]] std::unique_ptr<Verb> make_key_paper_verb();
[[nodiscard]] std::unique_ptr<Verb> make_key_passphrase_verb();
[[nodiscard]] std::unique_ptr<Verb> make_key_split_verb();
[[nodiscard]] std::unique_ptr<Verb> make_kiosk_enrol_verb();
[[nodiscard]] std::unique_ptr<Verb> make_kiosk_gap_verb();
[[nodiscard]] std::unique_ptr<Verb> make_kiosk_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_kiosk_retire_verb();
[[nodiscard]] std::unique_ptr<Verb> make_kiosk_revoke_verb();
[[nodiscard]] std::unique_ptr<Verb> make_kiosk_token_verb();
[[nodiscard]] std::unique_ptr<Verb> make_map_verb();
[[nodiscard]] std::unique_ptr<Verb> make_phrases_export_verb();
[[nodiscard]] std::unique_ptr<Verb> make_phrases_import_verb();
[[nodiscard]] std::unique_ptr<Verb> make_publish_verb();
[[nodiscard]] std::unique_ptr<Verb> make_rebuild_verb();
[[nodiscard]] std::unique_ptr<Verb> make_rescue_verb();
[[nodiscard]] std::unique_ptr<Verb> make_restore_verb();
[[nodiscard]] std::unique_ptr<Verb> make_report_verb();
[[nodiscard]] std::unique_ptr<Verb> make_stats_run_verb();
[[nodiscard]] std::unique_ptr<Verb> make_summarise_verb();
[[nodiscard]] std::unique_ptr<Verb> make_survey_check_verb();
[[nodiscard]] std::unique_ptr<Verb> make_survey_compile_verb();
[[nodiscard]] std::unique_ptr<Verb> make_survey_export_verb();
[[nodiscard]] std::unique_ptr<Verb> make_survey_lint_verb();
[[nodiscard]] std::unique_ptr<Verb> make_survey_template_verb();
[[nodiscard]] std::unique_ptr<Verb> make_survey_try_verb();
[[nodiscard]] std::unique_ptr<Verb> make_survey_workbook_verb();
[[nodiscard]] std::unique_ptr<Verb> make_sync_verb();
[[nodiscard]] std::unique_ptr<Verb> make_trust_finish_verb();
[[nodiscard]] std::unique_ptr<Verb> make_trust_publisher_verb();
[[nodiscard]] std::unique_ptr<Verb> make_trust_root_verb();
[[nodiscard]] std::unique_ptr<Verb> make_trust_rotate_verb();
[[nodiscard]] std::unique_ptr<Verb> make_trust_show_verb();
[[nodiscard]] std::unique_ptr<Verb> make_trust_sign_verb();

}  // namespace harmony::admin
