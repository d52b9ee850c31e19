#include "kiosk/filled_sign_up.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "base/error.h"
#include "events/event_json.h"

namespace harmony::tests {
namespace {

using kiosk::SignUpForm;
using kiosk::SignUpPage;

std::vector<events::Event> read_demo() {
    std::ifstream in(HARMONY_SOURCE_DIR "/assets/demo/content.json", std::ios::binary);
    const auto content = nlohmann::json::parse(in);
    return *events::read_events(content["events"].dump(), "content.json", events::Unknown::refused);
}

void fill(SignUpForm& form) {
    switch (form.at()) {
        case SignUpPage::who: return form.choose("3");
        case SignUpPage::age: return form.choose("no");
        case SignUpPage::under_16: return form.choose("2");
        case SignUpPage::details: return form.choose("yes");
        case SignUpPage::name: return type_into(form, "Zofia Kowalska");
        case SignUpPage::phone: return type_into(form, "0048225550123");
        case SignUpPage::email: return type_into(form, "zofia@example.org");
        case SignUpPage::preferred: return form.choose("text");
        case SignUpPage::needs:
            form.choose("step_free");
            form.choose("interpreter");
            return form.choose("other");
        case SignUpPage::note: return type_into(form, "A seat near the door");
        case SignUpPage::food: return form.choose("no_nuts");
        case SignUpPage::this_event:
        case SignUpPage::needs_consent: return form.choose("yes");
        default: return;
    }
}

}  // namespace

const std::vector<events::Event>& demo_events() {
    static const std::vector<events::Event> all = read_demo();
    return all;
}

events::Event demo_event(const std::string& id, const kiosk::Words& words) {
    for (events::Event event : demo_events()) {
        if (event.id.hex() != id) {
            continue;
        }
        events::ConsentTexts& texts = event.consent.emplace();
        for (const kiosk::Words& each : {words, words.in("en")}) {
            const std::string date = each.date(events::deletion_day(event));
            const auto filled = [&](const char* key) {
                return each(key, {{"organiser", event.organiser}, {"date", date}});
            };
            texts.this_event[each.language()] = filled("consent.this_event");
            texts.later_events[each.language()] =
                each("consent.later_events", {{"organiser", event.organiser}});
            texts.needs[each.language()] = filled("consent.needs");
        }
        return event;
    }
    base::promise(false, "an event of the demo");
    return {};
}

void type_into(SignUpForm& form, std::string_view text) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        form.type(ui::KeyPress::typed(text.substr(at, 1)));
    }
}

void walk_to(SignUpForm& form, SignUpPage page, const kiosk::Words& words) {
    for (int steps = 0; form.at() != page; ++steps) {
        base::promise(steps < 30 && form.at() != SignUpPage::check, "a page of this sign-up");
        fill(form);
        base::promise(form.go_on(words) == kiosk::SignUpStep::page, "an answer that is taken");
    }
}

}  // namespace harmony::tests
