#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/text_table.h"
#include "admin/key_care.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace fs = std::filesystem;

CLI::App& key_word(CLI::App& app) {
    return word_group(app, "key", "Key files: what there is, paper, holders, the end of one");
}

/// Demo offices have key files that open fast; elsewhere it costs what it should.
sync::PassphraseCost cost_at(const fs::path& office, base::Files& files) {
    const auto settings = read_settings(files, OfficeFolder(office));
    return settings && settings->demo ? sync::demo_passphrase_cost : sync::PassphraseCost{};
}

std::string versions_text(const std::vector<std::uint32_t>& versions) {
    if (versions.empty()) {
        return "-";
    }
    return versions.size() == 1 ? std::to_string(versions.front())
                                : fmt::format("{} to {}", versions.front(), versions.back());
}

/// `key list`.
class KeyListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list =
            *key_word(app).add_subcommand("list", "Lists the key files that are in the office");
        list.add_flag("--json", json_, "Prints the list as JSON");
        list.footer(
            "Keys in safes are not here, and should not be: trust show names them all.\n"
            "Example:\n  harmony-admin key list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto keys = keys_of_office(desk.resources.files, (*office)->folder());
        if (!keys) {
            return keys.error();
        }
        TextTable table({{"key"}, {"kind"}, {"file"}, {"since"}, {"trust document"}, {"in force"}});
        nlohmann::json list = nlohmann::json::array();
        for (const ShelvedKey& key : *keys) {
            const bool secret = key.label.algorithm == sync::KeyAlgorithm::bytes;
            const KeyUse use = secret ? KeyUse{} : use_of(**office, key.label.public_key);
            const std::string kind(key_kind_word(key.label.kind));
            const std::string file = fs::relative(key.file, (*office)->folder().root()).string();
            table.add({secret ? "-" : key.id.hex(),
                       kind,
                       file,
                       use.created.empty() ? "-" : use.created,
                       versions_text(use.versions),
                       use.in_force ? "yes" : "no"});
            list.push_back({{"key", secret ? "" : key.id.hex()},
                            {"kind", kind},
                            {"file", file},
                            {"since", use.created},
                            {"versions", use.versions},
                            {"in_force", use.in_force}});
        }
        desk.resources.terminal.print(json_ ? nlohmann::json{{"keys", list}}.dump() + '\n'
                                            : table.text());
        return Exit::done;
    }

private:
    bool json_ = false;
};

/// `key new KIND --out FILE`: for a root or escrow holder, on a machine of their own.
class KeyNewVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *key_word(app).add_subcommand(
            "new", "Makes a key of one's own: a root holder's, an escrow holder's");
        verb.add_option("KIND", kind_, "root, holder, survey, contact or health")->required();
        verb.add_option("--out", out_, "The key file to make: my-key.hkk")->required();
        verb.footer(
            "Beside it lies FILE.pub, which you hand over; the key file stays with you.\n"
            "Example:\n  harmony-admin key new holder --out my-key.hkk");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        const auto kind = key_kind_called(kind_);
        if (!kind || *kind == sync::KeyKind::other || *kind == sync::KeyKind::backup) {
            return Error{ErrorKind::refused,
                         fmt::format("'{}' is none of root, publisher, holder, survey, contact and "
                                     "health. Nothing was made",
                                     kind_)};
        }
        const auto passphrase = desk.passphrase.fresh();
        if (!passphrase) {
            return passphrase.error();
        }
        Resources& resources = desk.resources;
        KeyTools tools{
            resources.files, resources.random, *passphrase, cost_at(desk.office, resources.files)};
        const auto made = make_key_file(*kind, out_, tools);
        if (!made) {
            return made.error();
        }
        fs::path half = out_;
        half.replace_extension(".pub");
        const auto written =
            resources.files.write(half,
                                  base::as_bytes(public_line(*kind, made->public_key)),
                                  base::IfPresent::replace,
                                  base::public_mode);
        if (!written) {
            return written.error().while_doing("writing " + half.string());
        }
        resources.terminal.print(fmt::format("Made {} (key {}). Hand over {}, and nothing else.\n",
                                             out_,
                                             made->id.hex(),
                                             half.string()));
        return Exit::done;
    }

private:
    std::string kind_;
    std::string out_;
};

/// `key change-passphrase [FILE...]`.
class KeyPassphraseVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *key_word(app).add_subcommand(
            "change-passphrase", "Another passphrase for the office's key files, or those named");
        verb.add_option("FILE", named_, "Key files; without, all in the office's folder keys");
        verb.add_option(
            "--new-passphrase-file", fresh_, "A file that holds the new one; else it is asked for");
        verb.footer(
            "Keys on paper and in safes are not changed by this.\n"
            "Example:\n  harmony-admin key change-passphrase");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Resources& resources = desk.resources;
        std::vector<fs::path> files(named_.begin(), named_.end());
        if (files.empty()) {
            const auto keys = keys_in(resources.files, OfficeFolder(desk.office).keys());
            if (!keys) {
                return keys.error();
            }
            for (const ShelvedKey& key : *keys) {
                files.push_back(key.file);
            }
        }
        if (files.empty()) {
            return Error{ErrorKind::absent,
                         fmt::format("there is no key file in {}",
                                     OfficeFolder(desk.office).keys().string())};
        }
        const auto known = desk.passphrase.known("The passphrase of today: ");
        if (!known) {
            return known.error();
        }
        PassphraseSource source(resources.files, resources.terminal, fresh_);
        const auto fresh = source.fresh();
        if (!fresh) {
            return fresh.error();
        }
        KeyTools tools{
            resources.files, resources.random, *fresh, cost_at(desk.office, resources.files)};
        const auto changed = change_passphrase(files, *known, tools);
        if (!changed) {
            return changed.error();
        }
        resources.terminal.print(fmt::format(
            "{} key files have the new passphrase. Backups made before open with the old one.\n",
            *changed));
        return Exit::done;
    }

private:
    std::vector<std::string> named_;
    std::string fresh_;
};

/// `key destroy FILE`.
class KeyDestroyVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb =
            *key_word(app).add_subcommand("destroy", "Overwrites a key file that nothing needs");
        verb.add_option("FILE", file_, "The key file")->required();
        verb.add_option(
            "--even-so", even_so_, "The key's id, to destroy it although something needs it");
        verb.footer(
            "Also destroy its copies: the stick in the safe, the paper, and old backups.\n"
            "Example:\n  harmony-admin key destroy office/keys/survey.hkk");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto key = read_shelved_key(desk.resources.files, file_);
        if (!key) {
            return key.error();
        }
        const std::vector<std::string> needs = needs_of(**office, *key);
        if (!needs.empty() && even_so_ != key->id.hex()) {
            std::string text;
            for (const std::string& need : needs) {
                text += fmt::format("{}{}", text.empty() ? "" : ", and ", need);
            }
            return Error{ErrorKind::refused,
                         fmt::format("{} is still needed: {}. Nothing was changed. To destroy it "
                                     "for ever all the same, add --even-so {}",
                                     file_,
                                     text,
                                     key->id.hex())};
        }
        const auto done =
            destroy_key(**office, *key, desk.resources.clock.today(), desk.resources.log);
        if (!done) {
            return done.error();
        }
        desk.resources.terminal.print(fmt::format(
            "{} is destroyed, and that is noted. Solid-state disks may keep a copy out of reach: "
            "it has its passphrase still. Destroy its copies in safes and on paper too.\n",
            file_));
        return Exit::done;
    }

private:
    std::string file_;
    std::string even_so_;
};

}  // namespace

std::unique_ptr<Verb> make_key_list_verb() {
    return std::make_unique<KeyListVerb>();
}

std::unique_ptr<Verb> make_key_new_verb() {
    return std::make_unique<KeyNewVerb>();
}

std::unique_ptr<Verb> make_key_passphrase_verb() {
    return std::make_unique<KeyPassphraseVerb>();
}

std::unique_ptr<Verb> make_key_destroy_verb() {
    return std::make_unique<KeyDestroyVerb>();
}

}  // namespace harmony::admin
