#include "admin/office_init.h"

#include <fmt/format.h>

#include <optional>
#include <vector>

#include "admin/office_books.h"
#include "admin/office_folder.h"
#include "admin/whole_file.h"
#include "base/text.h"
#include "db/office_store.h"
#include "sync/key_file.h"
#include "sync/trust.h"

// 1. Refuse when anything is there.
// 2. Make everything in a folder beside it, with one fixed name: what a kill left is thrown away.
// 3. Give it the right name. A rename is whole or not at all.

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::days trust_is_fresh_for{730};

constexpr std::string_view escrow_text =
    "The keys in this folder and in `roots` must not stay on this computer.\n"
    "\n"
    "Copy `escrow` to a stick that is kept in a safe outside this building. Copy each file of "
    "`roots`\n"
    "to a stick of its own, kept by a different person. Then delete both folders here.\n"
    "\n"
    "Whoever holds an escrow key and its passphrase can read every answer or contact that was "
    "sealed to\n"
    "it. Without them, a lost office computer means that answers which only it could read are "
    "lost.\n";

/// Makes key files one after the other and remembers the first that failed.
class KeyMaker {
public:
    KeyMaker(const NewOffice& order, Resources& resources, std::function<void()> made)
        : order_(order), resources_(resources), made_(std::move(made)) {}

    sync::SignKeyPair sign(sync::KeyKind kind, const fs::path& file) {
        const auto seed = sync::SignSeed::random(resources_.random);
        keep(sync::write_key_file(kind, seed, passphrase(), cost(), resources_.random), file);
        return sync::SignKeyPair(seed);
    }

    sync::BoxPublicKey box(sync::KeyKind kind, const fs::path& file) {
        const auto seed = sync::BoxSeed::random(resources_.random);
        keep(sync::write_key_file(kind, seed, passphrase(), cost(), resources_.random), file);
        return sync::BoxKeyPair(seed).public_key();
    }

    [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }

private:
    [[nodiscard]] std::string_view passphrase() const { return order_.passphrase.view(); }
    [[nodiscard]] sync::PassphraseCost cost() const {
        return order_.demo ? sync::demo_passphrase_cost : sync::PassphraseCost{};
    }

    void keep(const Result<base::Bytes>& bytes, const fs::path& file) {
        if (fault_) {
            return;
        }
        if (!bytes) {
            fault_ = bytes.error();
            return;
        }
        const auto written =
            resources_.files.write(file, *bytes, base::IfPresent::replace, base::private_mode);
        if (!written) {
            fault_ = written.error();
        }
        made_();
    }

    const NewOffice& order_;
    Resources& resources_;
    std::function<void()> made_;
    std::optional<Error> fault_;
};

Result<void> refuse_what_is_there(const fs::path& folder) {
    std::error_code trouble;
    const fs::file_status status = fs::symlink_status(folder, trouble);
    if (status.type() == fs::file_type::not_found) {
        return {};
    }
    if (fs::exists(OfficeFolder(folder).settings(), trouble)) {
        return Error{
            ErrorKind::refused,
            fmt::format("{} holds an office already. Nothing was changed. For another office name "
                        "another folder with --office DIR",
                        folder.string())};
    }
    const bool empty = status.type() == fs::file_type::directory && fs::is_empty(folder, trouble);
    if (trouble || !empty) {
        return Error{
            ErrorKind::refused,
            fmt::format("{} is there already and is not an empty folder. Nothing was changed. "
                        "Name another folder with --office DIR",
                        folder.string())};
    }
    return {};
}

Result<void> refuse_bad_name(const std::string& name) {
    if (base::trim(name).empty() || name.size() > 200 || !base::is_utf8(name)) {
        return Error{ErrorKind::refused,
                     "the organisation's name must be a text of 1 to 200 letters: --org \"Example "
                     "Borough\""};
    }
    for (const char letter : name) {
        if (static_cast<unsigned char>(letter) < 0x20) {
            return Error{ErrorKind::refused, "the organisation's name must stand on one line"};
        }
    }
    return {};
}

sync::RecipientSet make_set(sync::RecordClass cls,
                            std::vector<sync::Recipient> members,
                            base::RandomSource& random) {
    return {cls, base::SetId::random(random), std::move(members)};
}

struct Made {
    MadeOffice office;
    base::Bytes trust;
};

/// Keys and the trust document that names them.
Result<Made> make_keys(const NewOffice& order,
                       const OfficeFolder& folder,
                       Resources& resources,
                       const std::function<void(unsigned, unsigned)>& step) {
    using sync::KeyKind;
    const unsigned roots = order.roots == RootPlan::single || order.demo ? 1 : 3;
    const unsigned total = roots + 8;
    unsigned done = 0;
    KeyMaker maker(order, resources, [&] { step(++done, total); });
    std::vector<sync::SignKeyPair> root_keys;
    for (unsigned number = 1; number <= roots; ++number) {
        root_keys.push_back(maker.sign(KeyKind::root, folder.root_key(number)));
    }
    const auto publisher = maker.sign(KeyKind::publisher, folder.key(key_names::publisher));
    const auto pair = [&](KeyKind kind, std::string_view name) {
        const auto online = maker.box(kind, folder.key(name));
        const auto escrow = maker.box(kind, folder.escrow(name));
        return std::vector<sync::Recipient>{{sync::RecipientRole::online, online},
                                            {sync::RecipientRole::escrow, escrow}};
    };
    sync::TrustDocument trust;
    trust.org = base::OrgId::random(resources.random);
    trust.org_name = order.organisation;
    trust.created = resources.clock.today();
    trust.warn_after = trust.created + trust_is_fresh_for;
    trust.root_threshold = roots == 1 ? 1 : 2;
    for (const auto& key : root_keys) {
        trust.roots.push_back(key.public_key());
    }
    trust.publishers = {publisher.public_key()};
    trust.sets.push_back(make_set(
        sync::RecordClass::survey, pair(KeyKind::survey, key_names::survey), resources.random));
    trust.sets.push_back(make_set(
        sync::RecordClass::contact, pair(KeyKind::contact, key_names::contact), resources.random));
    const auto health = maker.box(KeyKind::health, folder.key(key_names::health));
    trust.sets.push_back(make_set(
        sync::RecordClass::health, {{sync::RecipientRole::online, health}}, resources.random));
    std::vector<sync::BoxPublicKey> backup_keys;
    for (const sync::Recipient& member : pair(KeyKind::backup, key_names::backup)) {
        backup_keys.push_back(member.key);
    }
    if (maker.fault()) {
        return *maker.fault();
    }
    std::vector<const sync::SignKeyPair*> signers;
    for (const auto& key : root_keys) {
        signers.push_back(&key);
    }
    Result<base::Bytes> file = sync::sign_trust(trust, signers);
    if (!file) {
        return file.error();
    }
    Made made{{trust.org, sync::frame_digest(sync::FrameKind::trust, *file), done}, *file};
    const std::string where = order.store.empty() ? folder.store().string() : order.store;
    const Result<void> books = first_books(where, trust, *file, backup_keys, publisher);
    if (!books) {
        return books.error();
    }
    return made;
}

Result<MadeOffice> fill_folder(const NewOffice& order,
                               const OfficeFolder& folder,
                               Resources& resources,
                               const std::function<void(unsigned, unsigned)>& step) {
    if (auto made = resources.files.make_folders(folder.root(), 0700); !made) {
        return made.error();
    }
    Result<Made> made = make_keys(order, folder, resources, step);
    if (!made) {
        return made.error();
    }
    const OfficeSettings settings{order.organisation,
                                  made->office.org,
                                  order.roots == RootPlan::single || order.demo ? 1U : 3U,
                                  order.demo,
                                  order.store};
    const std::string text = write_settings(settings);
    for (const auto& [file, words] : {std::pair{folder.escrow_note(), std::string(escrow_text)},
                                      std::pair{folder.settings(), text}}) {
        const auto written = resources.files.write(
            file, base::as_bytes(words), base::IfPresent::replace, base::private_mode);
        if (!written) {
            return written.error();
        }
    }
    return made->office;
}

}  // namespace

Result<MadeOffice> make_office(const NewOffice& order,
                               Resources& resources,
                               const std::function<void(unsigned, unsigned)>& step) {
    for (const Result<void>& fit :
         {refuse_bad_name(order.organisation),
          refuse_what_is_there(order.folder),
          order.store.empty() ? Result<void>() : db::OfficeStore::check_address(order.store)}) {
        if (!fit) {
            return fit.error();
        }
    }
    const fs::path whole = fs::absolute(order.folder).lexically_normal();
    const fs::path named = whole.has_filename() ? whole : whole.parent_path();
    const fs::path beside =
        named.parent_path() / fmt::format(".{}.being-made", named.filename().string());
    std::error_code trouble;
    fs::remove_all(beside, trouble);
    Result<MadeOffice> made = fill_folder(order, OfficeFolder(beside), resources, step);
    if (made) {
        if (const Result<void> there = name_for_good(beside, named); !there) {
            made = there.error();
        }
    }
    if (!made) {
        fs::remove_all(beside, trouble);
        return made.error().while_doing("making the office (nothing was kept)");
    }
    return made;
}

}  // namespace harmony::admin
