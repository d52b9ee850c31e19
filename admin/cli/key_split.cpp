#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/desk.h"
#include "admin/key_shelf.h"
#include "sync/escrow.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr const char* about_key = "Key files: what there is, paper, holders, the end of one";

/// `key split FILE --holders A.pub B.pub C.pub --need 2 --out FILE`.
class KeySplitVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "key", about_key);
        CLI::App& verb = *word.add_subcommand(
            "split", "Seals a key so that several holders must come together to open it");
        verb.add_option("FILE", file_, "The key file")->required();
        verb.add_option("--holders", holders_, "Public halves of 2 to 5 holders: key new holder")
            ->required();
        verb.add_option("--need", need_, "How many of them must come together: 2 or 3")
            ->capture_default_str();
        verb.add_option("--out", out_, "The file to make: escrow-survey.hks")->required();
        verb.footer(
            "Every holder may keep a copy of what is made; alone it opens nothing.\n"
            "Example:\n  harmony-admin key split escrow/survey.hkk --holders a.pub b.pub c.pub "
            "--need 2 --out survey.hks");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        base::Files& files = desk.resources.files;
        std::vector<sync::BoxPublicKey> holders;
        for (const std::string& file : holders_) {
            const auto half = read_public_half(files, file);
            if (!half) {
                return half.error();
            }
            if (half->kind != sync::KeyKind::escrow_holder) {
                return Error{ErrorKind::refused,
                             fmt::format("{} is not of a holder's key. Nothing was made; a holder "
                                         "makes one: harmony-admin key new holder",
                                         file)};
            }
            holders.push_back(*sync::BoxPublicKey::from_bytes(half->public_key));
        }
        const auto passphrase = desk.passphrase.known("Passphrase of this key: ");
        if (!passphrase) {
            return passphrase.error();
        }
        const auto key = open_key(files, file_, *passphrase);
        if (!key) {
            return key.error();
        }
        if (key->algorithm == sync::KeyAlgorithm::bytes) {
            return Error{ErrorKind::refused, "only keys can be split, and this file holds none"};
        }
        const auto split = sync::split_key(*key, holders, need_);
        if (!split) {
            return split.error();
        }
        const auto written = files.write(out_, *split, base::IfPresent::skip, base::private_mode);
        if (!written || *written == base::Delivery::was_there) {
            return written ? Error{ErrorKind::refused, fmt::format("{} is there already", out_)}
                           : written.error().while_doing("writing " + out_);
        }
        desk.resources.terminal.print(fmt::format(
            "{} opens when {} of {} holders come together, one after the other: harmony-admin key "
            "join. Try that once before {} is put away.\n",
            out_,
            need_,
            holders.size(),
            file_));
        return Exit::done;
    }

private:
    std::string file_;
    std::vector<std::string> holders_;
    std::uint8_t need_ = 2;
    std::string out_;
};

/// `key join FILE --holder KEYFILE --out FILE`.
class KeyJoinVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "key", about_key);
        CLI::App& verb =
            *word.add_subcommand("join", "A holder opens their part of a split key and passes on");
        verb.add_option("FILE", file_, "The split key, or what the holder before passed on")
            ->required();
        verb.add_option("--holder", holder_, "The holder's own key file")->required();
        verb.add_option("--out", out_, "What to pass on; of the last holder, the key file")
            ->required();
        verb.add_option("--new-passphrase-file",
                        fresh_,
                        "For the key file of the last holder; else it is asked for");
        verb.footer(
            "Example:\n  harmony-admin key join survey.hks --holder my-key.hkk --out next.hkj");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        base::Files& files = desk.resources.files;
        const auto bytes = files.read(file_, sync::max_split_file);
        if (!bytes) {
            return bytes.error().while_doing("reading " + file_);
        }
        const auto passphrase = desk.passphrase.known("Passphrase of the holder's key: ");
        if (!passphrase) {
            return passphrase.error();
        }
        const auto holder = open_key(files, holder_, *passphrase);
        if (!holder) {
            return holder.error();
        }
        if (holder->algorithm != sync::KeyAlgorithm::x25519) {
            return Error{ErrorKind::refused, fmt::format("{} is no holder's key", holder_)};
        }
        const auto step = sync::join_key(*bytes, sync::BoxKeyPair(holder->box_seed()));
        if (!step) {
            return step.error().while_doing(file_);
        }
        return step->key ? keep(desk, *step->key) : pass_on(desk, *step);
    }

private:
    Result<Exit> keep(Desk& desk, const sync::OpenedKey& key) const {
        Resources& resources = desk.resources;
        PassphraseSource source(resources.files, resources.terminal, fresh_);
        const auto fresh = source.fresh();
        if (!fresh) {
            return fresh.error();
        }
        KeyTools tools{resources.files, resources.random, *fresh, {}};
        if (Result<void> kept = keep_key(key, out_, tools); !kept) {
            return kept.error();
        }
        resources.terminal.print(
            fmt::format("{} is the {} key. It is whole.\n", out_, key_kind_word(key.kind)));
        return Exit::done;
    }

    Result<Exit> pass_on(Desk& desk, const sync::JoinStep& step) const {
        const auto written = desk.resources.files.write(
            out_, step.pass_on, base::IfPresent::replace, base::private_mode);
        if (!written) {
            return written.error().while_doing("writing " + out_);
        }
        std::string next;
        for (const base::KeyId& id : step.next) {
            next += fmt::format("{}{}", next.empty() ? "" : " or ", id.hex());
        }
        desk.resources.terminal.print(
            fmt::format("Opened. Pass {} on to the holder of key {}.\n", out_, next));
        return Exit::done;
    }

    std::string file_;
    std::string holder_;
    std::string out_;
    std::string fresh_;
};

}  // namespace

std::unique_ptr<Verb> make_key_split_verb() {
    return std::make_unique<KeySplitVerb>();
}

std::unique_ptr<Verb> make_key_join_verb() {
    return std::make_unique<KeyJoinVerb>();
}

}  // namespace harmony::admin
