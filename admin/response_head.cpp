#include "admin/response_head.h"

#include "base/cbor.h"

namespace harmony::admin {

std::optional<ResponseHead> read_response_head(base::ByteView body) {
    base::cbor::Reader from(body);
    ResponseHead head;
    const auto items = from.array();
    const auto schema = from.unsigned_integer();
    const auto form = from.bytes();
    const bool begun = items && schema && form && from.bytes() && from.text() && from.bytes();
    const auto day = begun ? from.integer() : base::Result<std::int64_t>(base::Error{});
    const bool middle =
        day && from.unsigned_integer() && from.unsigned_integer() && from.unsigned_integer();
    const auto next = middle ? from.peek() : base::Result<base::cbor::Kind>(base::Error{});
    if (!next) {
        return std::nullopt;
    }
    head.form = base::FormName::from_bytes(*form).value_or(base::FormName{});
    head.day = base::day_from_number(static_cast<std::int32_t>(*day));
    if (*next == base::cbor::Kind::bytes) {
        const auto receipt = from.bytes();
        head.receipt = receipt ? base::ReceiptKey::from_bytes(*receipt) : std::nullopt;
    }
    return head;
}

}  // namespace harmony::admin
