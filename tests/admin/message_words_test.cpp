// Words, emails, references and tokens of messages: everything that needs no server.
#include "admin/messages/message_words.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "admin/messages/letter.h"
#include "admin/messages/mail_text.h"
#include "admin/messages/notify_token.h"
#include "admin/messages/outbox.h"
#include "admin/shipped_assets.h"
#include "base/text.h"
#include "support/temporary_folder.h"
#include "sync/crypto.h"

using namespace harmony;
using events::Channel;
using events::MessageKind;

namespace {

const base::Moment now =
    std::chrono::sys_days{std::chrono::year{2026} / 3 / 30} + std::chrono::hours{12};

struct Phrases {
    base::SeededRandom random{1};
    base::RealFiles files{random};
    admin::MessagePhrases phrases{files, HARMONY_SOURCE_DIR "/assets/phrases"};

    admin::WordedMessage say(const admin::MessageMatter& matter,
                             const std::string& language = "en",
                             Channel channel = Channel::email) {
        return admin::word_message(matter, **phrases.of(language), **phrases.of("en"), channel);
    }
};

admin::MessageMatter meeting(MessageKind kind) {
    admin::MessageMatter matter;
    matter.kind = kind;
    matter.organiser = "Example Council";
    matter.title = {{"en", "Spring meeting"}, {"pl", "Spotkanie"}};
    matter.start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 31} + std::chrono::hours{17};
    matter.today = std::chrono::sys_days{std::chrono::year{2026} / 3 / 30};
    matter.venue = "Library, High Street";
    matter.code = 482'917'360;
    matter.contact = "01632 960001";
    matter.by = std::chrono::sys_days{std::chrono::year{2026} / 3 / 31};
    return matter;
}

admin::Letter letter_to(const std::string& to, const std::string& subject) {
    admin::Letter letter;
    letter.to = base::SecretText(to);
    letter.language = "en";
    letter.subject = subject;
    letter.text = "One line\nAnother <line> & more";
    letter.made = now;
    return letter;
}

const admin::MailHead head = {
    "Example Council",
    "events@example.org",
    "",
    "HREF",
};

}  // namespace

TEST_CASE("messages say what the design of events says", "[admin][messages]") {
    // events.md 11.5; the clock shows 18:00 in summer time for 17:00 UTC.
    Phrases at;
    CHECK(at.say(meeting(MessageKind::confirmation), "en", Channel::text).text ==
          "Example Council: your space at Spring meeting, Tuesday 31 March 2026, 18:00, Library, "
          "High Street. Number 482 917 360. Cannot come? Tell us: 01632 960001.");
    CHECK(at.say(meeting(MessageKind::waiting), "en", Channel::text).text ==
          "Example Council: you are on the waiting list for Spring meeting, 31 March 2026. We will "
          "tell you by 31 March 2026.");
    CHECK(at.say(meeting(MessageKind::reminder), "en", Channel::text).text ==
          "Example Council: tomorrow 18:00, Spring meeting, Library, High Street. Number 482 917 "
          "360.");
    admin::MessageMatter off = meeting(MessageKind::cancelled);
    off.reason = {{"en", "The hall is closed."}};
    off.next = {std::chrono::sys_days{std::chrono::year{2026} / 4 / 7}};
    CHECK(at.say(off, "en", Channel::text).text ==
          "Example Council: Spring meeting on 31 March 2026 is cancelled. The hall is closed. Next "
          "dates: 7 April 2026.");
    CHECK(at.say(off).subject == "Cancelled: Spring meeting, 31 March 2026");
    admin::MessageMatter today = meeting(MessageKind::reminder);
    today.today = *base::day_from_iso("2026-03-31");
    CHECK(at.say(today, "en", Channel::text).text.find("today 18:00") != std::string::npos);
    admin::MessageMatter bare = meeting(MessageKind::confirmation);
    bare.venue.clear();
    bare.contact.clear();
    CHECK(
        at.say(bare, "en", Channel::text)
            .text.find(
                "18:00. Number 482 917 360. Cannot come? Tell us: on any of our screens, with your "
                "number.") != std::string::npos);
}

TEST_CASE("a message is in the resident's language, and a draft says so", "[admin][messages]") {
    Phrases at;
    const auto polish = at.say(meeting(MessageKind::confirmation), "pl");
    CHECK(polish.text.find("masz miejsce na Spotkanie") != std::string::npos);
    CHECK(polish.draft);
    CHECK_FALSE(at.say(meeting(MessageKind::confirmation), "en").draft);
    // A language that has no catalogue is served in English.
    CHECK(at.say(meeting(MessageKind::waiting), "xx").text ==
          at.say(meeting(MessageKind::waiting), "en").text);
}

TEST_CASE("every kind has words in every language, with nothing left open", "[admin][messages]") {
    Phrases at;
    for (const char* code : {"en", "pl", "ro", "ur", "ar", "fa", "ckb", "pa"}) {
        for (int kind = 1; kind <= 13; ++kind) {
            admin::MessageMatter matter = meeting(static_cast<MessageKind>(kind));
            matter.expires = matter.today;
            matter.made_on = matter.today;
            matter.topic = kind == 10   ? "msg.case.rubbish"
                           : kind == 11 ? "msg.step.seen"
                                        : "msg.topic.other";
            matter.told = "Done";
            const auto said = at.say(matter, code);
            INFO(code << ' ' << kind << ": " << said.subject << " / " << said.text);
            CHECK(said.text.size() > 20);
            CHECK(admin::unfilled(said.text).empty());
            CHECK(admin::unfilled(said.subject).empty());
            CHECK_FALSE(said.subject.empty());
        }
    }
}

TEST_CASE("a text message is kept to two parts", "[admin][messages]") {
    // 3GPP TS 23.038: the pound sign is of the first table, the euro of the second.
    CHECK(admin::text_size("abc£") == admin::TextSize{4, true});
    CHECK(admin::text_size("€[") == admin::TextSize{4, true});
    CHECK(admin::text_size("ą") == admin::TextSize{1, false});
    CHECK(admin::text_size("😀") == admin::TextSize{2, false});
    Phrases at;
    admin::MessageMatter matter = meeting(MessageKind::confirmation);
    matter.title = {{"en", ""}};
    for (int word = 0; word < 60; ++word) {
        matter.title["en"] += "meeting ";
    }
    const auto said = at.say(matter, "en", Channel::text);
    CHECK(admin::text_size(said.text).fits());
    CHECK(said.text.find("meeting.., Tuesday") != std::string::npos);
    CHECK(said.text.find("482 917 360") != std::string::npos);
}

TEST_CASE("no value can begin a line of an email's head", "[admin][messages][E8]") {
    base::SeededRandom random(11);
    int refused = 0;
    for (int number = 0; number < 200; ++number) {
        std::string name = "Town ";
        for (std::uint64_t length = random.below(120); length > 0; --length) {
            const char letters[] = "\r\n\0 :<>\"=?.@;,()\\\tAZaz\xc3\xa9";
            const auto at = random.below(sizeof(letters) - 3);
            name += at == sizeof(letters) - 4 ? std::string("é") : std::string(1, letters[at]);
        }
        admin::MailHead hostile = head;
        admin::Letter letter = letter_to("a@example.com", "A subject");
        (number % 2 == 0 ? hostile.from_name : letter.subject) = name + "\r\nBcc: x@example.com";
        if (number % 4 >= 2) {
            auto& value = number % 2 == 0 ? hostile.from_name : letter.subject;
            for (char& one : value) {
                const auto byte = static_cast<unsigned char>(one);
                one = byte < 0x20 || byte == 0x7f ? ' ' : one;
            }
        }
        const auto mail = admin::mail_text(letter, hostile);
        if (!mail) {
            ++refused;
            continue;
        }
        const std::string top = mail->substr(0, mail->find("\r\n\r\n"));
        CHECK(top.find("\r\nBcc") == std::string::npos);
        std::set<std::string> names;
        for (const std::string& line : base::split(top, '\n')) {
            CHECK(line.size() <= 78);
            if (line[0] != ' ') {
                names.insert(line.substr(0, line.find(':')));
            }
        }
        CHECK(names == std::set<std::string>{"Date",
                                             "From",
                                             "To",
                                             "Subject",
                                             "Message-ID",
                                             "Content-Language",
                                             "Auto-Submitted",
                                             "MIME-Version",
                                             "Content-Type"});
    }
    CHECK(refused == 100);
}

TEST_CASE("an email is read back by another program as it was written", "[admin][messages][E8]") {
    const tests::TemporaryFolder folder;
    admin::Letter letter = letter_to("somebody@example.com", "بہار کا اجلاس، 20 اپریل 2026");
    letter.language = "ur";
    letter.text = "پہلی سطر\nدوسری <سطر>";
    letter.english = "First line\nSecond <line>";
    letter.calendar =
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nMETHOD:PUBLISH\r\nEND:VCALENDAR\r\n";
    admin::MailHead named = head;
    named.from_name = "Rada Miasta Łódź, wydział \"imprez\"";
    named.reply_to = "answers@example.org";
    const auto mail = admin::mail_text(letter, named);
    REQUIRE(mail.ok());
    CHECK(*mail == *admin::mail_text(letter, named));
    std::ofstream(folder.path() / "mail.eml", std::ios::binary) << *mail;
    const std::string out = (folder.path() / "mail.json").string();
    const std::string command = std::string("/usr/bin/python3 ") + HARMONY_SOURCE_DIR +
                                "/tests/admin/read_mail.py " +
                                (folder.path() / "mail.eml").string() + " > " + out;
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream in(out);
    const auto read = nlohmann::json::parse(in);
    CHECK(read["subject"] == letter.subject);
    CHECK(read["from"] == nlohmann::json::array({named.from_name, "events@example.org"}));
    CHECK(read["to"] == "somebody@example.com");
    CHECK(read["message_id"] == "<HREF@example.org>");
    CHECK(read["date"] == "2026-03-30T12:00:00+00:00");
    CHECK(read["plain"] == letter.text + "\n\n-- \n" + letter.english + "\n");
    CHECK(read["html"].get<std::string>().find("dir=\"rtl\"") != std::string::npos);
    CHECK(read["html"].get<std::string>().find("Second &lt;line&gt;") != std::string::npos);
    CHECK(read["calendar"] == letter.calendar);
    CHECK(read["calendar_method"] == "PUBLISH");
    CHECK(read["defects"] == 0);
}

TEST_CASE("a letter is sealed, and opened by the contact key alone", "[admin][messages][E7]") {
    // Without a trust document at hand the round trip is of the verbs' test; here: its reading.
    CHECK(admin::open_letter(base::Bytes(10), base::OrgId{}, {}).error().kind ==
          base::ErrorKind::unreadable);
}

TEST_CASE("the token of GOV.UK Notify is that of their documentation", "[admin][messages][E8]") {
    // Vector of events.md 11.3.
    const auto key = admin::read_notify_key(
        "my-key-name-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0\n");
    REQUIRE(key.ok());
    CHECK(key->service == "26785a09-ab16-4eb0-8407-a37497a57506");
    CHECK(key->secret.view() == "3d844edf-8d35-48ac-975b-e847b4f122b0");
    CHECK(admin::notify_token(*key, base::Moment{std::chrono::seconds{1568818578}}) ==
          "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9."
          "eyJpc3MiOiIyNjc4NWEwOS1hYjE2LTRlYjAtODQwNy1hMzc0OTdhNTc1MDYiLCJpYXQiOjE1Njg4MTg1Nzh9."
          "YT_aQYNif0l3HaPwy62Cj9g0qsYzjnj1K5pLwkELiFw");
    CHECK_FALSE(admin::read_notify_key("a-key").ok());
    CHECK_FALSE(admin::read_notify_key("26785a09-ab16-4eb0-8407-a37497a57506-"
                                       "3d844edf-8d35-48ac-975b-e847b4f122b0")
                    .ok());
}

TEST_CASE("a reference is the same each time and another for each message", "[admin][messages]") {
    base::SeededRandom random(5);
    std::set<std::string> refs;
    for (int number = 0; number < 500; ++number) {
        events::MessageKey key;
        key.subject = events::SubjectId::random(random);
        key.kind = static_cast<MessageKind>(1 + number % 14);
        key.sequence = random.next_u64();
        for (const Channel channel : {Channel::call, Channel::text, Channel::email}) {
            const std::string ref = admin::message_ref(key, channel);
            CHECK(ref == admin::message_ref(key, channel));
            CHECK(ref.size() == 26);
            CHECK(ref[0] == 'H');
            CHECK(ref.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567") == std::string::npos);
            refs.insert(ref);
        }
        key.sequence += 1;
        refs.insert(admin::message_ref(key, Channel::email));
    }
    CHECK(refs.size() == 2000);
}

TEST_CASE("quiet hours hold all but a cancellation within 24 hours", "[admin][messages][E8]") {
    // Both days on which the clocks change: 2026-03-29 (22:30 is 21:30 UTC) and 2026-10-25.
    const auto at = [](const char* day, int hours, int minutes) {
        return base::Moment{*base::day_from_iso(day) + std::chrono::hours{hours} +
                            std::chrono::minutes{minutes}};
    };
    CHECK(admin::may_go_out(MessageKind::confirmation, {}, at("2026-03-28", 23, 0)) ==
          at("2026-03-29", 7, 0));
    CHECK(admin::may_go_out(MessageKind::confirmation, {}, at("2026-10-24", 22, 0)) ==
          at("2026-10-25", 8, 0));
    CHECK(admin::may_go_out(MessageKind::reminder, {}, at("2026-03-29", 7, 0)) ==
          at("2026-03-29", 7, 0));
    const auto night = at("2026-03-28", 23, 0);
    CHECK(admin::may_go_out(MessageKind::cancelled, night + std::chrono::hours{20}, night) ==
          night);
    CHECK(admin::may_go_out(MessageKind::cancelled, night + std::chrono::hours{25}, night) ==
          at("2026-03-29", 7, 0));
    CHECK(admin::may_go_out(MessageKind::changed, night + std::chrono::hours{20}, night) ==
          at("2026-03-29", 7, 0));
}
