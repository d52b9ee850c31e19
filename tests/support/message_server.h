#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "support/temporary_folder.h"

namespace harmony::tests {

/// A server on this machine that takes emails or text messages. Ended with this object.
class MessageServer {
public:
    enum class Kind {
        starttls,  ///< aiosmtpd, which does as the address says
        implicit,
        bare,       ///< offers no TLS
        closes,     ///< hangs up at once
        greets554,  ///< takes no mail
        mute,       ///< says nothing
        exim,       ///< Debian's, as a mail system of its own
        notify,     ///< stands in for GOV.UK Notify
    };

    /// Whether it is on this machine. Tests leave those out by name that are no package of the
    /// house.
    [[nodiscard]] static bool installed(Kind kind);

    /// `more`: further words for the script of the server (a seed; clock and tolerance of Notify).
    explicit MessageServer(Kind kind, const std::vector<std::string>& more = {});
    MessageServer(const MessageServer&) = delete;
    MessageServer& operator=(const MessageServer&) = delete;
    ~MessageServer();

    [[nodiscard]] unsigned port() const { return static_cast<unsigned>(port_); }
    /// Root of those that signed its certificate, which is for 127.0.0.1 and localhost.
    [[nodiscard]] std::filesystem::path ca() const { return home_.path() / "ca.pem"; }
    [[nodiscard]] std::filesystem::path folder() const { return home_.path(); }

    /// Emails that it took, whole, in order.
    [[nodiscard]] std::vector<std::string> taken() const;
    /// Lines of a file that it writes: `talk.log`, `accepted.jsonl`.
    [[nodiscard]] std::vector<std::string> lines_of(const std::string& file) const;

private:
    void start(const std::vector<std::string>& command);

    TemporaryFolder home_;
    Kind kind_;
    int port_ = 0;
    pid_t pid_ = -1;
};

}  // namespace harmony::tests
