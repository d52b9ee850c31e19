#pragma once

#include "admin/cli/verb.h"

// Verbs about what residents reported and asked for, what they are told, and what they may ask of
// what is kept about them. Apart from `verb.h`, so that a new one rebuilds little.
namespace harmony::admin {

[[nodiscard]] std::unique_ptr<Verb> make_case_add_verb();
[[nodiscard]] std::unique_ptr<Verb> make_case_export_verb();
[[nodiscard]] std::unique_ptr<Verb> make_case_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_case_show_verb();
[[nodiscard]] std::unique_ptr<Verb> make_case_summary_verb();
/// `case assign`, `plan`, `done`, `pass`, `refuse`, `tell`, `close`, `reopen`, `duplicate`.
[[nodiscard]] std::vector<std::unique_ptr<Verb>> make_case_step_verbs();
[[nodiscard]] std::unique_ptr<Verb> make_complaint_add_verb();
[[nodiscard]] std::unique_ptr<Verb> make_complaint_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_complaint_show_verb();
[[nodiscard]] std::unique_ptr<Verb> make_complaint_step_verb();
[[nodiscard]] std::unique_ptr<Verb> make_consent_show_verb();
/// `person find`, `export`, `correct`, `withdraw`, `erase`, and the register of requests.
[[nodiscard]] std::vector<std::unique_ptr<Verb>> make_person_verbs();
[[nodiscard]] std::unique_ptr<Verb> make_request_add_verb();
[[nodiscard]] std::unique_ptr<Verb> make_request_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_request_show_verb();
[[nodiscard]] std::unique_ptr<Verb> make_request_step_verb();
[[nodiscard]] std::unique_ptr<Verb> make_request_summary_verb();
[[nodiscard]] std::unique_ptr<Verb> make_retention_verb();
/// `you-said add`, `check`, `publish`, `retire`, `list`, `second-person`, `page`.
[[nodiscard]] std::vector<std::unique_ptr<Verb>> make_you_said_verbs();

}  // namespace harmony::admin
