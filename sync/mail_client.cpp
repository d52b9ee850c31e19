// What is known of a message follows from how far the talk with the server came:
//  1. Before RCPT nothing is wrong with the message: the server, its certificate, our name there.
//  2. From RCPT on the reply decides: 4xx later, 5xx never.
//  3. Before the last bytes are handed to libcurl the server cannot have it: the end of a message
//     is a line with a dot, which libcurl writes after them.
//  4. After that, no reply means that nobody knows.
//  A fresh connection each time: what libcurl repeats by itself on an old one is not for mail.
#include "sync/mail_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/text.h"

namespace harmony::sync {
namespace {

using base::Result;

constexpr std::size_t longest_address = 254;
constexpr std::size_t longest_reply = 200;
constexpr std::size_t piece = 16384;

struct EndCurl {
    void operator()(CURL* curl) const noexcept { curl_easy_cleanup(curl); }
};
struct FreeList {
    void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

enum class Stage { none, greeting, hello, starttls, name, from, to, data, body };

constexpr std::array<std::pair<std::string_view, Stage>, 7> verbs = {{{"EHLO", Stage::hello},
                                                                      {"HELO", Stage::hello},
                                                                      {"STARTTLS", Stage::starttls},
                                                                      {"AUTH", Stage::name},
                                                                      {"MAIL", Stage::from},
                                                                      {"RCPT", Stage::to},
                                                                      {"DATA", Stage::data}}};

/// The talk with the server, as far as it came, and what still has to be sent.
struct Talk {
    base::ByteView message;
    std::size_t sent = 0;
    const std::function<Result<void>()>* before_end = nullptr;
    bool ending = false;     ///< the last bytes were handed over
    bool kept_back = false;  ///< `before_end` said no
    bool over = false;       ///< we said goodbye
    Stage stage = Stage::none;
    int code = 0;  ///< of the last reply in this stage
    std::string reply;
};

std::size_t give(char* to, std::size_t, std::size_t room, void* from) {
    auto& talk = *static_cast<Talk*>(from);
    const std::size_t left = talk.message.size() - talk.sent;
    const std::size_t count = std::min({left, room, piece});
    if (count == left && !talk.ending) {
        if (const Result<void> ready = (*talk.before_end)(); !ready) {
            talk.kept_back = true;
            return CURL_READFUNC_ABORT;
        }
        talk.ending = true;
    }
    const auto part = talk.message.subspan(talk.sent, count);
    std::transform(part.begin(), part.end(), to, [](std::byte byte) {
        return static_cast<char>(std::to_integer<unsigned char>(byte));
    });
    talk.sent += count;
    return count;
}

std::size_t swallow(const char*, std::size_t, std::size_t size, void*) {
    return size;
}

void hear(Talk& talk, std::string_view line) {
    int code = 0;
    const auto [end, fault] = std::from_chars(line.data(), line.data() + line.size(), code);
    if (fault != std::errc{} || end != line.data() + 3 || talk.over) {
        return;
    }
    talk.code = code;
    talk.reply = base::trim(line);
    if (talk.stage == Stage::none) {
        talk.stage = Stage::greeting;
    } else if (talk.stage == Stage::data && code == 354) {
        talk.stage = Stage::body;
        talk.code = 0;
        talk.reply.clear();
    }
}

void say(Talk& talk, std::string_view line) {
    // libcurl says goodbye after a refusal as well: what counts is what came before.
    talk.over = talk.over || line.starts_with("QUIT");
    for (const auto& [verb, stage] : verbs) {
        if (!talk.over && line.starts_with(verb)) {
            talk.stage = stage;
            talk.code = 0;
            talk.reply.clear();
            return;
        }
    }
}

/// libcurl tells what goes over the line; of what we say only the verb is looked at, never a name
/// or password.
int listen(CURL*, curl_infotype type, char* data, std::size_t size, void* to) {
    auto& talk = *static_cast<Talk*>(to);
    if (type == CURLINFO_HEADER_IN) {
        hear(talk, {data, size});
    } else if (type == CURLINFO_HEADER_OUT) {
        say(talk, {data, size});
    }
    return 0;
}

/// A reply as it may be shown: one line, no control characters.
std::string shown(std::string_view reply) {
    std::string text;
    for (const char letter : reply.substr(0, longest_reply)) {
        const auto byte = static_cast<unsigned char>(letter);
        text += byte < 0x20 || byte >= 0x7f ? '?' : letter;
    }
    return text;
}

/// Of `550 5.1.1 <a@b.example> unknown` the code and the enhanced code: what says nothing of whom.
std::string bare(const Talk& talk) {
    if (talk.code == 0) {
        return "no reply";
    }
    std::string text = std::to_string(talk.code);
    const std::vector<std::string> words =
        base::words(talk.reply.substr(std::min<std::size_t>(talk.reply.size(), 4)));
    const bool enhanced = !words.empty() && words[0].size() >= 5 && words[0].size() <= 9 &&
                          words[0].find_first_not_of("0123456789.") == std::string::npos;
    return enhanced ? text + ' ' + words[0] : text;
}

class CurlMail final : public MailClient {
public:
    CurlMail(MailServer server, const MailOptions& options, const Credentials& credentials)
        : server_(std::move(server)), options_(options), credentials_(credentials) {}

    [[nodiscard]] MailOutcome send(const MailEnvelope& envelope,
                                   base::ByteView message,
                                   const std::function<Result<void>()>& before_end) override {
        if (!is_mail_address(envelope.from)) {
            return {MailEnd::server,
                    0,
                    "the sender's address is none that a mail server takes: set it with `message "
                    "server mail`",
                    "sender's address"};
        }
        if (!is_mail_address(envelope.to)) {
            return {MailEnd::refused,
                    0,
                    "the address is none that a mail server takes",
                    "no such address"};
        }
        Talk talk;
        talk.message = message;
        talk.before_end = &before_end;
        curl_.reset(curl_easy_init());
        base::promise(curl_ != nullptr, "libcurl starts");
        const std::unique_ptr<curl_slist, FreeList> to(
            curl_slist_append(nullptr, ('<' + envelope.to + '>').c_str()));
        set_up(talk);
        set(CURLOPT_MAIL_FROM, ('<' + envelope.from + '>').c_str());
        set(CURLOPT_MAIL_RCPT, to.get());
        const CURLcode code = curl_easy_perform(curl_.get());
        curl_.reset();
        return judge(code, talk);
    }

private:
    template <typename Value>
    void set(CURLoption option, Value value) {
        base::promise(curl_easy_setopt(curl_.get(), option, value) == CURLE_OK,
                      "libcurl knows its options");
    }

    void set_up(Talk& talk) {
        const bool implicit = server_.tls == MailTls::implicit;
        const std::string host =
            server_.host.find(':') == std::string::npos ? server_.host : '[' + server_.host + ']';
        const std::string url =
            (implicit ? "smtps://" : "smtp://") + host + ':' + std::to_string(server_.port) + '/';
        set(CURLOPT_URL, url.c_str());
        set(CURLOPT_PROTOCOLS_STR, implicit ? "smtps" : "smtp");
        set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
        set(CURLOPT_SSL_VERIFYPEER, 1L);
        set(CURLOPT_SSL_VERIFYHOST, 2L);
        if (!options_.ca_file.empty()) {
            set(CURLOPT_CAINFO, options_.ca_file.c_str());
            set(CURLOPT_CAPATH, "/etc/ssl/certs");
        }
        set(CURLOPT_NOPROXY, "*");  // proxies of the web do not carry mail
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_FRESH_CONNECT, 1L);
        set(CURLOPT_FORBID_REUSE, 1L);
        set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options_.connect.count()));
        set(CURLOPT_SERVER_RESPONSE_TIMEOUT, server_seconds());
        set(CURLOPT_TIMEOUT_MS, static_cast<long>(options_.whole.count()));
        set(CURLOPT_UPLOAD, 1L);
        set(CURLOPT_READFUNCTION, &give);
        set(CURLOPT_READDATA, &talk);
        set(CURLOPT_WRITEFUNCTION, &swallow);
        set(CURLOPT_VERBOSE, 1L);
        set(CURLOPT_DEBUGFUNCTION, &listen);
        set(CURLOPT_DEBUGDATA, &talk);
        if (!credentials_.empty()) {
            base::SecretText name(credentials_.name.view());
            base::SecretText secret(credentials_.secret.view());
            name.append({"\0", 1});
            secret.append({"\0", 1});
            set(CURLOPT_USERNAME, name.view().data());
            set(CURLOPT_PASSWORD, secret.view().data());
        }
    }

    [[nodiscard]] long server_seconds() const {
        return std::max(1L, static_cast<long>(options_.whole.count() / 1000));
    }

    [[nodiscard]] MailOutcome judge(CURLcode code, const Talk& talk) const {
        if (code == CURLE_OK) {
            return {MailEnd::taken, talk.code, named() + " took it", "taken"};
        }
        if (talk.kept_back) {
            return {MailEnd::later, 0, "it could not be written down, so it was kept back", "kept"};
        }
        const int hundreds = talk.code / 100;
        const bool answered =
            talk.stage == Stage::to || talk.stage == Stage::data || talk.stage == Stage::body;
        if (!answered) {
            return {MailEnd::server, talk.code, way_sentence(code, talk), bare(talk)};
        }
        if (hundreds == 4 || hundreds == 5) {
            const bool again = hundreds == 4;
            return {
                again ? MailEnd::later : MailEnd::refused,
                talk.code,
                named() + (again ? " asks to try later: " : " refuses it: ") + shown(talk.reply),
                bare(talk)};
        }
        if (talk.ending && talk.stage == Stage::body) {
            return {MailEnd::no_answer,
                    0,
                    named() + " did not say whether it took the message",
                    "no reply after the message"};
        }
        return {MailEnd::later, 0, named() + " broke the line before the end", "the line broke"};
    }

    [[nodiscard]] std::string named() const { return "the mail server " + server_.host; }

    [[nodiscard]] std::string way_sentence(CURLcode code, const Talk& talk) const {
        switch (code) {
            case CURLE_COULDNT_RESOLVE_HOST:
                return named() +
                       " was not found. Is its name right, and this computer on the "
                       "network?";
            case CURLE_COULDNT_CONNECT:
                return named() + " does not answer on port " + std::to_string(server_.port) +
                       ". Ask who runs it which port takes mail: 587 (starttls) or 465 (implicit)";
            case CURLE_PEER_FAILED_VERIFICATION:
                return "whoever answers as " + server_.host +
                       " cannot prove it: its certificate is not one that this computer trusts. "
                       "Nothing was sent. If the council has a certificate authority of its own, "
                       "name its file with --ca-file";
            case CURLE_USE_SSL_FAILED:
                return named() + " offers no encryption on port " + std::to_string(server_.port) +
                       ". Nothing was sent. Ask who runs it for a port with TLS";
            case CURLE_SSL_CACERT_BADFILE:
                return "the file of the council's own certificates cannot be read: name it again "
                       "with --ca-file";
            case CURLE_SSL_CONNECT_ERROR:
                return named() + " speaks no safe TLS on port " + std::to_string(server_.port) +
                       ". Is it the right port for " +
                       (server_.tls == MailTls::implicit ? "implicit" : "starttls") + "?";
            case CURLE_LOGIN_DENIED:
                return named() + " does not take our name and password" + said_so(talk) +
                       ". Set them again: harmony-admin message server mail";
            default: break;
        }
        if (talk.stage == Stage::from && talk.code / 100 == 5) {
            return named() + " does not let us send from this address" + said_so(talk) +
                   ". Ask who runs it which address may be used";
        }
        if (code == CURLE_OPERATION_TIMEDOUT) {
            return named() + " answers too slowly. Try again later";
        }
        return (talk.code == 0 ? named() + " broke the line" : named() + " cannot take mail now") +
               said_so(talk) + ". Try again later";
    }

    [[nodiscard]] static std::string said_so(const Talk& talk) {
        return talk.reply.empty() ? std::string() : " (it says: " + shown(talk.reply) + ")";
    }

    MailServer server_;
    MailOptions options_;
    Credentials credentials_;
    std::unique_ptr<CURL, EndCurl> curl_;
};

}  // namespace

bool is_mail_address(std::string_view text) {
    const std::size_t at = text.find('@');
    if (text.size() > longest_address || at == std::string_view::npos || at == 0 || at > 64 ||
        text.find('@', at + 1) != std::string_view::npos || !base::is_utf8(text)) {
        return false;
    }
    const std::string_view domain = text.substr(at + 1);
    const bool dotted = domain.find('.') != std::string_view::npos && domain.front() != '.' &&
                        domain.back() != '.' && domain.front() != '-';
    const bool visible = std::all_of(text.begin(), text.end(), [](char letter) {
        const auto byte = static_cast<unsigned char>(letter);
        return byte > 0x20 && byte != 0x7f;
    });
    return dotted && visible && text.front() != '-' &&
           text.find_first_of("<>()[]\\,;:\"") == std::string_view::npos;
}

std::unique_ptr<MailClient> make_mail_client(const MailServer& server,
                                             const MailOptions& options,
                                             const Credentials& credentials) {
    return std::make_unique<CurlMail>(server, options, credentials);
}

}  // namespace harmony::sync
