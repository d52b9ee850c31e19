#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/message.h"
#include "admin/cli/message_verbs.h"
#include "admin/store_secrets.h"
#include "base/text.h"
#include "sync/store_address.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t secret_cap = 4096;
constexpr std::size_t ref_bytes = 13;

CLI::App& server_group(CLI::App& app) {
    return word_group(message_group(app), "server", "The servers that messages go out by");
}

bool is_host(std::string_view host) {
    return !host.empty() && host.size() < 254 && host.front() != '-' && host.front() != '.' &&
           std::all_of(host.begin(), host.end(), [](char letter) {
               return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || letter == '.' || letter == '-' ||
                      letter == ':';
           });
}

/// The passphrase, proved by a key of the office: a slip would lock the password away.
Result<base::SecretText> proved_passphrase(Office& office, Desk& desk) {
    auto passphrase = desk.passphrase.known();
    if (passphrase) {
        if (const auto proof = office.publisher(*passphrase); !proof) {
            return proof.error();
        }
    }
    return passphrase;
}

Result<base::SecretText> read_secret(Desk& desk, const std::string& file) {
    Result<base::Bytes> bytes = desk.resources.files.read(file, secret_cap);
    if (!bytes) {
        return bytes.error().while_doing("reading " + file);
    }
    base::SecretText text(base::as_text(*bytes));
    std::fill(bytes->begin(), bytes->end(), std::byte{});
    return text;
}

/// A message to an officer, which no queue keeps.
Result<void> send_test(MessageWay& way, const std::string& to, Desk& desk) {
    Letter letter;
    letter.channel =
        to.find('@') == std::string::npos ? events::Channel::text : events::Channel::email;
    letter.to = base::SecretText(to);
    letter.language = "en";
    letter.subject = "Test message of Harmony";
    letter.text =
        "This is a test. When you read it, messages of Harmony reach you.\nNobody needs to answer.";
    letter.made = desk.resources.clock.now();
    base::Bytes drawn(ref_bytes);
    desk.resources.random.fill(drawn);
    const std::string ref = "H" + base::to_hex(drawn).substr(0, 25);
    const WayOutcome outcome = way.send(letter, ref, [] { return Result<void>{}; });
    switch (outcome.end) {
        case WayEnd::taken:
            desk.resources.terminal.print(
                fmt::format("The server took the test message for {}. Look whether it arrives, "
                            "also among junk.\n",
                            to));
            return {};
        case WayEnd::unknown:
            return Error{ErrorKind::unreachable,
                         outcome.said +
                             ". The test message may have been taken: look whether it "
                             "arrives"};
        default: return Error{ErrorKind::refused, outcome.said};
    }
}

/// `message server mail`: sets up the mail server.
class MailServerVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& mail = *server_group(app).add_subcommand(
            "mail", "Sets up the mail server; with --test, only when a test message goes out");
        mail.add_option("--host", host_, "Its name: mail.example.gov.uk")->required();
        mail.add_option("--port", port_, "587 (starttls) or 465 (implicit)");
        mail.add_option("--tls", tls_, "starttls or implicit; nothing goes out without TLS");
        mail.add_option("--from", from_, "The sender's address")->required();
        mail.add_option("--reply-to", reply_to_, "Where answers go, when elsewhere");
        mail.add_option(
            "--phone", phone_, "Number that residents may call, where an event has none");
        mail.add_option("--secret-file",
                        secret_file_,
                        "A file of two lines, in place of being asked: name, then password");
        mail.add_flag("--no-name", no_name_, "The server asks for no name and password");
        mail.add_option("--test", test_, "Sends a test message there first");
        mail.footer(
            "Example:\n  harmony-admin message server mail --host mail.example.gov.uk --port 587 "
            "--from events@example.gov.uk --test me@example.gov.uk");
        return mail;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<MailWay> way = asked_for();
        if (!way) {
            return way.error();
        }
        Result<sync::Credentials> credentials =
            no_name_ ? Result<sync::Credentials>(sync::Credentials{}) : named(desk);
        if (!credentials) {
            return credentials.error();
        }
        if (!test_.empty()) {
            const auto opened = open_mail_way(*way, *credentials, **office);
            if (Result<void> sent = send_test(*opened, test_, desk); !sent) {
                return sent.error().while_doing("nothing was kept");
            }
        }
        if (Result<void> kept = keep(*way, *credentials, **office, desk); !kept) {
            return kept.error();
        }
        desk.resources.terminal.print(
            fmt::format("Emails go out by {}. See what is due: harmony-admin message run "
                        "--dry-run\n",
                        host_));
        return Exit::done;
    }

private:
    [[nodiscard]] Result<MailWay> asked_for() const {
        if (tls_ != "starttls" && tls_ != "implicit") {
            return Error{ErrorKind::refused,
                         "--tls must be starttls or implicit: nothing goes out without TLS"};
        }
        if (!is_host(host_) || port_ == 0 || port_ > 65535) {
            return Error{ErrorKind::refused,
                         "--host must be the name of a computer, such as mail.example.gov.uk, and "
                         "--port a number from 1 to 65535"};
        }
        if (!sync::is_mail_address(from_) ||
            (!reply_to_.empty() && !sync::is_mail_address(reply_to_))) {
            return Error{ErrorKind::refused,
                         "--from and --reply-to must be addresses such as events@example.gov.uk"};
        }
        MailWay way;
        way.server = {
            host_, port_, tls_ == "implicit" ? sync::MailTls::implicit : sync::MailTls::starttls};
        way.from = from_;
        way.reply_to = reply_to_;
        way.named = !no_name_;
        return way;
    }

    [[nodiscard]] Result<sync::Credentials> named(Desk& desk) const {
        if (!secret_file_.empty()) {
            const auto text = read_secret(desk, secret_file_);
            return text ? sync::read_credentials(base::as_bytes(text->view()))
                              .while_doing("reading " + secret_file_)
                        : text.error();
        }
        const auto name = desk.resources.terminal.ask("Name at the mail server: ");
        auto secret = desk.resources.terminal.ask_secret("Password: ");
        if (!name || name->empty() || !secret || secret->empty()) {
            return Error{ErrorKind::absent,
                         "nobody typed a name and password. Name a file that holds them: "
                         "--secret-file FILE, or say --no-name"};
        }
        return sync::Credentials{base::SecretText(*name), std::move(*secret)};
    }

    [[nodiscard]] Result<void> keep(const MailWay& way,
                                    const sync::Credentials& credentials,
                                    Office& office,
                                    Desk& desk) const {
        auto settings = read_message_settings(desk.resources.files, office.folder());
        if (!settings) {
            return settings.error();
        }
        if (way.named) {
            const auto passphrase = proved_passphrase(office, desk);
            const auto kept = passphrase ? keep_store_secret(office,
                                                             secret_place(way.server),
                                                             credentials,
                                                             *passphrase,
                                                             desk.resources.files,
                                                             desk.resources.random)
                                         : Result<void>(passphrase.error());
            if (!kept) {
                return kept;
            }
        }
        settings->mail = way;
        settings->phone = phone_.empty() ? settings->phone : phone_;
        return keep_message_settings(*settings, desk.resources.files, office.folder());
    }

    std::string host_;
    unsigned port_ = 587;
    std::string tls_ = "starttls";
    std::string from_;
    std::string reply_to_;
    std::string phone_;
    std::string secret_file_;
    std::string test_;
    bool no_name_ = false;
};

/// `message server notify`: sets up GOV.UK Notify.
class NotifyServerVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& notify = *server_group(app).add_subcommand(
            "notify", "Sets up GOV.UK Notify for text messages, and for emails if you like");
        notify.add_option("--text-template", way_.text_template, "Id of the text template");
        notify.add_option("--email-template",
                          way_.email_template,
                          "Id of the email template; without it, emails go by the mail server");
        notify.add_option("--base", way_.base, "For tests: another address than Notify's")
            ->group("");
        notify.add_option(
            "--key-file", key_file_, "A file with the API key, in place of being asked");
        notify.add_option("--test", test_, "Sends a test message there first");
        notify.footer(
            "The templates hold ((message)) alone, and that of emails ((subject)) as subject.\n"
            "Example:\n  harmony-admin message server notify --text-template "
            "3fa1b0c2-0000-4000-8000-000000000001 --test 07700900000");
        return notify;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        if (way_.text_template.empty() && way_.email_template.empty()) {
            return Error{ErrorKind::refused,
                         "name a template: --text-template ID, --email-template ID, or both"};
        }
        const auto place = secret_place(way_);
        const Result<base::SecretText> key = place ? asked(desk) : place.error();
        if (!key) {
            return key.error();
        }
        const auto opened = open_notify_way(way_, key->view(), **office, desk.resources.clock);
        if (!opened) {
            return opened.error();
        }
        if (!test_.empty()) {
            if (Result<void> sent = send_test(**opened, test_, desk); !sent) {
                return sent.error().while_doing("nothing was kept");
            }
        }
        if (Result<void> kept = keep(*place, *key, **office, desk); !kept) {
            return kept.error();
        }
        desk.resources.terminal.print("GOV.UK Notify is set up.\n");
        return Exit::done;
    }

private:
    [[nodiscard]] Result<base::SecretText> asked(Desk& desk) const {
        if (!key_file_.empty()) {
            return read_secret(desk, key_file_);
        }
        auto key = desk.resources.terminal.ask_secret("API key: ");
        if (!key || key->empty()) {
            return Error{ErrorKind::absent,
                         "nobody typed a key. Name a file that holds it: --key-file FILE"};
        }
        return std::move(*key);
    }

    [[nodiscard]] Result<void> keep(const sync::WebAddress& place,
                                    const base::SecretText& key,
                                    Office& office,
                                    Desk& desk) const {
        auto settings = read_message_settings(desk.resources.files, office.folder());
        if (!settings) {
            return settings.error();
        }
        const auto passphrase = proved_passphrase(office, desk);
        if (!passphrase) {
            return passphrase.error();
        }
        const Result<void> kept = keep_store_secret(
            office,
            place,
            {base::SecretText("notify"), base::SecretText(base::trim(key.view()))},
            *passphrase,
            desk.resources.files,
            desk.resources.random);
        if (!kept) {
            return kept;
        }
        settings->notify = way_;
        return keep_message_settings(*settings, desk.resources.files, office.folder());
    }

    NotifyWay way_;
    std::string key_file_;
    std::string test_;
};

/// `message server show`: what is set up; no secrets.
class ShowServerVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& show = *server_group(app).add_subcommand("show", "Says what is set up");
        show.footer("Example:\n  harmony-admin message server show");
        return show;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto settings = read_message_settings(desk.resources.files, (*office)->folder());
        if (!settings) {
            return settings.error();
        }
        Terminal& terminal = desk.resources.terminal;
        if (settings->mail) {
            const MailWay& mail = *settings->mail;
            terminal.print(fmt::format(
                "Emails: by {} port {} ({}), from {}\n",
                mail.server.host,
                mail.server.port,
                mail.server.tls == sync::MailTls::implicit ? "implicit TLS" : "starttls",
                mail.from));
        }
        if (settings->notify) {
            terminal.print(fmt::format("GOV.UK Notify: {}{}\n",
                                       settings->notify->text_template.empty() ? "" : "texts ",
                                       settings->notify->email_template.empty() ? "" : "emails"));
        }
        if (!settings->mail && !settings->notify) {
            terminal.print("Nothing is set up. Begin with: harmony-admin message server mail\n");
        }
        return Exit::done;
    }
};

/// `message test ADDRESS`: a test message by what is set up.
class MessageTestVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& test = *message_group(app).add_subcommand(
            "test", "Sends a test message to an address or number of your own");
        test.add_option("TO", to_, "me@example.gov.uk or 07700900000")->required();
        test.footer("Example:\n  harmony-admin message test me@example.gov.uk");
        return test;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto settings = read_message_settings(desk.resources.files, (*office)->folder());
        if (!settings) {
            return settings.error();
        }
        const auto ways = open_ways(*settings, **office, desk);
        if (!ways) {
            return ways.error();
        }
        const bool email = to_.find('@') != std::string::npos;
        MessageWay* const way = email ? ways->for_email() : ways->notify.get();
        if (way == nullptr) {
            return Error{ErrorKind::absent,
                         email ? "no mail server is set up: harmony-admin message server mail"
                               : "nothing that sends texts is set up: harmony-admin message server "
                                 "notify"};
        }
        const Result<void> sent = send_test(*way, to_, desk);
        return sent ? Result<Exit>(Exit::done) : sent.error();
    }

private:
    std::string to_;
};

}  // namespace

std::unique_ptr<Verb> make_message_server_mail_verb() {
    return std::make_unique<MailServerVerb>();
}

std::unique_ptr<Verb> make_message_server_notify_verb() {
    return std::make_unique<NotifyServerVerb>();
}

std::unique_ptr<Verb> make_message_server_show_verb() {
    return std::make_unique<ShowServerVerb>();
}

std::unique_ptr<Verb> make_message_test_verb() {
    return std::make_unique<MessageTestVerb>();
}

}  // namespace harmony::admin
