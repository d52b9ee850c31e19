#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/desk.h"
#include "admin/key_page.h"
#include "admin/key_shelf.h"
#include "sync/paper_key.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

namespace fs = std::filesystem;

constexpr const char* about_key = "Key files: what there is, paper, holders, the end of one";
constexpr std::size_t paper_cap = 4096;

std::optional<PageFormat> format_of(const fs::path& file) {
    const std::string ending = file.extension().string();
    if (ending == ".pdf") {
        return PageFormat::pdf;
    }
    if (ending == ".svg") {
        return PageFormat::svg;
    }
    return ending == ".png" ? std::optional(PageFormat::png) : std::nullopt;
}

/// `key paper FILE`.
class KeyPaperVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "key", about_key);
        CLI::App& verb =
            *word.add_subcommand("paper", "Writes a key for paper: letters and a code");
        verb.add_option("FILE", file_, "The key file")->required();
        verb.add_option("--out", out_, "A page to print: FILE.pdf, .svg or .png; else it is shown");
        verb.footer(
            "The page is the key itself, without a passphrase: print it on a printer that keeps no "
            "copies, and delete the file.\n"
            "Example:\n  harmony-admin key paper root-1.hkk --out root-1.pdf");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Resources& resources = desk.resources;
        const auto format = format_of(out_);
        if (!out_.empty() && !format) {
            return Error{ErrorKind::refused, "the page is a .pdf, .svg or .png: --out FILE.pdf"};
        }
        const auto shelved = read_shelved_key(resources.files, file_);
        if (!shelved) {
            return shelved.error();
        }
        const auto passphrase = desk.passphrase.known("Passphrase of this key: ");
        if (!passphrase) {
            return passphrase.error();
        }
        const auto key = open_key(resources.files, file_, *passphrase);
        if (!key) {
            return key.error();
        }
        if (key->algorithm == sync::KeyAlgorithm::bytes) {
            return Error{ErrorKind::refused, "only keys go on paper, and this file holds none"};
        }
        const KeyPage page{std::string(key_kind_word(key->kind)),
                           shelved->id.hex(),
                           base::to_iso(resources.clock.today()),
                           sync::paper_text(key->kind, key->algorithm, key->secret)};
        return out_.empty() ? show(page, resources.terminal) : draw(page, *format, resources);
    }

private:
    static Result<Exit> show(const KeyPage& page, Terminal& terminal) {
        terminal.print(fmt::format("The {} key {}, {}. Whoever reads this holds the key.\n\n",
                                   page.kind,
                                   page.key_id,
                                   page.day));
        terminal.print(page.text.view());
        terminal.print("\n\n");
        terminal.print(terminal_code(page.text.view()));
        return Exit::done;
    }

    Result<Exit> draw(const KeyPage& page, PageFormat format, Resources& resources) const {
        const auto bytes = draw_key_page(page, format);
        if (!bytes) {
            return bytes.error();
        }
        const auto written =
            resources.files.write(out_, *bytes, base::IfPresent::replace, base::private_mode);
        if (!written) {
            return written.error().while_doing("writing " + out_);
        }
        resources.terminal.print(fmt::format(
            "{} is the {} key {} on a page. Print it, put it into a safe, and delete the file.\n",
            out_,
            page.kind,
            page.key_id));
        return Exit::done;
    }

    std::string file_;
    std::string out_;
};

/// `key from-paper --out FILE`.
class KeyFromPaperVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& word = word_group(app, "key", about_key);
        CLI::App& verb = *word.add_subcommand("from-paper", "Makes a key file of a key on paper");
        verb.add_option("--out", out_, "The key file to make")->required();
        verb.add_option("--text", text_, "A file with the 64 letters; else they are asked for");
        verb.footer(
            "Large and small letters, spaces and hyphens do not matter.\n"
            "Example:\n  harmony-admin key from-paper --out root-1.hkk");
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        Resources& resources = desk.resources;
        const auto typed = letters(resources);
        if (!typed) {
            return typed.error();
        }
        const auto key = sync::read_paper_text(typed->view());
        if (!key) {
            return key.error();
        }
        const auto passphrase = desk.passphrase.fresh();
        if (!passphrase) {
            return passphrase.error();
        }
        KeyTools tools{resources.files, resources.random, *passphrase, {}};
        if (Result<void> kept = keep_key(*key, out_, tools); !kept) {
            return kept.error();
        }
        const auto shelved = read_shelved_key(resources.files, out_);
        if (!shelved) {
            return shelved.error();
        }
        resources.terminal.print(fmt::format("{} is the {} key {}. Compare that with the page.\n",
                                             out_,
                                             key_kind_word(key->kind),
                                             shelved->id.hex()));
        return Exit::done;
    }

private:
    Result<base::SecretText> letters(Resources& resources) const {
        if (text_.empty()) {
            auto typed = resources.terminal.ask_secret("The 64 letters: ");
            return typed ? Result<base::SecretText>(*typed)
                         : Error{ErrorKind::absent,
                                 "nobody can type the letters here. Name a file that holds them: "
                                 "--text FILE"};
        }
        Result<base::Bytes> bytes = resources.files.read(text_, paper_cap);
        if (!bytes) {
            return bytes.error().while_doing("reading " + text_);
        }
        base::SecretText typed(base::as_text(*bytes));
        std::fill(bytes->begin(), bytes->end(), std::byte{});
        return typed;
    }

    std::string out_;
    std::string text_;
};

}  // namespace

std::unique_ptr<Verb> make_key_paper_verb() {
    return std::make_unique<KeyPaperVerb>();
}

std::unique_ptr<Verb> make_key_from_paper_verb() {
    return std::make_unique<KeyFromPaperVerb>();
}

}  // namespace harmony::admin
