#include "kiosk/courier_run.h"

#include <algorithm>
#include <filesystem>
#include <map>

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using sync::ObjectKind;
using sync::ObjectName;

/// Keeps the first sentence, and tells whether the run must stop.
bool stops(const Error& error, CourierNews& news) {
    if (news.trouble.empty()) {
        news.trouble = error.message;
        news.kind = error.kind;
    }
    return error.kind == ErrorKind::unreachable || error.kind == ErrorKind::full;
}

/// Delivered now, or still there from a run before.
Result<void> carry(sync::Courier& place,
                   const ObjectName& name,
                   base::ByteView bytes,
                   const std::vector<std::string>& before) {
    if (std::find(before.begin(), before.end(), name.text()) != before.end()) {
        const Result<bool> there = place.holds(name, bytes.size());
        if (!there || *there) {
            return there ? Result<void>{} : there.error();
        }
    }
    const Result<base::Delivery> delivered = place.deliver(name, bytes);
    return delivered ? Result<void>{} : delivered.error();
}

/// False when the run must stop. `before`: what the run before delivered.
bool carry_out(Spool& spool,
               sync::Courier& place,
               const std::string& folder,
               const std::vector<std::string>& before,
               CourierNews& news) {
    const Result<sync::Listing> waiting = spool.out().list(folder, "");
    if (!waiting) {
        return !stops(waiting.error(), news);
    }
    for (const ObjectName& name : waiting->names) {
        const Result<base::Bytes> bytes = spool.out().fetch(name, name.cap());
        if (!bytes) {
            if (stops(bytes.error(), news)) {
                return false;
            }
            continue;
        }
        const Result<void> delivered = carry(place, name, *bytes, before);
        if (delivered) {
            news.delivered.push_back(name.text());
        } else if (stops(delivered.error(), news)) {
            return false;
        }
    }
    return true;
}

/// All trust documents, the newest of everything else with the few before it that are not `here`,
/// the content that the kiosk named.
std::vector<ObjectName> worth_bringing(const std::vector<ObjectName>& there,
                                       const std::vector<ObjectName>& here,
                                       const Wants& wants) {
    std::vector<ObjectName> names;
    std::map<ObjectKind, std::vector<ObjectName>> others;
    for (const ObjectName& name : there) {
        const bool other_stream = name.kind() == ObjectKind::pack && name.stream() != wants.stream;
        if (other_stream || name.kind() == ObjectKind::pack_content) {
            continue;
        }
        if (name.kind() == ObjectKind::trust) {
            names.push_back(name);
            continue;
        }
        others[name.kind()].push_back(name);
    }
    for (auto& [kind, found] : others) {
        std::sort(found.begin(), found.end(), [](const ObjectName& a, const ObjectName& b) {
            return a.number() > b.number();
        });
        for (std::size_t at = 0; at < std::min(found.size(), newest_tried); ++at) {
            const bool brought = std::find(here.begin(), here.end(), found[at]) != here.end();
            if (at == 0 || !brought) {
                names.push_back(found[at]);
            }
        }
    }
    for (const sync::FileHash& hash : wants.content) {
        names.push_back(ObjectName::pack_content(hash));
    }
    return names;
}

/// What lies in the spool from runs before; a name fixes its content.
std::vector<ObjectName> brought_before(Spool& spool, const Wants& wants) {
    std::vector<ObjectName> names;
    for (const std::string& folder : {std::string("down/all"), sync::down_folder(wants.kiosk)}) {
        if (Result<sync::Listing> listing = spool.in().list(folder, "")) {
            names.insert(names.end(), listing->names.begin(), listing->names.end());
        }
    }
    return names;
}

/// The folder behind `Spool::in`.
struct SpoolIn {
    base::Files& files;
    std::filesystem::path folder;
};

/// Leaves in the spool what is worth bringing from this place. What was refused, or taken in long
/// ago, does not stay: names that a stranger put under high numbers would stand before the office's
/// for ever, even after the place was cleaned. What could not be removed is tried at the next run.
void forget_others(const SpoolIn& in,
                   const std::vector<ObjectName>& here,
                   const std::vector<ObjectName>& worth) {
    for (const ObjectName& name : here) {
        if (std::find(worth.begin(), worth.end(), name) == worth.end()) {
            static_cast<void>(in.files.remove(in.folder / name.text()));
        }
    }
}

/// Content is named by its hash. Other bytes would stand in the way of the right ones.
bool is_what_it_says(const ObjectName& name, base::ByteView bytes) {
    return name.kind() != ObjectKind::pack_content || sync::file_hash(bytes).hex() == name.hash();
}

bool bring_in(
    Spool& spool, sync::Courier& place, const Wants& wants, const SpoolIn& in, CourierNews& news) {
    std::vector<ObjectName> there;
    for (const std::string& folder : {std::string("down/all"), sync::down_folder(wants.kiosk)}) {
        Result<sync::Listing> listing = place.list(folder, "");
        if (!listing) {
            return !stops(listing.error(), news);
        }
        there.insert(there.end(), listing->names.begin(), listing->names.end());
    }
    const std::vector<ObjectName> here = brought_before(spool, wants);
    forget_others(in, here, worth_bringing(there, {}, wants));
    for (const ObjectName& name : worth_bringing(there, here, wants)) {
        Result<base::Bytes> bytes = place.fetch(name, name.cap());
        if (bytes && !is_what_it_says(name, *bytes)) {
            bytes = Error{ErrorKind::unreadable,
                          "Content came with other bytes than its name says. Tell the office."};
        }
        if (!bytes) {
            if (stops(bytes.error(), news)) {
                return false;
            }
            continue;
        }
        const Result<base::Delivery> kept = spool.in().deliver(name, *bytes);
        if (!kept && stops(kept.error(), news)) {
            return false;
        }
        news.brought += kept && *kept == base::Delivery::fresh ? 1 : 0;
    }
    return true;
}

}  // namespace

Result<CourierNews> carry_once(base::Files& files,
                               const StateFolder& folder,
                               const Wants& wants,
                               sync::Courier& place) {
    Spool spool(files, folder, wants.org);
    const SpoolIn in{files, folder.spool_in() / sync::organisation_folder(wants.org)};
    CourierNews news;
    const std::string answers = sync::up_folder(wants.kiosk, sync::RecordClass::survey);
    const std::string contacts = sync::up_folder(wants.kiosk, sync::RecordClass::contact);
    const std::string health = sync::up_folder(wants.kiosk, sync::RecordClass::health);
    const Result<CourierNews> told_before = spool.told();
    const std::vector<std::string> before =
        told_before ? told_before->delivered : std::vector<std::string>{};
    const bool whole = carry_out(spool, place, health, before, news) &&
                       carry_out(spool, place, contacts, before, news) &&
                       carry_out(spool, place, answers, before, news) &&
                       bring_in(spool, place, wants, in, news);
    news.reached = whole && news.trouble.empty();
    if (Result<void> told = spool.tell(news); !told) {
        return told.error();
    }
    return news;
}

}  // namespace harmony::kiosk
