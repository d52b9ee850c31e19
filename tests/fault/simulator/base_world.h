#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/files.h"
#include "base/log.h"
#include "base/random.h"
#include "base/time.h"
#include "db/response_stage.h"
#include "survey/form.h"
#include "sync/crypto.h"
#include "sync/kiosk_keys.h"
#include "sync/trust.h"
#include "sync/wraps.h"

namespace harmony::tests::sim {

inline constexpr std::string_view stream = "main";
inline constexpr std::string_view engagements[] = {"d1e08e2775d8bd5a", "ae76379f83b592a0"};

/// The day on which every run begins.
[[nodiscard]] base::Moment first_moment();

/// One kiosk as it was enrolled.
struct Seat {
    std::string label;
    sync::KioskKeys keys;
    sync::SignKeyPair sign;
};

/// An office and its kiosks just after they were enrolled, on disk, made once: each run begins with
/// a copy. Making keys and passphrases anew for each seed would cost more than the run.
class BaseWorld {
public:
    /// `folder` must be empty; it is used up to the end.
    BaseWorld(std::filesystem::path folder, std::size_t kiosks);
    BaseWorld(const BaseWorld&) = delete;
    BaseWorld& operator=(const BaseWorld&) = delete;

    [[nodiscard]] std::filesystem::path office() const { return folder_ / "office"; }
    [[nodiscard]] std::filesystem::path kiosk(std::size_t seat) const;
    [[nodiscard]] const Seat& seat(std::size_t number) const { return seats_.at(number); }
    [[nodiscard]] std::size_t seats() const { return seats_.size(); }

    [[nodiscard]] const sync::SignKeyPair& root() const { return root_; }
    /// The first, and those that come after a rotation.
    [[nodiscard]] const sync::SignKeyPair& publisher(std::size_t generation) const {
        return publishers_.at(generation);
    }
    [[nodiscard]] const sync::KeyRing& ring() const { return ring_; }
    [[nodiscard]] const sync::TrustDocument& trust() const { return trust_; }
    [[nodiscard]] const base::Digest& trust_digest() const { return trust_digest_; }
    [[nodiscard]] const survey::Form& form() const { return form_; }
    [[nodiscard]] const db::StageContext& context() const { return context_; }

    /// What lies at the store on the first day, by name.
    [[nodiscard]] const std::map<std::string, base::Bytes>& first_objects() const {
        return first_objects_;
    }

private:
    void make_trust();
    void make_office();
    void enrol(std::size_t number);

    std::filesystem::path folder_;
    base::SeededRandom random_;
    base::RealFiles files_;
    base::SilentLog log_;
    sync::SignKeyPair root_;
    std::vector<sync::SignKeyPair> publishers_;
    sync::KeyRing ring_;
    std::vector<sync::BoxPublicKey> backup_;
    sync::TrustDocument trust_;
    base::Bytes trust_file_;
    base::Digest trust_digest_;
    survey::Form form_;
    db::StageContext context_;
    std::vector<Seat> seats_;
    std::map<std::string, base::Bytes> first_objects_;
};

}  // namespace harmony::tests::sim
