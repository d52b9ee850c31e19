#pragma once

#include <memory>

#include "admin/cli/verb.h"

// Verbs about numbers, apart from verb.h so that a new one does not rebuild all the others.

namespace harmony::admin {

[[nodiscard]] std::unique_ptr<Verb> make_benchmarks_import_verb();
[[nodiscard]] std::unique_ptr<Verb> make_benchmarks_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_change_verb();
[[nodiscard]] std::unique_ptr<Verb> make_grid_verb();
[[nodiscard]] std::unique_ptr<Verb> make_hot_spots_verb();
[[nodiscard]] std::unique_ptr<Verb> make_marker_add_verb();
[[nodiscard]] std::unique_ptr<Verb> make_marker_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_marker_remove_verb();
[[nodiscard]] std::unique_ptr<Verb> make_release_compare_verb();
[[nodiscard]] std::unique_ptr<Verb> make_release_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_release_make_verb();
[[nodiscard]] std::unique_ptr<Verb> make_release_reproduce_verb();
[[nodiscard]] std::unique_ptr<Verb> make_release_verify_verb();
[[nodiscard]] std::unique_ptr<Verb> make_release_withdraw_verb();
[[nodiscard]] std::unique_ptr<Verb> make_trend_verb();
[[nodiscard]] std::unique_ptr<Verb> make_wave_add_verb();
[[nodiscard]] std::unique_ptr<Verb> make_wave_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_wave_remove_verb();
[[nodiscard]] std::unique_ptr<Verb> make_weights_verb();
[[nodiscard]] std::unique_ptr<Verb> make_why_verb();
[[nodiscard]] std::unique_ptr<Verb> make_words_hold_verb();
[[nodiscard]] std::unique_ptr<Verb> make_words_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_words_redact_verb();
[[nodiscard]] std::unique_ptr<Verb> make_words_refuse_verb();
[[nodiscard]] std::unique_ptr<Verb> make_words_release_verb();

}  // namespace harmony::admin
