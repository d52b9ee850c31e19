#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/text_table.h"
#include "admin/trust_changes.h"
#include "sync/fingerprint.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr const char* about_trust = "Whom kiosks believe, and whom they seal to";

CLI::App& trust_word(CLI::App& app) {
    return word_group(app, "trust", about_trust);
}

sync::PassphraseCost cost_of(const Office& office) {
    return office.settings().demo ? sync::demo_passphrase_cost : sync::PassphraseCost{};
}

/// `trust show`.
class TrustShowVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& show = *trust_word(app).add_subcommand(
            "show", "Shows the trust document in force, and a draft");
        show.add_flag("--json", json_, "Prints it as JSON");
        show.footer("Example:\n  harmony-admin trust show");
        return show;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const sync::TrustChain& trust = (*office)->trust();
        const Result<std::string> digits = sync::fingerprint(trust.first().digest);
        if (!digits) {
            return digits.error();
        }
        desk.resources.terminal.print(json_ ? as_json(trust.newest(), *digits)
                                            : as_text(trust.newest(), *digits));
        return json_ ? Result<Exit>(Exit::done) : show_draft(desk, **office);
    }

private:
    static TextTable table_of(const sync::TrustDocument& document) {
        TextTable table({{"key"}, {"what it does"}, {"where it belongs"}});
        for (const sync::SignPublicKey& key : document.roots) {
            table.add({sync::key_id(key).hex(), "root: signs this document", "a safe"});
        }
        for (const sync::SignPublicKey& key : document.publishers) {
            table.add({sync::key_id(key).hex(), "publisher: signs what kiosks show", "the office"});
        }
        for (const sync::RecipientSet& set : document.sets) {
            for (const sync::Recipient& member : set.members) {
                const bool escrow = member.role == sync::RecipientRole::escrow;
                table.add({sync::key_id(member.key).hex(),
                           fmt::format("opens {}", class_words(set.cls)),
                           escrow ? "a safe" : "the office"});
            }
        }
        return table;
    }

    static std::string as_text(const sync::TrustedDocument& trust, const std::string& digits) {
        const sync::TrustDocument& document = trust.document;
        return fmt::format(
            "{}: trust document {} of {}. {} of {} root keys must sign the next one.\n"
            "The sheet for enrolling kiosks says {}; that stays the same.\n{}",
            document.org_name,
            document.version,
            base::to_iso(document.created),
            document.root_threshold,
            document.roots.size(),
            digits,
            table_of(document).text());
    }

    static std::string as_json(const sync::TrustedDocument& trust, const std::string& digits) {
        const sync::TrustDocument& document = trust.document;
        nlohmann::json roots = nlohmann::json::array();
        nlohmann::json publishers = nlohmann::json::array();
        nlohmann::json sets = nlohmann::json::array();
        for (const sync::SignPublicKey& key : document.roots) {
            roots.push_back(sync::key_id(key).hex());
        }
        for (const sync::SignPublicKey& key : document.publishers) {
            publishers.push_back(sync::key_id(key).hex());
        }
        for (const sync::RecipientSet& set : document.sets) {
            nlohmann::json members = nlohmann::json::array();
            for (const sync::Recipient& member : set.members) {
                members.push_back({{"key", sync::key_id(member.key).hex()},
                                   {"escrow", member.role == sync::RecipientRole::escrow}});
            }
            sets.push_back({{"class", static_cast<int>(set.cls)},
                            {"set", set.id.hex()},
                            {"members", members}});
        }
        return nlohmann::json{{"version", document.version},
                              {"digest", trust.digest.hex()},
                              {"fingerprint", digits},
                              {"threshold", document.root_threshold},
                              {"roots", roots},
                              {"publishers", publishers},
                              {"sets", sets}}
                   .dump() +
               '\n';
    }

    static Result<Exit> show_draft(Desk& desk, Office& office) {
        const std::uint32_t next = office.trust().current().version + 1;
        const auto file = office.folder().trust_draft(next);
        const auto bytes = desk.resources.files.read(file, sync::max_trust_draft);
        if (!bytes) {
            return Exit::done;
        }
        const Result<sync::TrustDraft> draft = sync::read_trust_draft(*bytes);
        if (!draft) {
            return draft.error().while_doing("reading " + file.string());
        }
        std::string text = fmt::format("A draft of document {} lies in {}:\n", next, file.string());
        for (const std::string& change : changes_between(draft->before.document, draft->document)) {
            text += fmt::format("  {}\n", change);
        }
        text += fmt::format(
            "Signed by {} of {} root keys.\n", draft->signed_before(), draft->needed_before());
        desk.resources.terminal.print(text);
        return Exit::done;
    }

    bool json_ = false;
};

/// What `trust rotate`, `trust new-publisher` and `trust new-root` have in common: they change a
/// draft that root holders then sign.
class TrustChangeVerb : public Verb {
public:
    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const std::filesystem::path file =
            draft_.empty()
                ? (*office)->folder().trust_draft((*office)->trust().current().version + 1)
                : std::filesystem::path(draft_);
        Result<DraftBasis> basis = draft_basis(**office, desk.resources.files, file);
        if (!basis) {
            return basis.error();
        }
        const Result<std::vector<MadeKey>> made = change(desk, **office, basis->document);
        if (!made) {
            return made.error();
        }
        const Result<sync::TrustDraft> draft = keep_draft(**office,
                                                          std::move(basis->document),
                                                          desk.resources.clock.today(),
                                                          desk.resources.files,
                                                          file);
        if (!draft) {
            return draft.error();
        }
        say(desk.resources.terminal, *draft, *made, basis->had_signatures, file);
        return Exit::done;
    }

protected:
    void declare_draft(CLI::App& verb) {
        verb.add_option("--draft", draft_, "The draft, in place of trust-N.draft in the office");
    }

    [[nodiscard]] virtual Result<std::vector<MadeKey>> change(Desk& desk,
                                                              Office& office,
                                                              sync::TrustDocument& document) = 0;

    /// The passphrase is proven on a key that is here, so that new keys get the same one.
    static Result<KeyTools> key_tools(Desk& desk, Office& office) {
        const auto passphrase = desk.passphrase.known();
        if (!passphrase) {
            return passphrase.error();
        }
        if (const auto proof = office.recipient(key_names::survey, *passphrase); !proof) {
            return proof.error();
        }
        return KeyTools{desk.resources.files, desk.resources.random, *passphrase, cost_of(office)};
    }

private:
    static void say(Terminal& terminal,
                    const sync::TrustDraft& draft,
                    const std::vector<MadeKey>& made,
                    bool had_signatures,
                    const std::filesystem::path& file) {
        std::string text;
        for (const MadeKey& key : made) {
            text += fmt::format("Made {}.\n", key.file.string());
        }
        text += fmt::format(
            "The draft of trust document {} is {}:\n", draft.document.version, file.string());
        for (const std::string& change : changes_between(draft.before.document, draft.document)) {
            text += fmt::format("  {}\n", change);
        }
        if (had_signatures) {
            text += "It was signed before this change: everybody must sign again.\n";
        }
        text += fmt::format(
            "Nothing is in force yet. {} of {} root holders sign it, one after the other, each on "
            "a machine of their own:\n"
            "  harmony-admin trust sign {} --root KEYFILE\n"
            "Then here: harmony-admin trust finish {} --to ...\n",
            draft.needed_before(),
            draft.before.document.roots.size(),
            file.filename().string(),
            file.string());
        terminal.print(text);
    }

    std::string draft_;
};

/// `trust rotate survey contact`.
class TrustRotateVerb final : public TrustChangeVerb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& rotate = *trust_word(app).add_subcommand(
            "rotate", "New keys to seal to: each quarter, or when somebody leaves");
        rotate.add_option("WHOSE", names_, "survey, contact or health; several may be given")
            ->required();
        rotate.add_option(
            "--escrow", escrow_, "Public halves that escrow holders made, in place of making them");
        declare_draft(rotate);
        rotate.footer(
            "The old keys stay until you destroy them: answers on their way need them.\n"
            "Example:\n  harmony-admin trust rotate survey contact");
        return rotate;
    }

protected:
    Result<std::vector<MadeKey>> change(Desk& desk,
                                        Office& office,
                                        sync::TrustDocument& document) override {
        std::vector<PublicHalf> halves;
        for (const std::string& file : escrow_) {
            Result<PublicHalf> half = read_public_half(desk.resources.files, file);
            if (!half) {
                return half.error();
            }
            halves.push_back(std::move(*half));
        }
        for (const std::string& name : names_) {
            if (!class_called(name)) {
                return Error{ErrorKind::refused,
                             fmt::format("'{}' is none of survey, contact and health. Nothing was "
                                         "changed",
                                         name)};
            }
        }
        Result<KeyTools> tools = key_tools(desk, office);
        if (!tools) {
            return tools.error();
        }
        std::vector<MadeKey> all;
        for (const std::string& name : names_) {
            Result<std::vector<MadeKey>> made =
                rotate_set(document, name, halves, office.folder(), *tools);
            if (!made) {
                return made;
            }
            all.insert(all.end(), made->begin(), made->end());
        }
        return all;
    }

private:
    std::vector<std::string> names_;
    std::vector<std::string> escrow_;
};

/// `trust new-publisher`.
class TrustPublisherVerb final : public TrustChangeVerb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *trust_word(app).add_subcommand(
            "new-publisher", "A new key for what kiosks show: each year, or when it was stolen");
        declare_draft(verb);
        verb.footer("Example:\n  harmony-admin trust new-publisher");
        return verb;
    }

protected:
    Result<std::vector<MadeKey>> change(Desk& desk,
                                        Office& office,
                                        sync::TrustDocument& document) override {
        Result<KeyTools> tools = key_tools(desk, office);
        if (!tools) {
            return tools.error();
        }
        Result<MadeKey> made = replace_publisher(document, office.folder(), *tools);
        return made ? Result<std::vector<MadeKey>>(std::vector<MadeKey>{*made}) : made.error();
    }
};

/// `trust new-root --replace ID --with FILE.pub`.
class TrustRootVerb final : public TrustChangeVerb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& verb = *trust_word(app).add_subcommand(
            "new-root", "Another root key in the place of one that is lost or was stolen");
        verb.add_option("--replace", lost_, "The id of the key that goes: see trust show")
            ->required();
        verb.add_option("--with", fresh_, "The public half of the new one: key new root makes it")
            ->required();
        declare_draft(verb);
        verb.footer(
            "Example:\n  harmony-admin trust new-root --replace 0123456789abcdef --with "
            "new-root.pub");
        return verb;
    }

protected:
    Result<std::vector<MadeKey>> change(Desk& desk,
                                        Office& /*office*/,
                                        sync::TrustDocument& document) override {
        const Result<PublicHalf> fresh = read_public_half(desk.resources.files, fresh_);
        if (!fresh) {
            return fresh.error();
        }
        if (Result<void> replaced = replace_root(document, lost_, *fresh); !replaced) {
            return replaced.error();
        }
        return std::vector<MadeKey>{};
    }

private:
    std::string lost_;
    std::string fresh_;
};

}  // namespace

std::unique_ptr<Verb> make_trust_show_verb() {
    return std::make_unique<TrustShowVerb>();
}

std::unique_ptr<Verb> make_trust_rotate_verb() {
    return std::make_unique<TrustRotateVerb>();
}

std::unique_ptr<Verb> make_trust_publisher_verb() {
    return std::make_unique<TrustPublisherVerb>();
}

std::unique_ptr<Verb> make_trust_root_verb() {
    return std::make_unique<TrustRootVerb>();
}

}  // namespace harmony::admin
