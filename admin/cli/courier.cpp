#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/desk.h"
#include "admin/cli/text_table.h"
#include "admin/store_secrets.h"
#include "sync/store_address.h"

namespace harmony::admin {

namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::size_t secret_cap = 4096;
constexpr const char* about_group = "Stores on the network that carry for kiosks";

Result<sync::StoreAddress> network_store(const std::string& text) {
    auto store = sync::parse_store_address(text);
    if (store && !store->on_network()) {
        return Error{ErrorKind::refused, "a folder or stick needs no password: " + text};
    }
    return store;
}

/// `courier secret ADDRESS`: keeps the name and password of a store.
class CourierSecretVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& secret = *word_group(app, "courier", about_group)
                                .add_subcommand("secret", "Keeps the password of a store");
        secret.add_option("ADDRESS", address_, "https://host/folder or s3:https://host/bucket")
            ->required();
        secret.add_option("--secret-file",
                          file_,
                          "A file of two lines, in place of being asked: name, then password (or "
                          "key id, then secret key)");
        secret.footer("Example:\n  harmony-admin courier secret https://dav.example.org/harmony");
        return secret;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto store = network_store(address_);
        if (!store) {
            return store.error();
        }
        const auto credentials = file_.empty() ? asked(desk) : from_file(desk);
        if (!credentials) {
            return credentials.error();
        }
        const auto passphrase = desk.passphrase.known();
        if (!passphrase) {
            return passphrase.error();
        }
        // The publisher's key proves the passphrase: a slip would lock the password away.
        if (const auto proof = (*office)->publisher(*passphrase); !proof) {
            return proof.error();
        }
        const auto kept = keep_store_secret(**office,
                                            store->web,
                                            *credentials,
                                            *passphrase,
                                            desk.resources.files,
                                            desk.resources.random);
        if (!kept) {
            return kept.error();
        }
        desk.resources.terminal.print(
            fmt::format("The password for {} is kept. Try it: harmony-admin courier probe {}\n",
                        store->host(),
                        address_));
        return Exit::done;
    }

private:
    [[nodiscard]] Result<sync::Credentials> from_file(Desk& desk) const {
        Result<base::Bytes> text = desk.resources.files.read(file_, secret_cap);
        if (!text) {
            return text.error().while_doing("reading " + file_);
        }
        auto read = sync::read_credentials(*text);
        std::fill(text->begin(), text->end(), std::byte{});
        return std::move(read).while_doing("reading " + file_);
    }

    static Result<sync::Credentials> asked(Desk& desk) {
        const auto name = desk.resources.terminal.ask("Name (or key id): ");
        auto secret = desk.resources.terminal.ask_secret("Password (or secret key): ");
        if (!name || name->empty() || !secret || secret->empty()) {
            return Error{ErrorKind::absent,
                         "nobody typed a name and password. Name a file that holds them: "
                         "--secret-file FILE"};
        }
        return sync::Credentials{base::SecretText(*name), std::move(*secret)};
    }

    std::string address_;
    std::string file_;
};

/// `courier probe ADDRESS`: what works with a store, step by step.
class CourierProbeVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& probe = *word_group(app, "courier", about_group)
                               .add_subcommand("probe", "Tries what a courier needs of a place");
        probe.add_option("ADDRESS", address_, store_words)->required();
        probe.footer(
            "It leaves one file of 64 kB at the place.\n"
            "Example:\n  harmony-admin courier probe https://dav.example.org/harmony");
        return probe;
    }

    Result<Exit> run(Desk& desk) override {
        auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto courier = open_courier(address_, **office, desk);
        if (!courier) {
            return courier.error();
        }
        const base::Bytes sample(65536, std::byte{0x48});
        const auto name = sync::ObjectName::pack_content(sync::file_hash(sample));
        add("list what kiosks sent", desk, [&]() -> Result<std::string> {
            const auto listing = (*courier)->list(sync::up_folder(), "");
            return listing ? fmt::format("{} packages", listing->names.size())
                           : Result<std::string>(listing.error());
        });
        add("write 64 kB and read it back", desk, [&]() -> Result<std::string> {
            const auto done = (*courier)->deliver(name, sample);
            return done ? std::string(*done == base::Delivery::fresh ? "written" : "was there")
                        : Result<std::string>(done.error());
        });
        add("find it again", desk, [&]() -> Result<std::string> {
            const auto listing = (*courier)->list("down/all", "");
            if (!listing) {
                return listing.error();
            }
            const auto& names = listing->names;
            return std::find(names.begin(), names.end(), name) != names.end()
                       ? Result<std::string>("found")
                       : Error{ErrorKind::unreadable, "it is not in the listing"};
        });
        if (const auto off = (*courier)->remarks().clock_off) {
            table_.add({"compare clocks",
                        "differs",
                        fmt::format("The clock differs from the store's by {} min",
                                    std::chrono::abs(*off).count()),
                        ""});
        }
        desk.resources.terminal.print(table_.text());
        return failed_ ? Exit::refused : Exit::done;
    }

private:
    template <typename Step>
    void add(const std::string& what, Desk& desk, const Step& step) {
        const auto start = desk.resources.clock.monotonic();
        const Result<std::string> said = step();
        const auto took = desk.resources.clock.monotonic() - start;
        failed_ = failed_ || !said;
        table_.add({what,
                    said ? "works" : "does not",
                    said ? *said : said.error().message,
                    fmt::format("{} ms", took.count())});
    }

    std::string address_;
    TextTable table_{{{"step"}, {"result"}, {"said"}, {"time", Align::right}}};
    bool failed_ = false;
};

}  // namespace

std::unique_ptr<Verb> make_courier_secret_verb() {
    return std::make_unique<CourierSecretVerb>();
}

std::unique_ptr<Verb> make_courier_probe_verb() {
    return std::make_unique<CourierProbeVerb>();
}

}  // namespace harmony::admin
