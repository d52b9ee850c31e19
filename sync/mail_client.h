#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/error.h"
#include "sync/http_client.h"

namespace harmony::sync {

/// How TLS begins on a mail server. There is no third way: nothing is sent in the clear.
enum class MailTls : std::uint8_t {
    starttls,  ///< asked for on an open line, most often port 587
    implicit,  ///< from the first byte, most often port 465
};

/// A mail server that takes what the office sends.
struct MailServer {
    std::string host;
    unsigned port = 587;
    MailTls tls = MailTls::starttls;

    bool operator==(const MailServer&) const = default;
};

struct MailOptions {
    std::filesystem::path ca_file;  ///< the council's own root, besides those of the system
    std::chrono::milliseconds connect{15'000};
    std::chrono::milliseconds whole{60'000};
};

/// Who sends and who gets it: one recipient a message.
struct MailEnvelope {
    std::string from;
    std::string to;
};

/// What became of a message.
enum class MailEnd : std::uint8_t {
    taken,      ///< the server has it and said so
    later,      ///< not taken; it asks to try again (4xx), or the line broke before the end
    refused,    ///< not taken, and never will be: this address or this message (5xx)
    no_answer,  ///< all of it went out and nobody answered: it may have been taken
    server,     ///< the server, the way to it or our name there is at fault, not the message
};

struct MailOutcome {
    MailEnd end = MailEnd::server;
    int code = 0;      ///< of the server's reply, such as 550; 0: it did not reply
    std::string said;  ///< a sentence: which server, what it said, how to mend it
    std::string note;  ///< the same in short and without addresses, for the books
};

/// Whether an address may stand in a command of SMTP: one `@`, a dot in the domain, visible
/// letters alone, no brackets, quotes, commas or backslashes, at most 254 bytes.
[[nodiscard]] bool is_mail_address(std::string_view text);

/// SMTP (RFC 5321) by libcurl: TLS 1.2 or newer with certificates checked, always.
class MailClient {
public:
    MailClient() = default;
    MailClient(const MailClient&) = delete;
    MailClient& operator=(const MailClient&) = delete;
    virtual ~MailClient() = default;

    /// Sends a whole message (RFC 5322, lines end in CRLF). `before_end` is called once, when the
    /// last bytes are about to go out: from then on the server may have it. When it answers with
    /// an error the line is cut, and the server has nothing.
    [[nodiscard]] virtual MailOutcome send(
        const MailEnvelope& envelope,
        base::ByteView message,
        const std::function<base::Result<void>()>& before_end) = 0;
};

[[nodiscard]] std::unique_ptr<MailClient> make_mail_client(const MailServer& server,
                                                           const MailOptions& options,
                                                           const Credentials& credentials);

}  // namespace harmony::sync
