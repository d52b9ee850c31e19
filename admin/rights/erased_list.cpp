#include "admin/rights/erased_list.h"

#include <fmt/format.h>

#include "base/text.h"
#include "sync/crypto.h"

namespace harmony::admin {
namespace {

using base::Error;
using base::ErrorKind;
using base::Result;

constexpr std::string_view first_line = "harmony erased/1";
constexpr std::string_view applied_name = "erased_applied";
constexpr std::size_t list_cap = std::size_t{256} << 20U;
constexpr unsigned owner_alone = 0600;

std::string text_of(const ErasedList& list) {
    std::string text(first_line);
    text += '\n';
    for (const events::SubjectId& subject : list.subjects) {
        text += fmt::format("subject {}\n", subject.hex());
    }
    for (const base::RecordId& record : list.records) {
        text += fmt::format("record {}\n", record.hex());
    }
    return text;
}

bool take_line(const std::string& line, ErasedList& list) {
    const auto words = base::words(line);
    if (words.size() != 2) {
        return words.empty();
    }
    const auto subject = events::SubjectId::from_hex(words[1]);
    const auto record = base::RecordId::from_hex(words[1]);
    if (words[0] == "subject" && subject) {
        list.subjects.insert(*subject);
        return true;
    }
    if (words[0] == "record" && record) {
        list.records.insert(*record);
        return true;
    }
    return false;
}

base::Digest digest_of(const ErasedList& list) {
    return sync::text_hash(base::as_bytes(text_of(list)));
}

}  // namespace

Result<ErasedList> read_erased(base::Files& files, const std::filesystem::path& folder) {
    const auto path = folder / erased_file;
    const Result<base::Bytes> bytes = files.read(path, list_cap);
    if (!bytes) {
        return bytes.error().kind == ErrorKind::absent ? Result<ErasedList>(ErasedList{})
                                                       : bytes.error();
    }
    const std::vector<std::string> lines = base::split(base::as_text(*bytes), '\n');
    ErasedList list;
    bool right = !lines.empty() && lines.front() == first_line;
    for (std::size_t at = 1; right && at < lines.size(); ++at) {
        right = take_line(lines[at], list);
    }
    return right ? Result<ErasedList>(std::move(list))
                 : Error{ErrorKind::unreadable,
                         path.string() +
                             " is no list of what was erased. Take the one beside "
                             "your newest backup"};
}

Result<void> add_erased(base::Files& files,
                        const std::filesystem::path& folder,
                        const ErasedList& more) {
    Result<ErasedList> list = read_erased(files, folder);
    if (!list) {
        return list.error();
    }
    const ErasedList before = *list;
    list->subjects.insert(more.subjects.begin(), more.subjects.end());
    list->records.insert(more.records.begin(), more.records.end());
    if (*list == before) {
        return {};
    }
    const auto written = files.write(folder / erased_file,
                                     base::as_bytes(text_of(*list)),
                                     base::IfPresent::replace,
                                     owner_alone);
    return written ? Result<void>() : written.error().while_doing("keeping what was erased");
}

bool is_applied(db::OfficeStore& store, const ErasedList& list) {
    const auto applied = store.value(applied_name);
    return list.empty() || (applied && base::equal(*applied, digest_of(list).view()));
}

Result<void> note_applied(db::OfficeStore& store, const ErasedList& list) {
    return store.set_value(applied_name, digest_of(list).view());
}

}  // namespace harmony::admin
