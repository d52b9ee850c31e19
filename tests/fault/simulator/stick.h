#pragma once

#include <map>
#include <string>

#include "base/bytes.h"
#include "sync/courier.h"

namespace harmony::tests::sim {

/// A stick on which everything lies as it was put: what an officer holds in the hand.
class Stick final : public sync::Courier {
public:
    using Files = std::map<std::string, base::Bytes, std::less<>>;

    Stick() = default;
    explicit Stick(Files files) : files_(std::move(files)) {}

    [[nodiscard]] base::Result<sync::Listing> list(std::string_view folder,
                                                   std::string_view after) override {
        const std::string below = std::string(folder) + '/';
        sync::Listing listing;
        for (const auto& [name, bytes] : files_) {
            if (name.starts_with(below) && name > after) {
                listing.names.push_back(*sync::ObjectName::parse(name));
            }
        }
        return listing;
    }

    [[nodiscard]] base::Result<base::Bytes> fetch(const sync::ObjectName& name,
                                                  std::size_t) override {
        const auto found = files_.find(name.text());
        return found != files_.end()
                   ? base::Result<base::Bytes>(found->second)
                   : base::Error{base::ErrorKind::absent, name.text() + " is not there"};
    }

    [[nodiscard]] base::Result<base::Delivery> deliver(const sync::ObjectName& name,
                                                       base::ByteView bytes) override {
        const bool fresh = files_.insert_or_assign(name.text(), base::copy_bytes(bytes)).second;
        return fresh ? base::Delivery::fresh : base::Delivery::was_there;
    }

    [[nodiscard]] std::string_view noun() const override { return "the stick"; }

    [[nodiscard]] const Files& files() const { return files_; }

private:
    Files files_;
};

}  // namespace harmony::tests::sim
