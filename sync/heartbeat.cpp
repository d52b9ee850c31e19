#include "sync/heartbeat.h"

#include "base/cbor.h"
#include "sync/frame.h"
#include "sync/wire.h"

namespace harmony::sync {
namespace {

using base::cbor::Reader;
using base::cbor::Writer;

constexpr std::uint64_t schema = 1;
constexpr std::size_t most_faults = 64;
constexpr std::size_t record_cap = std::size_t{48} << 10U;

base::Error unreadable() {
    return frame_error(FrameKind::health, FrameFault::badfmt);
}

void write_stream(Writer& out, std::uint64_t cls, const Heartbeat::Stream& stream) {
    out.array(4);
    out.unsigned_integer(cls);
    out.unsigned_integer(stream.last_batch);
    out.unsigned_integer(stream.waiting);
    if (stream.oldest) {
        out.unsigned_integer(static_cast<std::uint64_t>(base::day_number(*stream.oldest)));
    } else {
        out.null();
    }
}

base::Bytes write_body(const Heartbeat& told) {
    Writer out;
    out.array(14);
    for (const std::uint64_t number : {schema,
                                       static_cast<std::uint64_t>(base::day_number(told.day)),
                                       told.app,
                                       told.pack,
                                       told.trust,
                                       told.own,
                                       static_cast<std::uint64_t>(told.state)}) {
        out.unsigned_integer(number);
    }
    write_stream(out, 1, told.survey);
    write_stream(out, 2, told.contact);
    out.array(told.faults.size());
    for (const Heartbeat::Fault& fault : told.faults) {
        out.array(2);
        out.text(fault.name);
        out.unsigned_integer(static_cast<std::uint64_t>(base::day_number(fault.since)));
    }
    out.unsigned_integer(told.disk_percent);
    out.unsigned_integer(told.free_mib);
    out.unsigned_integer(told.clock_doubted ? 1 : 0);
    out.array(3);
    out.unsigned_integer(told.responses_today);
    out.unsigned_integer(told.sign_ups_today);
    out.unsigned_integer(told.cases_today);
    return out.take();
}

/// Reads the same; the first thing that is not there fails it for good.
struct BodyReader {
    explicit BodyReader(base::ByteView body) : from(body) {}

    std::uint64_t number() {
        const auto value = from.unsigned_integer();
        failed = failed || !value;
        return value ? *value : 0;
    }

    std::size_t array() {
        const auto items = from.array();
        failed = failed || !items;
        return items ? static_cast<std::size_t>(*items) : 0;
    }

    base::Day day() {
        constexpr std::uint64_t last = 100'000;  // some centuries
        const std::uint64_t days = number();
        failed = failed || days > last;
        return base::day_from_number(failed ? 0 : static_cast<std::int32_t>(days));
    }

    Heartbeat::Stream stream(std::uint64_t cls) {
        Heartbeat::Stream stream;
        failed = failed || array() != 4 || number() != cls;
        stream.last_batch = number();
        stream.waiting = number();
        const auto kind = from.peek();
        if (kind && *kind == base::cbor::Kind::null) {
            failed = failed || !from.null();
        } else {
            stream.oldest = day();
        }
        return stream;
    }

    Reader from;
    bool failed = false;
};

base::Result<Heartbeat> read_body(base::ByteView body) {
    BodyReader from(body);
    Heartbeat told;
    const bool ours = from.array() == 14 && from.number() == schema;
    told.day = from.day();
    told.app = from.number();
    told.pack = from.number();
    told.trust = from.number();
    told.own = from.number();
    const std::uint64_t state = from.number();
    told.state = static_cast<KioskRuns>(state);
    told.survey = from.stream(1);
    told.contact = from.stream(2);
    const std::size_t faults = from.array();
    if (!ours || from.failed || state < 1 || state > 4 || faults > most_faults) {
        return unreadable();
    }
    for (std::size_t i = 0; i < faults && !from.failed; ++i) {
        from.failed = from.failed || from.array() != 2;
        const auto name = from.from.text();
        from.failed = from.failed || !name;
        told.faults.push_back({name ? std::string(*name) : "", from.day()});
    }
    told.disk_percent = from.number();
    told.free_mib = from.number();
    told.clock_doubted = from.number() == 1;
    from.failed = from.failed || from.array() != 3;
    told.responses_today = from.number();
    told.sign_ups_today = from.number();
    told.cases_today = from.number();
    return from.failed || !from.from.finish() ? base::Result<Heartbeat>(unreadable())
                                              : base::Result<Heartbeat>(std::move(told));
}

}  // namespace

base::Result<base::Bytes> write_heartbeat(const Heartbeat& heartbeat,
                                          const HeartbeatContext& context,
                                          const SignKeyPair& kiosk,
                                          base::RandomSource& random) {
    const base::Result<base::Bytes> record = seal_wrapped({context.origin, RecordClass::health},
                                                          context.recipients,
                                                          base::RecordId::random(random),
                                                          RecordKind::health,
                                                          write_body(heartbeat),
                                                          random);
    if (!record) {
        return record.error();
    }
    WireWriter body;
    body.id(context.origin.org);
    body.id(context.origin.kiosk);
    body.id(context.origin.instance);
    body.u64(context.counter);
    body.var(*record);
    return write_frame(FrameKind::health, body.take(), kiosk);
}

base::Result<Heartbeat> open_heartbeat(base::ByteView file,
                                       const SignPublicKey& kiosk,
                                       const KeyRing& ring) {
    const base::Result<Frame> frame = read_frame(FrameKind::health, file);
    if (!frame) {
        return frame.error();
    }
    if (!signed_by(*frame, kiosk)) {
        return base::Error{base::ErrorKind::refused, "this heartbeat is not that kiosk's"};
    }
    WireReader from(frame->body);
    Origin origin;
    origin.org = from.id<base::OrgId>();
    origin.kiosk = from.id<base::KioskId>();
    origin.instance = from.id<base::InstanceId>();
    static_cast<void>(from.u64());
    const base::ByteView bytes = from.var(record_cap);
    if (!from.finished()) {
        return unreadable();
    }
    const base::Result<WrappedRecord> record = read_wrapped(RecordClass::health, bytes);
    if (!record) {
        return record.error();
    }
    const OpenedBody opened = open_wrapped({origin, RecordClass::health}, *record, ring);
    if (opened.opening != Opening::opened || opened.kind != RecordKind::health) {
        return base::Error{base::ErrorKind::unreadable, "this heartbeat does not open here"};
    }
    return read_body(opened.body);
}

}  // namespace harmony::sync
