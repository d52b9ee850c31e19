#include "admin/trust_changes.h"

#include <fmt/format.h>

#include <algorithm>

#include "sync/crypto.h"

namespace harmony::admin {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::days trust_is_fresh_for{730};

sync::RecipientSet* set_in(sync::TrustDocument& document, sync::RecordClass cls) {
    const auto found = std::find_if(document.sets.begin(),
                                    document.sets.end(),
                                    [&](const sync::RecipientSet& set) { return set.cls == cls; });
    return found == document.sets.end() ? nullptr : &*found;
}

sync::Recipient member_of(sync::RecipientRole role, base::ByteView key) {
    return {role, *sync::BoxPublicKey::from_bytes(key)};
}

sync::KeyKind kind_of(sync::RecordClass cls) {
    switch (cls) {
        case sync::RecordClass::survey: return sync::KeyKind::survey;
        case sync::RecordClass::contact: return sync::KeyKind::contact;
        default: return sync::KeyKind::health;
    }
}

/// Public halves of the right kind, one for each escrow member.
Result<void> fit_escrow(const std::vector<PublicHalf>& escrow,
                        sync::KeyKind kind,
                        std::size_t need) {
    const bool kinds = std::all_of(
        escrow.begin(), escrow.end(), [&](const PublicHalf& half) { return half.kind == kind; });
    if (!kinds || (!escrow.empty() && escrow.size() != need)) {
        return Error{ErrorKind::refused,
                     fmt::format("this class has {} escrow keys: give as many --escrow files of "
                                 "kind {}, or none",
                                 need,
                                 key_kind_word(kind))};
    }
    return {};
}

template <typename Key>
void say_keys(std::string_view what,
              const std::vector<Key>& before,
              const std::vector<Key>& after,
              std::vector<std::string>& words) {
    const auto missing_from = [](const Key& key, const std::vector<Key>& list) {
        return std::find(list.begin(), list.end(), key) == list.end();
    };
    for (const Key& key : before) {
        if (missing_from(key, after)) {
            words.push_back(fmt::format("{} {} goes", what, sync::key_id(key).hex()));
        }
    }
    for (const Key& key : after) {
        if (missing_from(key, before)) {
            words.push_back(fmt::format("{} {} comes", what, sync::key_id(key).hex()));
        }
    }
}

std::string members_text(const sync::RecipientSet& set) {
    std::string text;
    for (const sync::Recipient& member : set.members) {
        text += fmt::format("{}{}{}",
                            text.empty() ? "" : ", ",
                            sync::key_id(member.key).hex(),
                            member.role == sync::RecipientRole::escrow ? " (escrow)" : "");
    }
    return text;
}

}  // namespace

std::string_view class_words(sync::RecordClass cls) {
    switch (cls) {
        case sync::RecordClass::survey: return "answers";
        case sync::RecordClass::contact: return "contact details";
        case sync::RecordClass::health: return "heartbeats";
        case sync::RecordClass::office_to_kiosk: break;
    }
    return "what the office sends";
}

std::optional<sync::RecordClass> class_called(std::string_view name) {
    if (name == key_names::survey) {
        return sync::RecordClass::survey;
    }
    if (name == key_names::contact) {
        return sync::RecordClass::contact;
    }
    return name == key_names::health ? std::optional(sync::RecordClass::health) : std::nullopt;
}

Result<DraftBasis> draft_basis(Office& office, base::Files& files, const fs::path& file) {
    const sync::TrustedDocument& newest = office.trust().newest();
    const Result<base::Bytes> bytes = files.read(file, sync::max_trust_draft);
    if (!bytes && bytes.error().kind == ErrorKind::absent) {
        return DraftBasis{newest.document, false};
    }
    if (!bytes) {
        return bytes.error().while_doing("reading " + file.string());
    }
    const Result<sync::TrustDraft> draft = sync::read_trust_draft(*bytes);
    if (!draft) {
        return draft.error().while_doing("reading " + file.string());
    }
    if (draft->before.digest != newest.digest) {
        return DraftBasis{newest.document, false};  // of an earlier change: it was finished
    }
    return DraftBasis{draft->document, !draft->signatures.empty()};
}

Result<sync::TrustDraft> keep_draft(Office& office,
                                    sync::TrustDocument changed,
                                    base::Day today,
                                    base::Files& files,
                                    const fs::path& file) {
    changed.created = today;
    changed.warn_after = today + trust_is_fresh_for;
    Result<sync::TrustDraft> draft =
        sync::make_trust_draft(office.trust().newest(), std::move(changed));
    if (!draft) {
        return draft.error();
    }
    const auto written = files.write(
        file, sync::write_trust_draft(*draft), base::IfPresent::replace, base::public_mode);
    if (!written) {
        return written.error().while_doing("writing " + file.string());
    }
    return draft;
}

Result<std::vector<MadeKey>> rotate_set(sync::TrustDocument& document,
                                        std::string_view name,
                                        const std::vector<PublicHalf>& escrow,
                                        const OfficeFolder& folder,
                                        KeyTools& tools) {
    const auto cls = class_called(name);
    sync::RecipientSet* set = cls ? set_in(document, *cls) : nullptr;
    if (set == nullptr) {
        return Error{ErrorKind::refused, "say whose keys: survey, contact or health"};
    }
    const auto roles = static_cast<std::size_t>(
        std::count_if(set->members.begin(), set->members.end(), [](const sync::Recipient& member) {
            return member.role == sync::RecipientRole::escrow;
        }));
    if (Result<void> fit = fit_escrow(escrow, kind_of(*cls), roles); !fit) {
        return fit.error();
    }
    std::vector<MadeKey> made;
    std::vector<sync::Recipient> members;
    for (const PublicHalf& half : escrow) {
        members.push_back(member_of(sync::RecipientRole::escrow, half.public_key));
    }
    for (const sync::Recipient& member : set->members) {
        const bool safe = member.role == sync::RecipientRole::escrow;
        if (safe && !escrow.empty()) {
            continue;
        }
        Result<MadeKey> key =
            make_key(kind_of(*cls), safe ? folder.root() / "escrow" : folder.keys(), name, tools);
        if (!key) {
            return key.error();
        }
        members.push_back(member_of(member.role, key->public_key));
        made.push_back(std::move(*key));
    }
    *set = {*cls, base::SetId::random(tools.random), std::move(members)};
    return made;
}

Result<MadeKey> replace_publisher(sync::TrustDocument& document,
                                  const OfficeFolder& folder,
                                  KeyTools& tools) {
    Result<MadeKey> key =
        make_key(sync::KeyKind::publisher, folder.keys(), key_names::publisher, tools);
    if (key) {
        document.publishers = {*sync::SignPublicKey::from_bytes(key->public_key)};
        document.publisher_threshold = 1;
    }
    return key;
}

Result<void> replace_root(sync::TrustDocument& document,
                          std::string_view lost,
                          const PublicHalf& fresh) {
    const auto found =
        std::find_if(document.roots.begin(), document.roots.end(), [&](const auto& root) {
            return sync::key_id(root).hex() == lost;
        });
    if (found == document.roots.end()) {
        return Error{
            ErrorKind::absent,
            fmt::format("no root key has the id {}. Nothing was changed; see harmony-admin "
                        "trust show",
                        lost)};
    }
    const auto key = sync::SignPublicKey::from_bytes(fresh.public_key);
    if (fresh.kind != sync::KeyKind::root || !key) {
        return Error{ErrorKind::refused,
                     "the new key is no root key. Nothing was changed; make one: harmony-admin key "
                     "new root --out FILE"};
    }
    *found = *key;
    return {};
}

std::vector<std::string> changes_between(const sync::TrustDocument& before,
                                         const sync::TrustDocument& after) {
    std::vector<std::string> words;
    say_keys("root key", before.roots, after.roots, words);
    if (before.root_threshold != after.root_threshold) {
        words.push_back(fmt::format("root keys that must sign: {} in place of {}",
                                    after.root_threshold,
                                    before.root_threshold));
    }
    say_keys("publisher key", before.publishers, after.publishers, words);
    for (const sync::RecipientSet& set : after.sets) {
        const sync::RecipientSet* held = before.find_set(set.id);
        if (held == nullptr || !(*held == set)) {
            words.push_back(fmt::format(
                "{} are sealed to new keys: {}", class_words(set.cls), members_text(set)));
        }
    }
    if (before.org_name != after.org_name) {
        words.push_back("the organisation is called " + after.org_name);
    }
    if (before.min_app != after.min_app) {
        words.push_back("kiosks must run Harmony " + sync::app_version_text(after.min_app));
    }
    return words;
}

}  // namespace harmony::admin
