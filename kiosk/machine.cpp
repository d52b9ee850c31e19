#include "kiosk/machine.h"

#include <utility>

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using db::TrustDocument;

/// The stored chain, checked again link by link from the digest that a person confirmed.
Result<sync::TrustChain> read_chain(const std::vector<TrustDocument>& documents,
                                    const base::Digest& pinned) {
    Result<sync::TrustChain> chain =
        sync::TrustChain::start_pinned(documents.front().bytes, pinned);
    for (std::size_t i = 1; chain.ok() && i < documents.size(); ++i) {
        if (Result<sync::TrustChain::Step> step = chain->offer(documents[i].bytes); !step) {
            return step.error();
        }
    }
    return chain;
}

/// The own part stays in force until the next one comes, also when its publisher or its sets were
/// replaced since: it was taken in when they were good.
Result<sync::CheckedOwnPart> read_own_part(base::ByteView file,
                                           const base::KioskId& kiosk,
                                           const sync::TrustChain& chain) {
    Result<sync::CheckedOwnPart> part =
        sync::check_own_part(file, kiosk, chain.current(), std::nullopt);
    for (std::uint32_t version = chain.current().version - 1; !part && version >= 1; --version) {
        Result<sync::CheckedOwnPart> before =
            sync::check_own_part(file, kiosk, chain.find(version)->document, std::nullopt);
        if (before) {
            return before;
        }
    }
    return part;
}

}  // namespace

Result<std::unique_ptr<Machine>> Machine::open(StateFolder folder,
                                               base::Files& files,
                                               db::KioskJournal& journal) {
    std::unique_ptr<Machine> machine(new Machine(std::move(folder), journal));
    Result<base::Bytes> file = files.read(machine->folder_.keys(), sync::kiosk_keys_size);
    if (!file && file.error().kind == ErrorKind::absent) {
        return machine;
    }
    if (!file) {
        return file.error().while_doing("reading this machine's keys");
    }
    Result<sync::KioskKeys> keys = sync::read_kiosk_keys(*file);
    explicit_bzero(file->data(), file->size());
    if (!keys) {
        return keys.error().while_doing("reading this machine's keys");
    }
    if (Result<void> taken = machine->take_keys(std::move(*keys)); !taken) {
        return taken.error();
    }
    return machine;
}

Result<void> Machine::take_keys(sync::KioskKeys keys) {
    keys_.emplace(std::move(keys));
    sign_.emplace(keys_->sign);
    return reload();
}

Result<void> Machine::make_keys(base::Files& files, base::RandomSource& random) {
    if (has_keys()) {
        return {};
    }
    sync::KioskKeys keys = sync::make_kiosk_keys(random);
    const base::SecretBytes bytes = sync::write_kiosk_keys(keys);
    const Result<base::Delivery> written =
        files.write(folder_.keys(), bytes, base::IfPresent::skip, base::private_mode);
    if (!written) {
        return written.error().while_doing("keeping this machine's keys");
    }
    return take_keys(std::move(keys));
}

Result<void> Machine::reload() {
    db::KioskState& state = journal_.state();
    const std::vector<TrustDocument> documents = state.trust_chain();
    const std::optional<base::Bytes> pinned = state.value(db::value_name::pinned_trust);
    const std::optional<base::Bytes> own = state.value(db::value_name::own_part);
    if (documents.empty() || !pinned || !own) {
        return {};
    }
    const std::optional<base::Digest> digest = base::Digest::from_bytes(*pinned);
    if (!digest) {
        return Error{ErrorKind::unreadable, "the pinned trust of this machine was changed"};
    }
    Result<sync::TrustChain> chain = read_chain(documents, *digest);
    if (!chain) {
        return chain.error().while_doing("reading the trust of this machine");
    }
    Result<sync::CheckedOwnPart> part = read_own_part(*own, keys().kiosk, *chain);
    if (!part) {
        return part.error().while_doing("reading what the office said about this machine");
    }
    trust_.emplace(std::move(*chain));
    own_.emplace(std::move(part->part));
    return {};
}

const sync::KioskKeys& Machine::keys() const {
    base::promise(keys_.has_value(), "keys of a machine that has none");
    return *keys_;
}

const sync::SignKeyPair& Machine::sign_key() const {
    base::promise(sign_.has_value(), "signing key of a machine that has none");
    return *sign_;
}

const sync::TrustChain& Machine::trust() const {
    base::promise(trust_.has_value(), "trust of a machine that is not enrolled");
    return *trust_;
}

const sync::OwnPart& Machine::own_part() const {
    base::promise(own_.has_value(), "own part of a machine that is not enrolled");
    return *own_;
}

sync::Origin Machine::origin() const {
    return {trust().current().org, keys().kiosk, keys().instance};
}

Result<sync::OwnSecrets> Machine::secrets() const {
    return sync::open_own_secrets(own_part(), keys().receive);
}

Result<sync::AdminToken> Machine::check_token(base::ByteView file, base::Day today) const {
    return sync::check_token(file, trust().current(), {keys().kiosk, 0, today});
}

std::optional<sync::AdminToken> Machine::token(base::Day today) const {
    const std::optional<base::Bytes> file =
        enrolled() ? journal_.state().value(token_name) : std::nullopt;
    if (!file) {
        return std::nullopt;
    }
    Result<sync::AdminToken> checked = check_token(*file, today);
    return checked ? std::optional(*checked) : std::nullopt;
}

std::optional<Error> Machine::standing() const {
    if (!enrolled()) {
        return Error{ErrorKind::refused, "This machine is not set up yet."};
    }
    switch (own_part().state) {
        case sync::OwnState::active: return std::nullopt;
        case sync::OwnState::cloned:
            return Error{ErrorKind::refused, "This machine is a copy. Return it."};
        case sync::OwnState::revoked:
        case sync::OwnState::retired: break;
    }
    return Error{ErrorKind::refused, "Return this machine to the council."};
}

}  // namespace harmony::kiosk
