#include "kiosk/spool.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace harmony::kiosk {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;
using nlohmann::json;

/// In the order of `base::ErrorKind`.
constexpr std::array<std::string_view, 5> kind_words{
    "absent", "refused", "unreadable", "unreachable", "full"};

constexpr std::size_t note_cap = std::size_t{8} << 20U;

Error bad_note(std::string_view what) {
    return {ErrorKind::unreadable,
            "the spool's " + std::string(what) + " is not what it should be"};
}

/// The text of `key`, empty when there is none: what is missing is refused by what reads it.
std::string text_of(const json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::vector<std::string> texts_of(const json& object, const char* key) {
    std::vector<std::string> texts;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_array()) {
        return texts;
    }
    for (const json& item : *found) {
        if (item.is_string()) {
            texts.push_back(item.get<std::string>());
        }
    }
    return texts;
}

std::filesystem::path wants_file(const StateFolder& folder) {
    return folder.spool_out() / "want.json";
}

std::filesystem::path news_file(const StateFolder& folder) {
    return folder.spool_in() / "courier.json";
}

Result<void> write_note(base::Files& files,
                        const std::filesystem::path& file,
                        const std::string& text) {
    const Result<base::Delivery> written =
        files.write(file, base::as_bytes(text), base::IfPresent::replace, base::public_mode);
    if (!written) {
        return written.error();
    }
    return {};
}

}  // namespace

std::string write_wants(const Wants& wants) {
    json content = json::array();
    for (const sync::FileHash& hash : wants.content) {
        content.push_back(hash.hex());
    }
    return json{{"schema", "harmony.want.1"},
                {"org", wants.org.hex()},
                {"kiosk", wants.kiosk.hex()},
                {"stream", wants.stream},
                {"content", content}}
        .dump(1);
}

Result<Wants> read_wants(std::string_view text) {
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object() || text_of(object, "schema") != "harmony.want.1") {
        return bad_note("want.json");
    }
    const std::optional<base::OrgId> org = base::OrgId::from_hex(text_of(object, "org"));
    const std::optional<base::KioskId> kiosk = base::KioskId::from_hex(text_of(object, "kiosk"));
    Wants wants;
    wants.stream = text_of(object, "stream");
    if (!org || !kiosk || !sync::is_stream_name(wants.stream)) {
        return bad_note("want.json");
    }
    wants.org = *org;
    wants.kiosk = *kiosk;
    for (const std::string& hex : texts_of(object, "content")) {
        const std::optional<sync::FileHash> hash = sync::FileHash::from_hex(hex);
        if (!hash) {
            return bad_note("want.json");
        }
        wants.content.push_back(*hash);
    }
    return wants;
}

std::string write_news(const CourierNews& news) {
    const json kind = news.kind ? json(kind_words[static_cast<std::size_t>(*news.kind)]) : json();
    return json{{"schema", "harmony.courier.1"},
                {"reached", news.reached},
                {"trouble", news.trouble},
                {"kind", kind},
                {"delivered", news.delivered},
                {"brought", news.brought}}
        .dump(1);
}

Result<CourierNews> read_news(std::string_view text) {
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object() || text_of(object, "schema") != "harmony.courier.1") {
        return bad_note("courier.json");
    }
    CourierNews news;
    news.trouble = text_of(object, "trouble");
    const auto word = std::find(kind_words.begin(), kind_words.end(), text_of(object, "kind"));
    if (word != kind_words.end()) {
        news.kind = static_cast<base::ErrorKind>(word - kind_words.begin());
    }
    news.delivered = texts_of(object, "delivered");
    const auto reached = object.find("reached");
    news.reached = reached != object.end() && reached->is_boolean() && reached->get<bool>();
    const auto brought = object.find("brought");
    if (brought != object.end() && brought->is_number_unsigned()) {
        news.brought = brought->get<std::size_t>();
    }
    return news;
}

Spool::Spool(base::Files& files, StateFolder folder, const base::OrgId& org)
    : files_(files),
      folder_(std::move(folder)),
      org_(org),
      out_(files, folder_.spool_out(), org, sync::Medium::folder),
      in_(files, folder_.spool_in(), org, sync::Medium::folder) {}

Result<void> Spool::ask(const Wants& wants) {
    return write_note(files_, wants_file(folder_), write_wants(wants))
        .while_doing("asking the courier");
}

Result<void> Spool::tell(const CourierNews& news) {
    return write_note(files_, news_file(folder_), write_news(news)).while_doing("noting the run");
}

Result<CourierNews> Spool::told() const {
    const Result<base::Bytes> bytes = files_.read(news_file(folder_), note_cap);
    if (!bytes) {
        return bytes.error();
    }
    return read_news(base::as_text(*bytes));
}

Result<void> Spool::remove_out(const sync::ObjectName& name) {
    return files_.remove(folder_.spool_out() / sync::organisation_folder(org_) / name.text());
}

Result<void> Spool::remove_in(sync::ObjectKind kind, const base::KioskId& kiosk) {
    const Result<sync::Listing> there = in_.list(sync::down_folder(kiosk), "");
    for (const sync::ObjectName& name : there ? there->names : std::vector<sync::ObjectName>{}) {
        if (name.kind() != kind) {
            continue;
        }
        const auto removed =
            files_.remove(folder_.spool_in() / sync::organisation_folder(org_) / name.text());
        if (!removed) {
            return removed;
        }
    }
    return {};
}

Result<void> make_spool(base::Files& files, const StateFolder& folder) {
    if (Result<void> made = files.make_folders(folder.spool_out(), 0750); !made) {
        return made;
    }
    return files.make_folders(folder.spool_in(), 0770);
}

Result<Wants> wants_of(base::Files& files, const StateFolder& folder) {
    const Result<base::Bytes> bytes = files.read(wants_file(folder), note_cap);
    if (!bytes) {
        return bytes.error();
    }
    return read_wants(base::as_text(*bytes));
}

}  // namespace harmony::kiosk
