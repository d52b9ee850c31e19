// A page: how many entries (u32), of each its subject (16 bytes) and where its words begin (u32),
// then the words. An entry's words are `searched` letters: names with a space before each word; and
// with a mark before each, the digits of a phone number, an email address, a postcode without its
// space, a code. Numbers are little end first.
#include "admin/fact_search.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "base/text.h"
#include "events/contact.h"
#include "events/name_search.h"

namespace harmony::admin {
namespace {

using base::Result;
using base::SecretBytes;
using events::SubjectId;

constexpr std::size_t facts_a_page = 1'024;
constexpr std::size_t few_facts = 128;  ///< that are looked at one by one rather than put on a page
constexpr std::size_t number_bytes = 4;
constexpr std::size_t entry_bytes = SubjectId::size + number_bytes;
constexpr char phone_mark = '\x02';
constexpr char email_mark = '\x03';
constexpr char postcode_mark = '\x04';
constexpr char code_mark = '\x05';
constexpr std::size_t least_digits = 4;

void put_number(SecretBytes& out, std::uint32_t number) {
    for (std::size_t at = 0; at < number_bytes; ++at) {
        out.push_back(static_cast<std::byte>((number >> (8 * at)) & 0xFFU));
    }
}

std::uint32_t number_at(base::ByteView bytes, std::size_t at) {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < number_bytes; ++i) {
        number |= std::to_integer<std::uint32_t>(bytes[at + i]) << (8 * i);
    }
    return number;
}

void add(base::SecretText& words, char mark, std::string_view text) {
    if (!text.empty()) {
        words.append(std::string_view(&mark, 1));
        words.append(text);
    }
}

std::string digits_of(std::string_view text) {
    std::string digits;
    std::copy_if(text.begin(), text.end(), std::back_inserter(digits), [](char letter) {
        return letter >= '0' && letter <= '9';
    });
    return digits;
}

std::string postcode_of(std::string_view text) {
    std::string letters;
    for (const char letter : text) {
        if (letter != ' ') {
            letters.push_back(letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A')
                                                             : letter);
        }
    }
    return letters;
}

void add_contact(base::SecretText& words, const events::Contact& contact) {
    const base::SecretText name = events::searched(contact.name.view());
    std::string_view rest = name.view();
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        add(words, ' ', rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    add(words, phone_mark, digits_of(contact.phone.view()));
    add(words, email_mark, events::searched(contact.email.view()).view());
}

/// What one fact is found by.
base::SecretText words_of(const events::KnownFact& fact) {
    base::SecretText words;
    if (const auto* given = fact.as<events::ContactGiven>()) {
        add_contact(words, given->contact);
    } else if (const auto* corrected = fact.as<events::ContactCorrected>()) {
        add_contact(words, corrected->contact);
    } else if (const auto* requested = fact.as<events::Requested>()) {
        add(words, postcode_mark, postcode_of(requested->postcode.view()));
    } else if (const auto* up = fact.as<events::SignedUp>()) {
        add(words, code_mark, std::to_string(up->code));
    }
    return words;
}

/// What is looked for, in any of these forms.
struct Wanted {
    std::vector<base::SecretText> needles;  ///< as they stand on pages, each alone enough
    base::SecretText name;                  ///< `searched`; empty: not looked for
    base::SecretText first_word;            ///< of it, with the space before
};

Wanted wanted_by(std::string_view typed) {
    Wanted wanted;
    const std::string_view text = base::trim(typed);
    const std::string digits = digits_of(text);
    const auto is_number = [](char letter) {
        return std::string_view("0123456789 +-()").find(letter) != std::string_view::npos;
    };
    if (text.find('@') != std::string_view::npos) {
        wanted.needles.emplace_back();
        add(wanted.needles.back(), email_mark, events::searched(text).view());
        return wanted;
    }
    if (std::all_of(text.begin(), text.end(), is_number)) {
        if (digits.size() >= least_digits) {
            const bool national = digits.front() == '0';
            add(wanted.needles.emplace_back(),
                phone_mark,
                national ? "44" + digits.substr(1) : digits);
            add(wanted.needles.emplace_back(), code_mark, digits);
        }
        return wanted;
    }
    if (const auto postcode = events::stored_postcode(text)) {
        add(wanted.needles.emplace_back(), postcode_mark, postcode_of(postcode->view()));
    }
    const base::SecretText name = events::searched(text);
    if (base::code_points(base::trim(name.view())) >= events::least_letters) {
        const std::string_view words = base::trim(name.view());
        wanted.name = base::SecretText(words);
        add(wanted.first_word, ' ', words.substr(0, words.find(' ')));
    }
    return wanted;
}

bool fits(const Wanted& wanted, std::string_view words) {
    for (const base::SecretText& needle : wanted.needles) {
        if (words.find(needle.view()) != std::string_view::npos) {
            return true;
        }
    }
    if (wanted.name.empty() || words.find(wanted.first_word.view()) == std::string_view::npos) {
        return false;
    }
    const std::size_t end = std::min(words.find_first_of("\x02\x03\x04\x05"), words.size());
    return events::is_like(wanted.name.view(), words.substr(0, end));
}

/// Those found so far, each once.
class Found {
public:
    explicit Found(std::size_t most) : most_(most) {}

    [[nodiscard]] bool full() const { return all_.size() >= most_; }

    void add(const SubjectId& id) {
        if (!full() && known_.insert(id).second) {
            all_.push_back(id);
        }
    }

    [[nodiscard]] std::vector<SubjectId> take() { return std::move(all_); }

private:
    std::size_t most_;
    std::set<SubjectId> known_;
    std::vector<SubjectId> all_;
};

void look_at_page(base::ByteView page, const Wanted& wanted, Found& found) {
    const std::size_t count = page.size() < number_bytes ? 0 : number_at(page, 0);
    const std::size_t head = number_bytes + count * entry_bytes;
    if (count == 0 || page.size() < head) {
        return;
    }
    const std::string_view words = base::as_text(page.subspan(head));
    // Most pages have nothing: one look at all their words says so.
    const auto anywhere = [&](const base::SecretText& needle) {
        return !needle.empty() && words.find(needle.view()) != std::string_view::npos;
    };
    if (!anywhere(wanted.first_word) &&
        std::none_of(wanted.needles.begin(), wanted.needles.end(), anywhere)) {
        return;
    }
    for (std::size_t at = 0; at < count && !found.full(); ++at) {
        const std::size_t entry = number_bytes + at * entry_bytes;
        const std::size_t from = number_at(page, entry + SubjectId::size);
        const std::size_t to =
            at + 1 < count ? number_at(page, entry + entry_bytes + SubjectId::size) : words.size();
        if (from <= to && to <= words.size() && fits(wanted, words.substr(from, to - from))) {
            found.add(*SubjectId::from_bytes(page.subspan(entry, SubjectId::size)));
        }
    }
}

/// A fact with what it is found by.
struct Worded {
    db::FactRow row;
    base::SecretText words;
};

std::vector<Worded> not_on_pages(const FactBook& book) {
    std::vector<Worded> all;
    book.store().each_fact_to_page([&](const db::FactRow& row) {
        const auto fact = book.seal().open(row);
        all.push_back({row, fact ? words_of(*fact) : base::SecretText()});
    });
    return all;
}

Result<void> make_page(const FactBook& book, std::span<const Worded> facts) {
    SecretBytes page;
    put_number(page, static_cast<std::uint32_t>(facts.size()));
    std::size_t at = 0;
    std::vector<db::FactRow> rows;
    for (const Worded& one : facts) {
        page.insert(page.end(), one.row.subject.view().begin(), one.row.subject.view().end());
        put_number(page, static_cast<std::uint32_t>(at));
        at += one.words.view().size();
        rows.push_back(one.row);
    }
    for (const Worded& one : facts) {
        const base::ByteView words = base::as_bytes(one.words.view());
        page.insert(page.end(), words.begin(), words.end());
    }
    return book.store().keep_page(rows, book.seal().seal_page(page));
}

}  // namespace

Result<std::vector<SubjectId>> search_people(const FactBook& book,
                                             std::string_view typed,
                                             std::size_t most) {
    const Wanted wanted = wanted_by(typed);
    Found found(most);
    if (wanted.needles.empty() && wanted.name.empty()) {
        return found.take();
    }
    std::vector<Worded> fresh = not_on_pages(book);
    std::size_t done = 0;
    while (fresh.size() - done > few_facts) {
        const std::size_t count = std::min(facts_a_page, fresh.size() - done);
        const auto made = make_page(book, std::span(fresh).subspan(done, count));
        if (!made && made.error().kind != base::ErrorKind::refused) {
            return made.error();
        }
        done += made ? count : 0;
        if (!made) {
            break;  // another program puts them on pages just now: they are looked at here
        }
    }
    for (std::size_t at = done; at < fresh.size(); ++at) {
        if (fits(wanted, fresh[at].words.view())) {
            found.add(*SubjectId::from_bytes(fresh[at].row.subject.view()));
        }
    }
    book.store().each_page([&](std::int64_t, base::ByteView sealed) {
        if (!found.full()) {
            if (const auto page = book.seal().open_page(sealed)) {
                look_at_page(*page, wanted, found);
            }
        }
    });
    return found.take();
}

}  // namespace harmony::admin
