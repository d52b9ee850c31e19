#include "admin/store_secrets.h"

#include "sync/key_file.h"
#include "sync/store_address.h"

namespace harmony::admin {
namespace {

using base::Result;

constexpr std::size_t key_file_cap = 4096;

}  // namespace

Result<void> keep_store_secret(Office& office,
                               const sync::WebAddress& store,
                               const sync::Credentials& credentials,
                               const base::SecretText& passphrase,
                               base::Files& files,
                               base::RandomSource& random) {
    base::SecretText lines(credentials.name.view());
    lines.append("\n");
    lines.append(credentials.secret.view());
    const sync::PassphraseCost cost =
        office.settings().demo ? sync::demo_passphrase_cost : sync::PassphraseCost{};
    const auto sealed =
        sync::write_secret_file(base::as_bytes(lines.view()), passphrase.view(), cost, random);
    if (!sealed) {
        return sealed.error();
    }
    const auto written = files.write(
        office.folder().store_secret(store), *sealed, base::IfPresent::replace, base::private_mode);
    return written ? Result<void>{} : written.error().while_doing("keeping the store's password");
}

bool keeps_store_secret(Office& office, const sync::WebAddress& store, base::Files& files) {
    return files.read(office.folder().store_secret(store), key_file_cap).ok();
}

Result<sync::Credentials> store_secret(Office& office,
                                       const sync::WebAddress& store,
                                       base::Files& files,
                                       const base::SecretText& passphrase) {
    const auto sealed = files.read(office.folder().store_secret(store), key_file_cap);
    if (!sealed) {
        return sealed.error();
    }
    auto opened = sync::open_key_file(*sealed, passphrase.view());
    if (!opened) {
        return opened.error().while_doing("opening the password of " + store.host);
    }
    if (opened->kind != sync::KeyKind::other) {
        return base::Error{base::ErrorKind::unreadable,
                           "the file of the store's password holds another kind of key"};
    }
    return sync::read_credentials(opened->secret);
}

}  // namespace harmony::admin
