#include <algorithm>

#include "events/fold_parts.h"

namespace harmony::events {
namespace {

/// The step that goes on, of those that follow the same fact. REQUIRES: one at least.
const KnownFact* leading(FactSet& set, FactId after, std::vector<const KnownFact*> next) {
    std::sort(next.begin(), next.end(), [](const KnownFact* a, const KnownFact* b) {
        return a->content < b->content;
    });
    if (next.size() == 1) {
        return next.front();
    }
    Conflict conflict;
    conflict.kind = ConflictKind::double_step;
    conflict.subject = next.front()->head().subject;
    conflict.about = same_bytes<base::RecordId>(conflict.subject);
    conflict.other = after;
    conflict.number = static_cast<int>(next.size());
    const ConflictClosed* closed = set.note(conflict);
    const auto chosen = std::find_if(next.begin(), next.end(), [&](const KnownFact* fact) {
        return closed != nullptr && fact->origin.id == closed->chosen;
    });
    return chosen == next.end() ? next.front() : *chosen;
}

void agree(PersonRecord& person, const std::vector<Agreement>& agreements) {
    for (const Agreement& agreement : agreements) {
        if (agreement.yes) {
            person.agreed |= 1U << static_cast<unsigned>(agreement.box);
        }
    }
}

void correct(FactSet& set, FactGroup group, PersonRecord& person) {
    std::vector<Link> links;
    for (const KnownFact* fact : group) {
        if (const auto* corrected = fact->as<ContactCorrected>()) {
            links.push_back({corrected->follows, fact});
        }
    }
    walk(
        set,
        person.contact_fact,
        links,
        [](const KnownFact&) { return true; },
        [&](const KnownFact& fact) {
            person.contact = fact.as<ContactCorrected>()->contact;
            person.contact_fact = fact.origin.id;
        });
}

}  // namespace

void walk(FactSet& set,
          FactId from,
          const std::vector<Link>& links,
          const std::function<bool(const KnownFact&)>& allowed,
          const std::function<void(const KnownFact&)>& take) {
    for (FactId at = from; !links.empty();) {
        std::vector<const KnownFact*> next;
        for (const Link& link : links) {
            if (link.follows != at) {
                continue;
            }
            if (allowed(*link.step)) {
                next.push_back(link.step);
                continue;
            }
            Conflict conflict;
            conflict.kind = ConflictKind::not_allowed;
            conflict.about = link.step->origin.id;
            conflict.subject = link.step->head().subject;
            set.note(conflict);
        }
        if (next.empty()) {
            return;
        }
        const KnownFact* lead = leading(set, at, std::move(next));
        take(*lead);
        at = lead->origin.id;
    }
}

PersonRecord person_of(FactSet& set, FactGroup group) {
    PersonRecord person;
    unsigned withdrawn = 0;
    for (const KnownFact* fact : group) {
        if (const auto* taken_back = fact->as<ConsentWithdrawn>()) {
            withdrawn |= 1U << static_cast<unsigned>(taken_back->box);
        }
    }
    if (const KnownFact* given = smallest<ContactGiven>(group)) {
        person.contact = given->as<ContactGiven>()->contact;
        person.contact_fact = given->origin.id;
        agree(person, given->as<ContactGiven>()->agreements);
        correct(set, group, person);
    }
    if (const KnownFact* said = smallest<NeedGiven>(group)) {
        const auto* needs = said->as<NeedGiven>();
        agree(person, needs->agreements);
        person.needs = needs->needs;
        person.note = needs->note;
    }
    person.agreed &= ~withdrawn;
    const auto took_back = [&](Box box) {
        return ((withdrawn >> static_cast<unsigned>(box)) & 1U) != 0;
    };
    if (took_back(Box::this_event)) {
        person.contact.reset();
    }
    if (took_back(Box::needs)) {
        person.needs.clear();
        person.note.wipe();
    }
    return person;
}

}  // namespace harmony::events
