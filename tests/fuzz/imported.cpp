#include "imported.h"

#include "base/error.h"
#include "base/random.h"
#include "survey/compiled.h"
#include "survey/draft.h"

namespace harmony::fuzz {

void check_imported(const survey::Imported& imported) {
    bool has_error = false;
    for (const survey::Message& message : imported.messages) {
        base::promise(!message.what.empty() && !message.mend.empty() && message.code.size() == 4,
                      "a message says what is wrong and how to mend it");
        has_error = has_error || message.level == survey::Level::error;
    }
    base::promise(imported.compiled.has_value() != has_error, "a survey without an error compiles");
    if (!imported.compiled) {
        return;
    }
    const auto name = *base::FormName::from_hex("0102030405060708");
    const auto form = survey::load_form(base::as_bytes(*imported.compiled), name, {});
    base::promise(form.ok(), "a form that was compiled can be loaded");
    base::promise(survey::compiled_text(form->content()) == *imported.compiled,
                  "a form has one compiled text");
    survey::Start start;
    start.language = form->default_language();
    base::SeededRandom random(1);
    survey::Draft draft(*form, start, random);
    for (int step = 0; step < 8 && draft.page().kind == survey::PageKind::questions; ++step) {
        for (const survey::NodeIndex node : draft.page().nodes) {
            static_cast<void>(draft.type(node, "7"));
            static_cast<void>(draft.state(node));
        }
        static_cast<void>(draft.next());
    }
}

}  // namespace harmony::fuzz
