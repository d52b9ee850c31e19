#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "dice.h"
#include "sync/courier.h"
#include "truth.h"

namespace harmony::tests::sim {

/// How often, in percent, a store does wrong.
struct Faults {
    unsigned lost = 0;       ///< says "delivered" and keeps nothing
    unsigned delayed = 0;    ///< nobody sees it for some steps
    unsigned twice = 0;      ///< lies under a second name as well
    unsigned partial = 0;    ///< a listing leaves each name out
    unsigned stale = 0;      ///< a listing or an object is that of an earlier step
    unsigned cut = 0;        ///< an object comes cut short
    unsigned swapped = 0;    ///< another object comes in its place
    unsigned flipped = 0;    ///< a bit is turned
    unsigned refused = 0;    ///< an error
    unsigned forgotten = 0;  ///< a step begins: an object is gone

    [[nodiscard]] static Faults drawn(Dice& dice);
};

/// The untrusted store between kiosks and office, in memory: it can delay and withhold, and this
/// one does everything else as well that nobody may be harmed by.
class Place {
public:
    Place(Dice& dice, Truth& truth) : dice_(dice), truth_(truth) {}
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    void misbehave(const Faults& faults) { faults_ = faults; }

    /// A step of the run has passed.
    void tick();

    /// Faults off, and nothing lies there that a stranger put: either everything that was ever
    /// delivered, or (a new stick, a store that was tidied) nothing of what kiosks sent.
    enum class Kept { everything, nothing_from_kiosks };
    void heal(Kept kept);

    /// Back to what it was some steps ago.
    void roll_back();
    void forget_everything() { objects_.clear(); }

    void put(const sync::ObjectName& name, base::ByteView bytes);
    /// Honest, but not on its way before the place is healed (its owner will try again).
    void put_later(const sync::ObjectName& name, base::ByteView bytes);
    /// A stranger's: gone when the place is healed.
    void put_strange(const sync::ObjectName& name, base::ByteView bytes);

    [[nodiscard]] base::Result<sync::Listing> list(std::string_view folder, std::string_view after);
    [[nodiscard]] base::Result<base::Bytes> fetch(const sync::ObjectName& name, std::size_t cap);
    [[nodiscard]] base::Result<base::Delivery> deliver(const sync::ObjectName& name,
                                                       base::ByteView bytes);

    /// Everything that honest machines ever delivered.
    [[nodiscard]] std::vector<sync::ObjectName> names() const;
    [[nodiscard]] base::Bytes bytes_of(const sync::ObjectName& name) const;

    /// What lies there now, whoever put it.
    [[nodiscard]] std::vector<sync::ObjectName> lying() const;
    [[nodiscard]] base::Bytes lying_bytes(const sync::ObjectName& name) const;

    /// Called once, before the operation after `operations` more; it may throw.
    void interrupt(std::size_t operations, std::function<void()> work);
    void no_interrupt() { work_ = nullptr; }

private:
    struct Object {
        // Shared, since the states of earlier steps hold the same bytes.
        std::shared_ptr<const base::Bytes> bytes;
        std::size_t seen_from = 0;  ///< step
    };
    using Objects = std::map<std::string, Object, std::less<>>;

    [[nodiscard]] static std::vector<sync::ObjectName> names_in(const Objects& objects);
    void before_operation();
    [[nodiscard]] base::Bytes spoiled(const base::Bytes& bytes);
    [[nodiscard]] const Objects& state_seen();

    Dice& dice_;
    Truth& truth_;
    Faults faults_;
    Objects objects_;
    Objects honest_;
    std::vector<Objects> earlier_;
    std::size_t step_ = 0;
    std::size_t countdown_ = 0;
    std::function<void()> work_;
};

/// One machine's way to the place.
class PlaceCourier final : public sync::Courier {
public:
    explicit PlaceCourier(Place& place) : place_(place) {}

    [[nodiscard]] base::Result<sync::Listing> list(std::string_view folder,
                                                   std::string_view after) override {
        return place_.list(folder, after);
    }
    [[nodiscard]] base::Result<base::Bytes> fetch(const sync::ObjectName& name,
                                                  std::size_t cap) override {
        return place_.fetch(name, cap);
    }
    [[nodiscard]] base::Result<base::Delivery> deliver(const sync::ObjectName& name,
                                                       base::ByteView bytes) override {
        return place_.deliver(name, bytes);
    }
    [[nodiscard]] std::string_view noun() const override { return "the store"; }

private:
    Place& place_;
};

}  // namespace harmony::tests::sim
