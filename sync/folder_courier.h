#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/files.h"
#include "sync/courier.h"

namespace harmony::sync {

enum class Medium { folder, stick };

/// A folder or a USB stick (section 16.3). Objects lie in `<base>/hk1-<8 hex of org>/`.
class FolderCourier final : public Courier {
public:
    /// `files` must outlive this. `base` must exist whenever it is used: unreachable "No stick in
    /// the slot." otherwise. The organisation's folder in it is made when needed.
    FolderCourier(base::Files& files,
                  std::filesystem::path base,
                  const base::OrgId& org,
                  Medium medium);

    [[nodiscard]] base::Result<Listing> list(std::string_view folder,
                                             std::string_view after) override;
    [[nodiscard]] base::Result<base::Bytes> fetch(const ObjectName& name, std::size_t cap) override;
    [[nodiscard]] base::Result<base::Delivery> deliver(const ObjectName& name,
                                                       base::ByteView bytes) override;

    [[nodiscard]] std::string_view noun() const override {
        return medium_ == Medium::stick ? "the stick" : "the folder";
    }

private:
    [[nodiscard]] base::Result<void> check_base() const;
    [[nodiscard]] base::Error explain(const base::Error& error) const;

    base::Files& files_;
    std::filesystem::path base_;
    std::filesystem::path root_;
    Medium medium_;
};

}  // namespace harmony::sync
