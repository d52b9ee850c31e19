#include "sync/kiosk_keys.h"

#include "sync/wire.h"

namespace harmony::sync {
namespace {

constexpr std::size_t hashed_size = kiosk_keys_size - 32;

base::Error damaged() {
    return {base::ErrorKind::unreadable, "the kiosk's key file is damaged: enrol this kiosk again"};
}

}  // namespace

KioskKeys make_kiosk_keys(base::RandomSource& random) {
    return {base::KioskId::random(random),
            base::InstanceId::random(random),
            SignSeed::random(random),
            BoxSeed::random(random),
            SignSeed::random(random)};
}

base::SecretBytes write_kiosk_keys(const KioskKeys& keys) {
    base::SecretBytes file;
    file.reserve(kiosk_keys_size);
    const auto put = [&file](base::ByteView bytes) {
        file.insert(file.end(), bytes.begin(), bytes.end());
    };
    put(base::as_bytes("HKL1"));
    put(keys.kiosk.view());
    put(keys.instance.view());
    put(keys.sign.reveal());
    put(keys.receive.reveal());
    put(keys.ticket.reveal());
    put(hash("hk1.secret.1", file).view());
    return file;
}

base::Result<KioskKeys> read_kiosk_keys(base::ByteView file) {
    if (file.size() != kiosk_keys_size) {
        return damaged();
    }
    WireReader reader(file);
    const bool magic = base::as_text(reader.raw(4)) == "HKL1";
    const auto kiosk = reader.id<base::KioskId>();
    const auto instance = reader.id<base::InstanceId>();
    std::optional<SignSeed> sign = SignSeed::from_bytes(reader.raw(32));
    std::optional<BoxSeed> receive = BoxSeed::from_bytes(reader.raw(32));
    std::optional<SignSeed> ticket = SignSeed::from_bytes(reader.raw(32));
    if (!magic || reader.id<base::Digest>() != hash("hk1.secret.1", file.first(hashed_size))) {
        return damaged();
    }
    return KioskKeys{kiosk, instance, std::move(*sign), std::move(*receive), std::move(*ticket)};
}

}  // namespace harmony::sync
