#include "admin/aside.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "admin/cli/erase_again.h"
#include "admin/cli/open_office.h"
#include "admin/cli/text_table.h"
#include "admin/kiosk_states.h"

namespace harmony::admin {

namespace {

using base::Result;

constexpr std::size_t shown_letters = 12;
constexpr const char* group_about = "Files that were not taken in, and what to do with them";

std::string label_of(Office& office, const db::Quarantined& file) {
    const sync::RegisteredKiosk* kiosk =
        file.stream ? office.registry().find(file.stream->kiosk) : nullptr;
    return kiosk != nullptr ? kiosk->label : file.stream ? file.stream->kiosk.hex() : "-";
}

std::string sentence_of(const AsideView& view) {
    return fmt::format(
        "Package {} of {}, signed by the kiosk: {} records, of which {} are in the store already.\n"
        "Of the others {} open, {} are padding, {} cannot be opened here.\n",
        view.seq,
        base::to_iso(view.cut_day),
        view.records,
        view.known,
        view.fresh.opened,
        view.fresh.dummy,
        view.fresh.cannot_open + view.fresh.no_key + view.fresh.newer + view.fresh.needs_form);
}

/// `aside list`.
class AsideListVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& list =
            *word_group(app, "aside", group_about).add_subcommand("list", "Shows them all");
        list.add_flag("--decisions", decisions_, "Shows what was decided so far, and why");
        list.footer("Example:\n  harmony-admin aside list");
        return list;
    }

    Result<Exit> run(Desk& desk) override {
        const auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        desk.resources.terminal.print(decisions_ ? decided(**office) : files(**office));
        return Exit::done;
    }

private:
    static std::string files(Office& office) {
        TextTable table({{"file"}, {"kiosk"}, {"package", Align::right}, {"since"}, {"why"}});
        for (const db::Quarantined& file : office.store().quarantined()) {
            table.add({file.digest.hex().substr(0, shown_letters),
                       label_of(office, file),
                       std::to_string(file.seq),
                       base::to_iso(file.day),
                       file.reason});
        }
        return table.empty() ? "Nothing is kept aside.\n" : table.text();
    }

    static std::string decided(Office& office) {
        TextTable table({{"day"}, {"what"}, {"of what"}, {"why"}});
        for (const db::Decision& each : office.store().decisions()) {
            table.add({base::to_iso(each.day), each.what, each.object, each.reason});
        }
        return table.empty() ? "Nothing was decided so far.\n" : table.text();
    }

    bool decisions_ = false;
};

/// `aside inspect FILE`, `adopt`, `dismiss`.
class AsideFileVerb final : public Verb {
public:
    enum class Does { inspect, adopt, dismiss };

    explicit AsideFileVerb(Does does) : does_(does) {}

    CLI::App& declare(CLI::App& app) override {
        CLI::App& group = word_group(app, "aside", group_about);
        CLI::App& verb =
            does_ == Does::inspect ? *group.add_subcommand("inspect", "Says what a file holds")
            : does_ == Does::adopt ? *group.add_subcommand("adopt", "Takes a file in after all")
                                   : *group.add_subcommand("dismiss", "Forgets a file");
        verb.add_option("FILE", file_, "The beginning of its name in the list")->required();
        if (does_ != Does::inspect) {
            verb.add_option("--reason", reason_, "Why: it is written down")->required();
        }
        verb.footer(fmt::format("Example:\n  harmony-admin aside {} 3f1c09ab{}",
                                verb.get_name(),
                                does_ == Does::inspect ? "" : " --reason \"the machine is here\""));
        return verb;
    }

    Result<Exit> run(Desk& desk) override {
        const auto open = OpenOffice::open(desk);
        if (!open) {
            return open.error();
        }
        Office& office = *open->office;
        const auto file = kept_aside(office.store(), file_);
        if (!file) {
            return file.error();
        }
        const IntakeTools tools = open->tools(desk, {});
        if (does_ == Does::dismiss) {
            return dismiss(desk, office, *file);
        }
        if (does_ == Does::adopt && file->reason == "newinstance") {
            return confirm(desk, office, *file);
        }
        const auto view = does_ == Does::inspect ? inspect(office, *file, tools)
                                                 : adopt(office, *file, reason_, tools);
        if (!view) {
            return view.error();
        }
        if (Result<void> gone = erase_again(desk, office, tools); !gone) {
            return gone.error().while_doing(
                "erasing what came again with this file (it is taken in; run sync)");
        }
        desk.resources.terminal.print(
            sentence_of(*view) +
            (does_ == Does::adopt ? fmt::format("{} answers were taken in.\n", view->fresh.opened)
                                  : ""));
        return Exit::done;
    }

private:
    Result<Exit> dismiss(Desk& desk, Office& office, const db::Quarantined& file) const {
        const auto done = office.store().dismiss(
            file.digest, {desk.resources.clock.today(), "dismiss", file.digest.hex(), reason_});
        if (!done) {
            return done.error();
        }
        desk.resources.terminal.print(
            "It is forgotten. If it still lies where kiosks put it, sync passes over it.\n");
        return Exit::done;
    }

    Result<Exit> confirm(Desk& desk, Office& office, const db::Quarantined& file) const {
        const auto publisher = open_publisher(office, desk);
        if (!publisher) {
            return publisher.error();
        }
        const auto done =
            confirm_instance(office, file, reason_, *publisher, desk.resources.clock.today());
        if (!done) {
            return done.error();
        }
        desk.resources.terminal.print(
            "The kiosk's new chain is known now. Run sync: what waited goes in.\n");
        return Exit::done;
    }

    Does does_;
    std::string file_;
    std::string reason_;
};

/// `kiosk accept-gap LABEL`.
class KioskGapVerb final : public Verb {
public:
    CLI::App& declare(CLI::App& app) override {
        CLI::App& gap = *word_group(app, "kiosk", "Kiosks of this office")
                             .add_subcommand("accept-gap", "Waits no longer for what never came");
        gap.add_option("LABEL", label_, "Its name, as staff call it")->required();
        gap.add_option("--reason", reason_, "Why: it is written down")->required();
        gap.footer(
            "What waits behind the gap goes in with the next sync. Should the missing ones come "
            "after all, they count.\n"
            "Example:\n  harmony-admin kiosk accept-gap \"Library 1\" --reason \"its disk broke\"");
        return gap;
    }

    Result<Exit> run(Desk& desk) override {
        const auto office = open_office(desk);
        if (!office) {
            return office.error();
        }
        const auto kiosk = kiosk_called((*office)->registry(), label_);
        if (!kiosk) {
            return kiosk.error();
        }
        const auto closed = accept_gaps(**office, *kiosk, reason_, desk.resources.clock.today());
        if (!closed) {
            return closed.error();
        }
        desk.resources.terminal.print(
            "The gap is closed, and stays on record. Run sync: what waited goes in.\n");
        return Exit::done;
    }

private:
    std::string label_;
    std::string reason_;
};

}  // namespace

std::unique_ptr<Verb> make_aside_list_verb() {
    return std::make_unique<AsideListVerb>();
}

std::unique_ptr<Verb> make_aside_inspect_verb() {
    return std::make_unique<AsideFileVerb>(AsideFileVerb::Does::inspect);
}

std::unique_ptr<Verb> make_aside_adopt_verb() {
    return std::make_unique<AsideFileVerb>(AsideFileVerb::Does::adopt);
}

std::unique_ptr<Verb> make_aside_dismiss_verb() {
    return std::make_unique<AsideFileVerb>(AsideFileVerb::Does::dismiss);
}

std::unique_ptr<Verb> make_kiosk_gap_verb() {
    return std::make_unique<KioskGapVerb>();
}

}  // namespace harmony::admin
