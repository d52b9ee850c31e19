#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/desk.h"
#include "admin/intake_answers.h"
#include "admin/republish.h"
#include "admin/trust_changes.h"
#include "base/text.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr const char* about_trust = "Whom kiosks believe, and whom they seal to";

Result<sync::TrustDraft> read_draft(base::Files& files, const std::string& file) {
    const Result<base::Bytes> bytes = files.read(file, sync::max_trust_draft);
    if (!bytes) {
        return bytes.error().while_doing("reading " + file);
    }
    Result<sync::TrustDraft> draft = sync::read_trust_draft(*bytes);
    if (!draft) {
        return draft.error().while_doing("reading " + file);
    }
    return draft;
}

/// `trust sign FILE --root KEYFILE`: on the root holder's own machine, which has no office.
class TrustSignVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "trust", about_trust);
        CLI::App& sign =
            *word.add_subcommand("sign", "A root holder signs a draft, on a machine of their own");
        sign.add_option("FILE", file_, "The draft: trust-2.draft")->required();
        sign.add_option("--root", root_, "The root holder's key file")->required();
        sign.add_flag("--yes", yes_, "Signs without asking: the changes were read before");
        sign.footer("Example:\n  harmony-admin trust sign trust-2.draft --root root-1.hkk");
        return sign;
    }

    Result<Exit> run(Desk& desk) override {
        base::Files& files = desk.resources.files;
        Result<sync::TrustDraft> draft = read_draft(files, file_);
        if (!draft) {
            return draft.error();
        }
        if (Result<void> agreed = ask(*draft, desk.resources.terminal); !agreed) {
            return agreed.error();
        }
        const auto passphrase = desk.passphrase.known("Passphrase of the root key: ");
        if (!passphrase) {
            return passphrase.error();
        }
        const Result<sync::OpenedKey> key = open_key(files, root_, *passphrase);
        if (!key) {
            return key.error();
        }
        if (key->kind != sync::KeyKind::root || key->algorithm != sync::KeyAlgorithm::ed25519) {
            return Error{ErrorKind::refused,
                         fmt::format("{} is no root key. Nothing was signed", root_)};
        }
        if (auto done = sync::sign_trust_draft(*draft, sync::SignKeyPair(key->sign_seed()));
            !done) {
            return done.error();
        }
        const auto written = files.write(
            file_, sync::write_trust_draft(*draft), base::IfPresent::replace, base::public_mode);
        if (!written) {
            return written.error().while_doing("writing " + file_);
        }
        say(*draft, desk.resources.terminal);
        return Exit::done;
    }

private:
    Result<void> ask(const sync::TrustDraft& draft, Terminal& terminal) const {
        std::string text = fmt::format("{}, trust document {} in place of {}:\n",
                                       draft.document.org_name,
                                       draft.document.version,
                                       draft.before.document.version);
        for (const std::string& change : changes_between(draft.before.document, draft.document)) {
            text += fmt::format("  {}\n", change);
        }
        terminal.print(text);
        if (yes_) {
            return {};
        }
        const auto answer = terminal.ask("Is this what was agreed, and do you sign it? [yes/no] ");
        if (!answer) {
            return Error{ErrorKind::refused,
                         "nobody can be asked here. Read the changes, then add --yes"};
        }
        const std::string word = base::lower_ascii(base::trim(*answer));
        return word == "yes" || word == "y" ? Result<void>()
                                            : Error{ErrorKind::refused, "nothing was signed"};
    }

    void say(const sync::TrustDraft& draft, Terminal& terminal) const {
        terminal.print(fmt::format(
            "Signed: {} of {} root keys.\n", draft.signed_before(), draft.needed_before()));
        terminal.print(
            draft.complete()
                ? fmt::format("That is enough. In the office: harmony-admin trust finish {} --to "
                              "...\n",
                              file_)
                : fmt::format("Pass {} on to the next root holder.\n", file_));
    }

    std::string file_;
    std::string root_;
    bool yes_ = false;
};

/// `trust finish FILE --to`: puts a signed draft in force and writes everything anew.
class TrustFinishVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "trust", about_trust);
        CLI::App& finish =
            *word.add_subcommand("finish", "Puts a signed draft in force, and tells every kiosk");
        finish.add_option("FILE", file_, "The draft that enough root holders signed")->required();
        finish.add_option("--to", to_, fmt::format("Where kiosks fetch: {}", store_words))
            ->required();
        finish.footer(
            "Run it again for another stick, or after it was interrupted: that is harmless.\n"
            "Example:\n  harmony-admin trust finish office/trust-2.draft --to usb:/media/stick");
        return finish;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const Result<sync::TrustDraft> draft = read_draft(desk.resources.files, file_);
        if (!draft) {
            return draft.error();
        }
        const Result<base::Bytes> document = sync::finish_trust_draft(*draft);
        if (!document) {
            return document.error();
        }
        auto courier = open_courier(to_, **office, desk);
        if (!courier) {
            return courier.error();
        }
        // Asks the place first: no stick, nothing done.
        if (const auto there = (*courier)->list(sync::down_folder(), ""); !there) {
            return there.error().while_doing("putting it in force (nothing was changed)");
        }
        const auto publisher = install(desk, **office, *draft, *document);
        if (!publisher) {
            return publisher.error();
        }
        const auto done = republish(**office, *publisher, **courier, desk.resources.clock.today());
        if (!done) {
            return done.error().while_doing(
                "the new document is in force, but kiosks were not told everything (run trust "
                "finish again)");
        }
        say(*draft, *done, desk.resources.terminal);
        return Exit::done;
    }

private:
    /// The keys that the document names must be here before it counts: nobody else could open what
    /// kiosks would seal, or sign what they would believe.
    static Result<void> keys_are_here(base::Files& files,
                                      const Office& office,
                                      const sync::TrustDocument& document) {
        const auto here = keys_in(files, office.folder().keys());
        if (!here) {
            return here.error();
        }
        for (const sync::RecipientSet& set : document.sets) {
            const bool held =
                std::any_of(set.members.begin(), set.members.end(), [&](const auto& member) {
                    return std::any_of(here->begin(), here->end(), [&](const ShelvedKey& key) {
                        return base::equal(key.label.public_key, member.key.view());
                    });
                });
            if (!held) {
                return Error{
                    ErrorKind::refused,
                    fmt::format("no key in {} opens {} under this document. Nothing was changed; "
                                "put the key file back that trust rotate made",
                                office.folder().keys().string(),
                                class_words(set.cls))};
            }
        }
        return {};
    }

    static Result<sync::SignKeyPair> install(Desk& desk,
                                             Office& office,
                                             const sync::TrustDraft& draft,
                                             const base::Bytes& document) {
        if (auto here = keys_are_here(desk.resources.files, office, draft.document); !here) {
            return here.error();
        }
        const auto passphrase = desk.passphrase.known();
        if (!passphrase) {
            return passphrase.error();
        }
        Result<sync::SignKeyPair> publisher = office.publisher_of(draft.document, *passphrase);
        if (!publisher) {
            return publisher;
        }
        sync::TrustChain chain = office.trust();
        const auto step = chain.offer(document);
        if (!step) {
            return step.error();
        }
        const bool newest =
            chain.newest().digest == sync::frame_digest(sync::FrameKind::trust, document);
        if (*step == sync::TrustChain::Step::taken) {
            // Whom a thief with the old key told something must hear what is true, also where that
            // is that nothing is here.
            const bool others_publish =
                draft.before.document.publisher_set() != draft.document.publisher_set();
            const Result<void> noted =
                others_publish ? answer_everybody_anew(office.store()) : Result<void>();
            if (!noted) {
                return noted.error();
            }
            if (Result<void> installed =
                    office.install_trust(document, desk.resources.clock.today(), *publisher);
                !installed) {
                return installed.error();
            }
        } else if (*step != sync::TrustChain::Step::known || !newest) {
            return Error{ErrorKind::refused,
                         fmt::format("this draft follows document {}, and {} is in force. Nothing "
                                     "was changed; begin a new draft",
                                     draft.before.document.version,
                                     office.trust().current().version)};
        }
        return publisher;
    }

    static void say(const sync::TrustDraft& draft, const Republished& done, Terminal& terminal) {
        terminal.print(fmt::format(
            "Trust document {} is in force. Written again: {} own parts, {} content lists, {} "
            "acknowledgements. Kiosks take it at their next sync.\n",
            draft.document.version,
            done.own_parts,
            done.packs,
            done.acknowledgements));
        for (const std::string& stream : done.missing) {
            terminal.complain(fmt::format(
                "Not all content of {} lies there. Publish it again: harmony-admin publish\n",
                stream));
        }
        if (done.strangers > 0) {
            terminal.complain(fmt::format(
                "{} files there are not from this office. Kiosks step over a few of them; clear "
                "them away.\n",
                done.strangers));
        }
    }

    std::string file_;
    std::string to_;
};

}  // namespace

std::unique_ptr<Verb> make_trust_sign_verb() {
    return std::make_unique<TrustSignVerb>();
}

std::unique_ptr<Verb> make_trust_finish_verb() {
    return std::make_unique<TrustFinishVerb>();
}

}  // namespace harmony::admin
