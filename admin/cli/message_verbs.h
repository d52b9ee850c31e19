#pragma once

#include <memory>

#include "admin/cli/verb.h"

// The verbs `message ...`. Not a public header.
namespace harmony::admin {

[[nodiscard]] std::unique_ptr<Verb> make_message_called_verb();
[[nodiscard]] std::unique_ptr<Verb> make_message_drop_verb();
[[nodiscard]] std::unique_ptr<Verb> make_message_list_verb();
[[nodiscard]] std::unique_ptr<Verb> make_message_retry_verb();
[[nodiscard]] std::unique_ptr<Verb> make_message_run_verb();
[[nodiscard]] std::unique_ptr<Verb> make_message_server_mail_verb();
[[nodiscard]] std::unique_ptr<Verb> make_message_server_notify_verb();
[[nodiscard]] std::unique_ptr<Verb> make_message_server_show_verb();
[[nodiscard]] std::unique_ptr<Verb> make_message_show_verb();
[[nodiscard]] std::unique_ptr<Verb> make_message_take_over_verb();
[[nodiscard]] std::unique_ptr<Verb> make_message_test_verb();

}  // namespace harmony::admin
