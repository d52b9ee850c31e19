#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "admin/messages/letter.h"
#include "base/error.h"
#include "base/time.h"

namespace harmony::admin {

/// What became of handing a message to a server.
enum class WayEnd : std::uint8_t {
    taken,    ///< the server has it
    later,    ///< not taken; again after a while
    refused,  ///< not taken, and never will be
    unknown,  ///< it may have been taken
    rests,    ///< not taken, and nothing else will be now: the way is at fault, not the message
};

struct WayOutcome {
    WayEnd end = WayEnd::rests;
    std::string said;           ///< a sentence for the officer: may name an address
    std::string note;           ///< for the books: no address
    std::string provider;       ///< the server's own name of it
    base::Moment rest_until{};  ///< of `rests`: not before then
};

/// What a server says of a message it may have.
enum class Found : std::uint8_t {
    there,
    not_there,
    cannot_say,  ///< it keeps no list, like a mail server
    no_answer,
};

struct LookedUp {
    Found found = Found::cannot_say;
    std::string provider;
    std::string said;
};

/// What became of a message that a server took.
enum class Fate : std::uint8_t { open, delivered, failed, no_answer };

struct Followed {
    Fate fate = Fate::open;
    std::string note;
};

/// A way on which messages leave the office: a mail server, or GOV.UK Notify.
class MessageWay {
public:
    MessageWay() = default;
    MessageWay(const MessageWay&) = delete;
    MessageWay& operator=(const MessageWay&) = delete;
    virtual ~MessageWay() = default;

    [[nodiscard]] virtual std::string_view name() const = 0;

    /// How long a message without an answer is left alone before it is looked at again.
    [[nodiscard]] virtual std::chrono::minutes patience(int unanswered) const = 0;

    /// `before_end` must be called, and have answered well, before the server can have it.
    [[nodiscard]] virtual WayOutcome send(
        const Letter& letter,
        const std::string& ref,
        const std::function<base::Result<void>()>& before_end) = 0;

    /// Whether the server can be asked for a reference.
    [[nodiscard]] virtual bool keeps_list() const = 0;
    [[nodiscard]] virtual LookedUp look_up(const std::string& ref) = 0;
    [[nodiscard]] virtual Followed follow(const std::string& provider) = 0;
};

}  // namespace harmony::admin
