// Mail goes to real servers (aiosmtpd, Exim) and to some that are no good. What is known of a
// message afterwards is compared with what the server has.
#include "sync/mail_client.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "support/message_server.h"

using namespace harmony;
using namespace harmony::tests;
using Kind = MessageServer::Kind;
using sync::MailEnd;

namespace {

const std::string mail =
    "From: <events@example.org>\r\nTo: <somebody@example.com>\r\nSubject: A test\r\n\r\nHello\r\n"
    ".\r\nMAIL FROM:<not@a.command>\r\n";

sync::Credentials office(std::string_view password = "a password") {
    return {base::SecretText("office"), base::SecretText(password)};
}

/// An office's way to one of the servers.
struct Way {
    explicit Way(const MessageServer& server, sync::Credentials credentials = office()) {
        to = {"127.0.0.1", server.port(), sync::MailTls::starttls};
        options.ca_file = server.ca();
        options.connect = std::chrono::seconds{2};
        options.whole = std::chrono::seconds{2};
        names = std::move(credentials);
    }

    sync::MailOutcome send(const std::string& recipient,
                           const std::string& from = "events@example.org") {
        ending = false;
        return sync::make_mail_client(to, options, names)
            ->send({from, recipient}, base::as_bytes(mail), [&]() -> base::Result<void> {
                ending = true;
                return {};
            });
    }

    sync::MailServer to;
    sync::MailOptions options;
    sync::Credentials names;
    bool ending = false;  ///< the last bytes were announced
};

}  // namespace

TEST_CASE("mail goes out inside TLS, with a name and password, as it is",
          "[sync][mail][servers][E8]") {
    const Kind kind = GENERATE(Kind::starttls, Kind::implicit);
    const MessageServer server(kind);
    Way way(server);
    way.to.tls = kind == Kind::implicit ? sync::MailTls::implicit : sync::MailTls::starttls;
    const auto outcome = way.send("somebody@example.com");
    INFO(outcome.said);
    CHECK(outcome.end == MailEnd::taken);
    CHECK(outcome.code == 250);
    CHECK(way.ending);
    // Lines that begin with a dot, or look like commands, arrive as text (RFC 5321, 4.5.2).
    CHECK(server.taken() == std::vector<std::string>{mail});
    const auto talk = server.lines_of("talk.log");
    REQUIRE(talk.size() == 2);
    const auto heard = nlohmann::json::parse(talk[0]);
    CHECK(heard["rcpt"] == "somebody@example.com");
    CHECK(heard["tls"] == true);
    CHECK(heard["user"] == true);
}

TEST_CASE("Exim takes mail, and says who is not there", "[sync][mail][servers][E8]") {
    if (!MessageServer::installed(Kind::exim)) {
        WARN("Exim is not installed: exim4-daemon-light");
        return;
    }
    const MessageServer server(Kind::exim);
    Way way(server);
    way.options.whole = std::chrono::seconds{10};
    const auto outcome = way.send("somebody@example.com");
    INFO(outcome.said);
    CHECK(outcome.end == MailEnd::taken);
    const auto nobody = way.send("nobody@example.com");
    CHECK(nobody.end == MailEnd::refused);
    CHECK(nobody.code == 550);
    CHECK(way.send("busy@example.com").end == MailEnd::later);
    Way wrong(server, office("another"));
    wrong.options.whole = std::chrono::seconds{10};
    CHECK(wrong.send("somebody@example.com").end == MailEnd::server);
}

TEST_CASE("what a server says decides what becomes of a message", "[sync][mail][servers]") {
    const MessageServer server(Kind::starttls);
    Way way(server);
    struct Case {
        const char* to;
        MailEnd end;
        int code;
        bool ending;
        std::size_t taken;
        const char* note;
    };
    const Case one = GENERATE(
        Case{"nobody@example.com", MailEnd::refused, 550, false, 0, "550 5.1.1"},
        Case{"busy@example.com", MailEnd::later, 451, false, 0, "451 4.3.0"},
        Case{"later@example.com", MailEnd::later, 452, true, 0, "452 4.2.2"},
        Case{"refused@example.com", MailEnd::refused, 554, true, 0, "554 5.7.1"},
        Case{"lost@example.com", MailEnd::no_answer, 0, true, 0, "no reply after the message"},
        Case{"unsaid@example.com", MailEnd::no_answer, 0, true, 1, "no reply after the message"},
        Case{"slow@example.com", MailEnd::no_answer, 0, true, 0, "no reply after the message"});
    const auto outcome = way.send(one.to);
    INFO(one.to << ": " << outcome.said);
    CHECK(outcome.end == one.end);
    CHECK(outcome.code == one.code);
    CHECK(way.ending == one.ending);
    CHECK(server.taken().size() == one.taken);
    CHECK(outcome.note == one.note);
    CHECK(outcome.note.find("example.com") == std::string::npos);
    CHECK(outcome.said.find("127.0.0.1") != std::string::npos);
}

TEST_CASE("a server that is no good costs no message, and nothing goes out in the clear",
          "[sync][mail][servers]") {
    const Kind kind = GENERATE(Kind::bare, Kind::closes, Kind::greets554, Kind::mute);
    const MessageServer server(kind);
    Way way(server);
    const auto outcome = way.send("somebody@example.com");
    INFO(outcome.said);
    CHECK(outcome.end == MailEnd::server);
    CHECK_FALSE(way.ending);
    CHECK(server.taken().empty());
    CHECK(server.lines_of("talk.log").empty());
    if (kind == Kind::bare) {
        CHECK(outcome.said.find("offers no encryption") != std::string::npos);
    }
    if (kind == Kind::greets554) {
        CHECK(outcome.said.find("no mail is taken today") != std::string::npos);
    }
}

TEST_CASE("a server that cannot prove who it is gets nothing", "[sync][mail][servers][S3]") {
    const MessageServer server(Kind::starttls);
    Way way(server);
    SECTION("signed by another root") {
        way.options.ca_file.clear();
    }
    SECTION("under another name") {
        way.to.host = "127.0.0.2";
    }
    const auto outcome = way.send("somebody@example.com");
    INFO(outcome.said);
    CHECK(outcome.end == MailEnd::server);
    CHECK(server.lines_of("talk.log").empty());
}

TEST_CASE("a wrong password is said, and never shown", "[sync][mail][servers]") {
    const MessageServer server(Kind::starttls);
    Way way(server, office("wrong secret"));
    const auto outcome = way.send("somebody@example.com");
    CHECK(outcome.end == MailEnd::server);
    CHECK(outcome.said.find("name and password") != std::string::npos);
    CHECK(outcome.said.find("wrong secret") == std::string::npos);
    CHECK(outcome.said.find("d3JvbmcgIHNlY3JldA") == std::string::npos);
}

TEST_CASE("what cannot be written down is kept back before the server has it",
          "[sync][mail][servers]") {
    const MessageServer server(Kind::starttls);
    Way way(server);
    const auto outcome =
        sync::make_mail_client(way.to, way.options, way.names)
            ->send({"events@example.org", "somebody@example.com"},
                   base::as_bytes(mail),
                   []() -> base::Result<void> {
                       return base::Error{base::ErrorKind::full, "the disk is full"};
                   });
    CHECK(outcome.end == MailEnd::later);
    CHECK(server.taken().empty());
}

TEST_CASE("an address that could begin another command is none", "[sync][mail]") {
    for (const char* const bad : {"",
                                  "somebody",
                                  "a@b",
                                  "@example.com",
                                  "a@b@example.com",
                                  "a b@example.com",
                                  "a@example.com\r\nRCPT TO:<b@example.com>",
                                  "a@example.com\nBcc: b@example.com",
                                  "<a@example.com>",
                                  "a,b@example.com",
                                  "\"a\"@example.com",
                                  "a@example.com> SIZE=1",
                                  "-a@example.com",
                                  "a@.example.com",
                                  "a\x7f@example.com"}) {
        INFO(bad);
        CHECK_FALSE(sync::is_mail_address(bad));
    }
    CHECK_FALSE(sync::is_mail_address(std::string("a\0b@example.com", 15)));
    CHECK_FALSE(sync::is_mail_address(std::string(65, 'a') + "@example.com"));
    CHECK(sync::is_mail_address("o'neil+events@mail.example.com"));
    CHECK(sync::is_mail_address("someone@example.com"));
}
